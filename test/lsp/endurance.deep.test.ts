// A server that runs for weeks: what is typed leaves nothing behind in memory, and a document of any size is taken.
import { execFileSync } from 'node:child_process';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { oneFile } from '../../bench/corpus.mjs';
import { frame, Wire } from './wire';

const uri = 'untitled:long.encounter';
const ROUNDS = 5,
  EDITS = 20_000;
/**
 * Less than one byte for each hundred bytes of messages; a server that kept a copy of the note at each edit would be
 * beyond it at once.
 */
const MAX_GROWTH_KB = 40_000;

let wire: Wire;
beforeEach(async () => {
  wire = await Wire.initialized();
});
afterEach(() => wire.end());

const residentKb = (): number =>
  Number(execFileSync('ps', ['-o', 'rss=', '-p', String(wire.server.pid)], { encoding: 'utf8' }));
const pull = async (): Promise<unknown[]> =>
  ((await wire.request('textDocument/diagnostic', { textDocument: { uri } })).result as { items: unknown[] }).items;

it('needs no more memory after a hundred thousand edits than after some', async () => {
  const note = oneFile({ count: 12, patients: 4 });
  wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'encounter-note', version: 1, text: note } });
  const before = await pull();
  const lines = note.split('\n').length;
  const sizes: number[] = [];
  for (let round = 0, version = 1; round < ROUNDS; round++) {
    for (let i = 0; i < EDITS; i += 2) {
      // A character typed and taken back, on every line in turn; a header that breaks for a moment too.
      const line = (i * 7) % lines;
      const [put, cut] = [
        { start: { line, character: 3 }, end: { line, character: 3 } },
        { start: { line, character: 3 }, end: { line, character: 4 } },
      ];
      const bytes = [
        { range: put, text: 'x' },
        { range: cut, text: '' },
      ].map(change =>
        frame(
          JSON.stringify({
            jsonrpc: '2.0',
            method: 'textDocument/didChange',
            params: { textDocument: { uri, version: ++version }, contentChanges: [change] },
          }),
        ),
      );
      wire.raw(line < lines - 1 && note.split('\n', line + 1)[line]!.length > 3 ? bytes.join('') : '');
      if (i % 1000 === 0) await pull();
    }
    await pull();
    sizes.push(residentKb());
    wire.answers.length = 0;
  }
  console.log(
    `memory of the server after each ${EDITS} edits: ${sizes.map(kb => `${Math.round(kb / 1000)} MB`).join(', ')}`,
  );
  expect(sizes.at(-1)! - sizes[1]!).toBeLessThan(MAX_GROWTH_KB);
  expect((await pull()).length).toBe(before.length);
});

it('takes a document of 50 MB, an edit in it, and a binary one', async () => {
  const note = oneFile({ count: 200, patients: 20 });
  const text = note.repeat(Math.ceil(50_000_000 / note.length));
  wire.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'encounter-note', version: 1, text } });
  wire.notify('textDocument/didChange', {
    textDocument: { uri, version: 2 },
    contentChanges: [
      { range: { start: { line: 1000, character: 0 }, end: { line: 1000, character: 0 } }, text: 'stray text\n' },
    ],
  });
  expect(
    (await wire.request('textDocument/hover', { textDocument: { uri }, position: { line: 2, character: 1 } })).error,
  ).toBeUndefined();
  wire.notify('textDocument/didClose', { textDocument: { uri } });
  const binary = Buffer.from(Array.from({ length: 1_000_000 }, (_, i) => (i * 2654435761) % 256)).toString('latin1');
  wire.notify('textDocument/didOpen', {
    textDocument: { uri, languageId: 'encounter-note', version: 3, text: binary },
  });
  expect(Array.isArray(await pull())).toBe(true);
  expect(wire.stderr).toBe('');
});
