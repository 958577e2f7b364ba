// Codes of the loaded releases on a code line: those that begin as typed, beside the codes of pump care.
import { expect, test } from 'vitest';
import { complete } from '../../../server/src/core/editor/completion/complete';
import { createLanguage } from '../../../server/src/core/language';
import { release } from '../../support/releases';

const LOADED = [
  release('HCPCS', '2026-10-01', [
    'J0475|1998-01-01,|Injection, baclofen, 10 mg',
    'J9035|2005-01-01,|Injection, bevacizumab, 10 mg',
    'J9045|1990-01-01,2020-12-31|Injection, carboplatin, 50 mg',
  ]),
  release('MUE', '2026-10-01', ['45378|1,3|x', '62370|1,3|x']),
];

/** What is offered at the end of a note, and whether the editor asks again at each letter. */
function offered(note: string, loaded = LOADED) {
  const workspace = createLanguage(loaded).createWorkspace();
  workspace.set('note', note);
  const lines = note.split('\n');
  const { proposals, changing } = complete(workspace, 'note', {
    line: lines.length - 1,
    character: lines.at(-1)!.length,
  })!;
  return { labels: proposals.map(({ label }) => label), proposals, changing };
}

const note = (typed: string, date = '2026-11-20') => `${date} visit P-014 @office\nby: MD AS\n${typed}`;

test('codes that do not ship are offered once two characters are typed', () => {
  expect(offered(note('J')).labels).not.toContain('J9035');
  const { labels, changing } = offered(note('J9'));
  expect(labels).toEqual(expect.arrayContaining(['J9035', 'J9045', 'J0475']));
  expect(labels.filter(label => label === 'J0475')).toHaveLength(1);
  expect(changing).toBe(true);
  expect(offered(note('45')).labels).toContain('45378');
  expect(offered(note('J9'), []).labels).not.toContain('J9035');
  expect(offered(note('J9'), []).changing).toBe(false);
});

test('a code that has ended is marked, with its title', () => {
  const { proposals } = offered(note('J90'));
  expect(proposals.find(({ label }) => label === 'J9045')).toMatchObject({
    deprecated: true,
    note: expect.stringContaining('ended 2020-12-31: Injection, carboplatin'),
  });
});
