import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NoteFile, type Position } from '../../server/src/core/workspace/note-file';
import { splitBlocks } from '../../server/src/core/syntax/parse';
import { noteEdit, noteText } from '../support/arbitrary';
import { runs } from '../support/runs';

/**
 * The offset of a position in a text, with editors' rules: past the end of a line or of the text counts as that end.
 */
function offsetOf(text: string, position: Position): number {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\n' || (text[i] === '\r' && text[i + 1] !== '\n')) starts.push(i + 1);
  }
  const start = starts[position.line];
  if (start === undefined) return text.length;
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return Math.min(start + position.character, end);
}

it('an edited file equals a newly opened one', () => {
  fc.assert(
    fc.property(noteText, fc.array(noteEdit, { maxLength: 8 }), (text, edits) => {
      const file = new NoteFile('a', text);
      for (const edit of edits) {
        const range = {
          start: { line: edit.startLine, character: edit.startCharacter },
          end: { line: edit.startLine + edit.lines, character: edit.endCharacter },
        };
        const start = offsetOf(text, range.start),
          end = Math.max(start, offsetOf(text, range.end));
        text = text.slice(0, start) + edit.text + text.slice(end);
        file.edit(range, edit.text);
        expect(file.text).toBe(text);
        expect(file.blocks.map(block => block.text)).toEqual(splitBlocks(text));
      }
      const fresh = new NoteFile('a', text);
      file.blocks.forEach((block, i) => {
        expect(block.lines).toEqual(fresh.blocks[i]!.lines);
        expect(file.firstLineOf(block)).toBe(fresh.firstLineOf(fresh.blocks[i]!));
      });
    }),
    { numRuns: runs(3000) },
  );
});

it('reads again only the encounter that was edited', () => {
  const day = Array.from({ length: 50 }, (_, i) => `2026-11-20 visit P-${100 + i} @office\nassess: goals met\n`).join(
    '',
  );
  const file = new NoteFile('a', day);
  const before = [...file.blocks];
  file.edit({ start: { line: 41, character: 8 }, end: { line: 41, character: 8 } }, 'not ');
  expect(file.blocks.filter((block, i) => block !== before[i]).map(block => block.text)).toEqual([
    '2026-11-20 visit P-120 @office\nassess: not goals met\n',
  ]);
});
