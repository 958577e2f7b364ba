import type { Range } from '../../core/workspace/note-file.js';
import type { LineText, SerializedFinding } from '../serialized-finding.js';
import { columns, printable, wrap, type Paint } from '../terminal.js';
import { shown } from './words.js';

/** Something to underline in a line, with its labels. */
interface Mark {
  /** Whether this is the range of the finding; the other marks are evidence. */
  readonly isFinding: boolean;
  readonly file: string;
  readonly range: Range;
  readonly line: LineText;
  readonly labels: readonly string[];
}

/**
 * The lines of a finding, in the order of the note: the wrong text underlined with carets, each line of evidence with
 * its label. Lines of other notes follow under the names of those notes.
 * @param width maximum columns; undefined for no limit
 */
export function codeFrame(finding: SerializedFinding, paint: Paint, width: number | undefined): string[] {
  const marks = marksOf(finding);
  const digits = Math.max(...marks.map(({ range }) => String(range.start.line + 1).length));
  const gutter = (number = ''): string => paint('dim', `${number.padStart(digits + 2)} │`);
  const room = width === undefined ? undefined : Math.max(20, width - digits - 5);
  const out: string[] = [];
  let before: Mark | undefined;
  for (const mark of marks) {
    const isOtherNote = mark.file !== (before?.file ?? finding.file);
    if (isOtherNote) out.push(paint('dim', `  in ${printable(shown(mark.file))}:`));
    const shownLine = cut(mark, room);
    if (isOtherNote || before?.range.start.line !== mark.range.start.line)
      out.push(`${gutter(String(mark.range.start.line + 1))} ${shownLine.text}`);
    const line = mark.isFinding
      ? (text: string): string => paint(finding.severity, text)
      : (text: string): string => paint('info', text);
    for (const row of underline(mark, shownLine, room)) out.push(`${gutter()} ${row.indent}${line(row.text)}`);
    before = mark;
  }
  return out;
}

/** Evidence with the same range shares one mark. */
function marksOf({ file, range, line, evidence }: SerializedFinding): Mark[] {
  const marks: Mark[] = [{ isFinding: true, file, range, line, labels: [] }];
  for (const { text, ...place } of evidence) {
    const at = marks.findIndex(
      mark =>
        mark.file === place.file &&
        isSameStart(mark.range, place.range) &&
        (mark.isFinding || isSameEnd(mark.range, place.range)),
    );
    if (at < 0) marks.push({ isFinding: false, ...place, labels: [text] });
    else if (!marks[at]!.labels.includes(text)) marks[at] = { ...marks[at]!, labels: [...marks[at]!.labels, text] };
  }
  return marks.sort(
    (a, b) =>
      Number(a.file !== file) - Number(b.file !== file) ||
      Number(a.file > b.file) - Number(a.file < b.file) ||
      a.range.start.line - b.range.start.line ||
      a.range.start.character - b.range.start.character,
  );
}

interface ShownLine {
  readonly text: string;
  /** Columns before what is underlined, and of it. */
  readonly lead: number;
  readonly length: number;
}

/** The line, cut so that the mark is visible. */
function cut({ range: { start, end }, line: { text, from } }: Mark, room: number | undefined): ShownLine {
  const at = start.character - from;
  const to = end.line === start.line ? Math.max(at, end.character - from) : text.length;
  let before = `${from > 0 ? '…' : ''}${printable(text.slice(0, at))}`;
  const marked = printable(text.slice(at, to));
  let whole = before + marked + printable(text.slice(to));
  if (room !== undefined && columns(whole) > room) {
    // The beginning of the line identifies it, so it stays if the mark fits beside it.
    if (columns(before) + Math.min(columns(marked), room / 4) > room - 1) {
      before = `…${[...before].slice(-Math.floor(room / 4)).join('')}`;
      whole = before + marked + printable(text.slice(to));
    }
    whole = clip(whole, room);
  }
  const lead = columns(before);
  return { text: whole, lead, length: Math.max(1, Math.min(columns(marked), columns(whole) - lead)) };
}

function clip(text: string, room: number): string {
  if (columns(text) <= room) return text;
  let clipped = '',
    width = 0;
  for (const char of text) {
    width += columns(char);
    if (width > room - 1) break;
    clipped += char;
  }
  return `${clipped}…`;
}

interface Row {
  readonly indent: string;
  readonly text: string;
}

/** Evidence that is a whole line, or most of one, is not underlined in full. */
function underline({ isFinding, labels }: Mark, { text, lead, length }: ShownLine, room: number | undefined): Row[] {
  const label = printable(labels.join('; '));
  const indent = ' '.repeat(lead);
  const isWholeLine = lead <= text.length - text.trimStart().length && length >= text.trim().length;
  const isBesides = room === undefined || lead + length + 1 + columns(label) <= room;
  if (!isFinding && (isWholeLine || (!isBesides && length > room / 2))) return labelRows(label, room);
  const line = (isFinding ? '^' : '-').repeat(length);
  if (label === '') return [{ indent, text: line }];
  if (isBesides) return [{ indent, text: `${line} ${label}` }];
  return [{ indent, text: line }, ...labelRows(label, room)];
}

function labelRows(label: string, room: number | undefined): Row[] {
  return wrap(label, room === undefined ? undefined : room - 2).map((text, i) => ({
    indent: '',
    text: `${i === 0 ? '╰' : ' '} ${text}`,
  }));
}

function isSameStart(a: Range, b: Range): boolean {
  return a.start.line === b.start.line && a.start.character === b.start.character;
}

function isSameEnd(a: Range, b: Range): boolean {
  return a.end.line === b.end.line && a.end.character === b.end.character;
}
