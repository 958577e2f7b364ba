import type { Edit } from './fix.js';
import type { Block, Line } from '../syntax/tree.js';
import type { SourceRange } from '../syntax/source-range.js';

/** Edits of a block's text. Each touches only the span that it names. */

/** A span of a known block. */
export function at(block: Block, start: number, end: number): SourceRange {
  return { block, start, end };
}

export function replace(place: SourceRange, text: string): Edit {
  return { at: at(place.block, place.start, place.end), text };
}

/** Takes a line away, with its line break. */
export function deleteLine(block: Block, line: Line): Edit {
  // The last line of a text without a final break takes the break before it along.
  const before = block.lines[line.number - 1];
  const start = line.next === line.end && before ? before.end : line.start;
  return { at: at(block, start, line.next), text: '' };
}

/** The same edits, with insertions at one position put together in their order. */
export function insertionsInOneEdit(edits: readonly Edit[]): Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const { start, end } = edit.at;
    const same = start === end ? joined.findIndex(({ at: other }) => other.start === start && other.end === end) : -1;
    if (same < 0) joined.push(edit);
    else joined[same] = { ...edit, text: joined[same]!.text + edit.text };
  }
  return joined;
}

/** The line break that the block uses. */
export function lineBreak(block: Block): string {
  const first = block.lines.find(line => line.next > line.end);
  return first ? block.text.slice(first.end, first.next) : '\n';
}

/** Puts whole lines below a line. */
export function insertBelow(block: Block, line: Line, ...lines: string[]): Edit {
  const br = lineBreak(block);
  return line.next > line.end
    ? { at: at(block, line.next, line.next), text: lines.map(l => l + br).join('') }
    : { at: at(block, line.end, line.end), text: lines.map(l => br + l).join('') };
}
