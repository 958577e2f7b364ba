import { lineAt } from '../syntax/line-at.js';
import { tokensOf } from '../syntax/print.js';
import type { Line, Span } from '../syntax/tree.js';
import type { NoteFile, Position, Range } from '../workspace/note-file.js';
import { lastWritten } from './outline.js';
import { symbolAt } from './symbol-at.js';

/**
 * What a growing selection takes in at a position, smallest first: the word, its item or part, the code with its
 * modifiers or the whole value, the line, the encounter, the note.
 */
export function selectionRanges(file: NoteFile, position: Position): readonly Range[] {
  const { block, offset } = file.locate(position);
  const line = lineAt(block, offset);
  if (!line) return [];
  const spans: Span[] = [];
  const subject = symbolAt(block, file.encounter(block), offset);
  if (subject) spans.push(subject.span);
  const token = tokensOf(line).find(t => t.start <= offset && offset <= t.end);
  if (token) spans.push(token);
  const part = partAt(line, offset);
  if (part) spans.push(part);
  const text = block.text.slice(line.start, line.end);
  const start = line.start + text.length - text.trimStart().length;
  spans.push(
    { start, end: Math.max(start, line.start + text.trimEnd().length) },
    { start: 0, end: lastWritten(block).end },
  );
  const grown: Span[] = [];
  for (const span of spans) {
    const last = grown.at(-1);
    if (!last || (span.start <= last.start && last.end <= span.end && (span.start < last.start || last.end < span.end)))
      grown.push(span);
  }
  const ranges = grown.map(span => file.rangeOf({ block, start: span.start, end: span.end }));
  const whole = {
    start: { line: 0, character: 0 },
    end: file.rangeOf({ block: file.blocks.at(-1)!, start: 0, end: file.blocks.at(-1)!.text.length }).end,
  };
  const last = ranges.at(-1);
  return last && isSame(last, whole) ? ranges : [...ranges, whole];
}

function isSame(a: Range, b: Range): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}

/** The value of a field, or a code with its modifiers, where the offset is in it. */
function partAt(line: Line, offset: number): Span | undefined {
  const span = partOf(line);
  return span && span.start <= offset && offset <= span.end ? span : undefined;
}

function partOf(line: Line): Span | undefined {
  if (line.kind === 'field' && line.items.length) return { start: line.items[0]!.start, end: line.items.at(-1)!.end };
  return line.kind === 'code'
    ? { start: line.code.start, end: line.modifiers.at(-1)?.end ?? line.code.end }
    : undefined;
}
