import { afterEach, expect, it } from 'vitest';
import { createRandom, oneFile } from '../../bench/corpus.mjs';
import { Editor } from './client';

const editors: Editor[] = [];
afterEach(() => {
  for (const editor of editors.splice(0)) editor.end();
});

/**
 * What is typed: also what looks like a diagnostic's own JSON, and what an editor shows for a byte that it cannot read.
 */
const TYPED = [
  '',
  'x',
  '5',
  '\n',
  ', ',
  '\n\n',
  '2026-03-05 visit P-001 @office\n95991 @A\n',
  'assess: "line":"\\u0000", \0 \ud800\n',
  '\ufffd',
  'resp“onse: ü\n',
  '9599O @A\n'.repeat(30),
];
const URI = 'untitled:long.encounter';

it('an edited long note has the findings of a newly opened one', async () => {
  const edited = await Editor.start(),
    fresh = await Editor.start();
  editors.push(edited, fresh);
  const random = createRandom(7);
  const bad = Array.from(
    { length: 22 },
    (_, i) => `2026-05-05 visit P-${1000 + i} @office\n${'9599O @A\n'.repeat(50)}`,
  ).join('');
  let text = oneFile({ count: 40, patients: 5, seed: 3 }) + bad;
  await edited.open(URI, text, 1);
  expect((await edited.findings(URI)).length).toBe(251);
  for (let version = 2; version < 14; version++) {
    const lines = text.split('\n');
    const from = Math.floor(random() * lines.length * (random() < 0.2 ? 1 : 0.4)),
      to = Math.min(lines.length - 1, from + (random() < 0.2 ? Math.floor(random() * 60) : 0));
    const start = { line: from, character: Math.floor(random() * (lines[from]!.length + 1)) };
    const end = { line: to, character: from === to ? start.character : 0 };
    const typed = TYPED[Math.floor(random() * TYPED.length)]!;
    const offset = ({ line, character }: typeof start): number =>
      lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
    text = text.slice(0, offset(start)) + typed + text.slice(offset(end));
    await edited.change(URI, version, [{ range: { start, end }, text: typed }]);
    await fresh.open(URI, text, version);
    expect(await edited.findings(URI)).toEqual(await fresh.findings(URI));
    await fresh.close(URI);
  }
});

it('a note has the findings of a newly opened one after any edit of its patients’ earlier notes', async () => {
  const edited = await Editor.start();
  editors.push(edited);
  const random = createRandom(11);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const earlier = 'file:///notes/a.encounter',
    later = 'file:///notes/b.encounter';
  const laterText = oneFile({ count: 12, patients: 3, seed: 5, start: '2026-06-01' });
  const first = oneFile({ count: 12, patients: 3, seed: 4, start: '2026-01-05' });
  let text = first;
  await edited.open(earlier, text, 1);
  await edited.open(later, laterText, 1);
  let among = 0;
  for (let version = 2; version < 14; version++) {
    const lines = text.split('\n');
    const line = Math.floor(random() * random() * lines.length),
      character = Math.floor(random() * (lines[line]!.length + 1));
    const start = { line, character },
      end = { line, character: Math.min(lines[line]!.length, character + pick([0, 1, 4, 40])) };
    const typed = pick(['', 'x', '5', '\n', '\n\n', '\n; more\n', '40 mL', '2026-03-05 visit P-001 @office\n']);
    lines[line] = lines[line]!.slice(0, character) + typed + lines[line]!.slice(end.character);
    text = lines.join('\n');
    await edited.change(earlier, version, [{ range: { start, end }, text: typed }]);
    if (version % 6 === 0) {
      await edited.close(earlier);
      text = version % 12 === 0 ? first : text;
      expect(
        (await edited.findings(later)).some(({ relatedInformation }) =>
          relatedInformation?.some(({ location }) => location.uri === earlier),
        ),
      ).toBe(false);
      await edited.open(earlier, text, version);
    }
    const fresh = await Editor.start();
    await fresh.open(earlier, text, version);
    await fresh.open(later, laterText, 1);
    for (const uri of [earlier, later]) expect(await edited.findings(uri)).toEqual(await fresh.findings(uri));
    among += (await fresh.findings(later)).filter(({ relatedInformation }) =>
      relatedInformation?.some(({ location }) => location.uri === earlier),
    ).length;
    fresh.end();
  }
  expect(among).toBeGreaterThan(10);
});
