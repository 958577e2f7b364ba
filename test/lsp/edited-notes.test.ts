import { afterEach, expect, it } from 'vitest';
import { createRandom, oneFile } from '../../bench/corpus.mjs';
import { Editor } from './client';

const editors: Editor[] = [];
afterEach(() => { for (const editor of editors.splice(0)) editor.end(); });

/** What is typed: also what looks like a diagnostic's own JSON, and what an editor shows for a byte that it cannot read. */
const TYPED = ['', 'x', '5', '\n', ', ', '\n\n', '2026-03-05 visit P-001 @office\n95991 @A\n', 'assess: "line":"\\u0000", \0 \ud800\n', '\ufffd', 'resp“onse: ü\n', '9599O @A\n'.repeat(30)];
const URI = 'untitled:long.encounter';

it('the findings of a long note that is edited are those of the note opened anew', async () => {
  const edited = await Editor.start(), anew = await Editor.start();
  editors.push(edited, anew);
  const random = createRandom(7);
  const bad = Array.from({ length: 22 }, (_, i) => `2026-05-05 visit P-${1000 + i} @office\n${'9599O @A\n'.repeat(50)}`).join('');
  let text = oneFile({ count: 40, patients: 5, seed: 3 }) + bad;
  await edited.open(URI, text, 1);
  expect((await edited.findings(URI)).length).toBe(1001);
  for (let version = 2; version < 14; version++) {
    const lines = text.split('\n');
    const from = Math.floor(random() * lines.length * (random() < 0.2 ? 1 : 0.4)), to = Math.min(lines.length - 1, from + (random() < 0.2 ? Math.floor(random() * 60) : 0));
    const start = { line: from, character: Math.floor(random() * (lines[from]!.length + 1)) };
    const end = { line: to, character: from === to ? start.character : 0 };
    const typed = TYPED[Math.floor(random() * TYPED.length)]!;
    const offset = ({ line, character }: typeof start): number => lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
    text = text.slice(0, offset(start)) + typed + text.slice(offset(end));
    await edited.change(URI, version, [{ range: { start, end }, text: typed }]);
    await anew.open(URI, text, version);
    expect(await edited.findings(URI)).toEqual(await anew.findings(URI));
    await anew.close(URI);
  }
});
