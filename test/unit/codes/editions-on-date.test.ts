// Reports and records name the editions of the dates of service, not the newest.
import { expect, it } from 'vitest';
import { createLanguage } from '../../../server/src/core/language';
import { report } from '../../../server/src/core/report/report';
import { release } from '../../support/releases';

const language = createLanguage([
  release('MUE', '2024-07-01', ['97110|6,3|x']),
  release('MUE', '2026-10-01', ['97110|4,3|x']),
]);
const note = (date: string): string => `${date} visit P-014 @office\nby: MD AS\ndx: G80.0\n97110 @A\n`;

/** The editions in the report on encounters of some dates. */
function editions(...dates: readonly string[]) {
  const workspace = language.createWorkspace();
  workspace.set('note', dates.map(note).join('\n'));
  return report(workspace, ['note']).editions;
}

it.each([
  ['2024-08-01', '2024-07-01', 'FY2024'],
  ['2025-11-20', '2024-07-01', 'FY2026'],
  ['2026-11-20', '2026-10-01', 'FY2027'],
])('one encounter of %s', (date, limits, diagnoses) => {
  expect(editions(date)).toMatchObject({ MUE: limits, 'ICD-10-CM': expect.stringContaining(diagnoses) });
  expect(language.editions(date)).toContain(`MUE ${limits}`);
  expect(language.editions(date)).toContain(`ICD-10-CM ${diagnoses}`);
});

it('several encounters: each edition once, oldest first', () => {
  expect(editions('2026-11-20', '2024-08-01', '2026-11-21').MUE).toBe('2024-07-01, 2026-10-01');
  expect(language.editions('2026-11-20', '2024-08-01', '2026-11-21')).toContain('MUE 2024-07-01, 2026-10-01');
});

it('without encounters or a date: the newest', () => {
  expect(editions().MUE).toBe('2026-10-01');
  expect(language.editions()).toContain('MUE 2026-10-01');
});
