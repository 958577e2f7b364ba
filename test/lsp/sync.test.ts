import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Diagnostic } from 'vscode-languageserver/node';
import { noteEdit, noteText } from '../support/arbitrary';
import { Editor } from './client';
import { NURSE_BILLED_AS_PHYSICIAN } from './notes';
import { runs } from '../support/runs';

let editor: Editor;
beforeAll(async () => {
  editor = await Editor.start();
});
afterAll(() => editor.end());

interface Change {
  range: { start: { line: number; character: number }; end: { line: number; character: number } };
  text: string;
}

/**
 * The text after a change, by the protocol's own words: lines end at LF, CRLF and CR, a position past an end is that
 * end, a range has no direction.
 */
function after(text: string, { range, text: inserted }: Change): string {
  const [start, end] = [offset(text, range.start), offset(text, range.end)].sort((a, b) => a - b);
  return text.slice(0, start) + inserted + text.slice(end);
}

function offset(text: string, { line, character }: { line: number; character: number }): number {
  const lines = [...text.matchAll(/[^\r\n]*(?:\r\n|\r|\n|$)/g)];
  const found = lines[line];
  if (!found || found.index > text.length) return text.length;
  return found.index + Math.min(character, found[0].replace(/[\r\n]+$/, '').length);
}

const withoutVersion = (findings: Diagnostic[]): unknown =>
  JSON.parse(JSON.stringify(findings, (key, value: unknown) => (key === 'version' ? undefined : value)));

it('a note changed piece by piece has the findings of the same text newly opened', async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(
      noteText,
      fc.array(fc.array(noteEdit, { maxLength: 3 }), { maxLength: 6 }),
      async (text, batches) => {
        const uri = `untitled:${++count}.encounter`;
        await editor.open(uri, text, 1);
        let version = 1;
        for (const edits of batches) {
          const changes = edits.map((edit): Change => ({
            range: {
              start: { line: edit.startLine, character: edit.startCharacter },
              end: { line: edit.startLine + edit.lines, character: edit.endCharacter },
            },
            text: edit.text,
          }));
          await editor.change(uri, ++version, changes);
          for (const change of changes) text = after(text, change);
        }
        const edited = await editor.findings(uri);
        await editor.close(uri);
        await editor.open(uri, text, 1);
        const fresh = await editor.findings(uri);
        await editor.close(uri);
        expect(withoutVersion(edited)).toEqual(withoutVersion(fresh));
      },
    ),
    { numRuns: runs(200) },
  );
});

it('a whole new text replaces the old one', async () => {
  const uri = 'untitled:whole.encounter';
  await editor.open(uri, 'pmup: x\n', 1);
  await editor.change(uri, 2, [{ text: NURSE_BILLED_AS_PHYSICIAN }]);
  const changed = await editor.findings(uri);
  await editor.change(uri, 3, [{ text: '' }]);
  expect(await editor.findings(uri)).toEqual([]);
  await editor.close(uri);
  await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN, 2);
  expect(await editor.findings(uri)).toEqual(changed);
  await editor.close(uri);
});

it('keeps up with thousands of key strokes in a row', async () => {
  const uri = 'untitled:typed.encounter';
  await editor.open(uri, '', 0);
  let line = 0,
    character = 0,
    version = 0;
  for (let round = 0; round < 10; round++) {
    for (const key of NURSE_BILLED_AS_PHYSICIAN) {
      void editor.change(uri, ++version, [
        { range: { start: { line, character }, end: { line, character } }, text: key },
      ]);
      [line, character] = key === '\n' ? [line + 1, 0] : [line, character + 1];
    }
  }
  const typed = await editor.findings(uri);
  await editor.close(uri);
  await editor.open(uri, NURSE_BILLED_AS_PHYSICIAN.repeat(10), version);
  expect(await editor.findings(uri)).toEqual(typed);
  await editor.close(uri);
});

it('leaves out what is broken in a change and goes on', async () => {
  const uri = 'untitled:broken.encounter';
  await editor.open(uri, 'abc\n', 1);
  const change = (contentChanges: unknown): Promise<void> =>
    editor.connection.sendNotification('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges });
  await change([{ range: null, text: 'x' }, { text: 5 }, null, { range: { start: { line: 'a' } }, text: 'y' }]);
  await change('no list');
  await change([
    { range: { start: { line: 90, character: 9 }, end: { line: 0, character: 1 } }, text: '' },
    { text: 'pmup: x\n' },
  ]);
  expect((await editor.findings(uri)).map(({ code }) => code)).toEqual(['unknown-field']);
  await editor.close(uri);
});
