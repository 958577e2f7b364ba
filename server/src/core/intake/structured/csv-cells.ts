/**
 * Comma-separated values (RFC 4180, with the separators that spreadsheets write), each cell with its place in the text: evidence of a
 * proposal is an offset, which the common readers do not keep.
 */
import { SourceFault } from './source-fault.js';
import { lineNumber, trimmed, type Stated } from './stated.js';

export interface CsvRow {
  /** 1-based line of the text on which the row begins. */
  readonly line: number;
  readonly cells: readonly Stated[];
  /** Whether a line break ends the row; false only for the last row of a text without one. */
  readonly ended: boolean;
}

export const SEPARATORS = [',', '\t', ';', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/**
 * Rows of a table, blank lines left out. Blanks around a cell do not belong to it.
 * @throws {@link SourceFault} where a quote does not end, or something follows its end
 */
export function readCsv(text: string, separator: Separator): CsvRow[] {
  const rows: CsvRow[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const cells: Stated[] = [];
    let next = at;
    let end: CellEnd;
    do {
      end = readCell(text, next, separator, line, cells);
      next = end.next;
    } while (end.more);
    if (cells.some(({ value }) => value)) rows.push({ line, cells, ended: end.broken });
    for (let i = at; i < next; i++) {
      const c = text.charCodeAt(i);
      if (c === 0x0a || (c === 0x0d && text.charCodeAt(i + 1) !== 0x0a)) line++;
    }
    at = next;
  }
  return rows;
}

interface CellEnd {
  readonly next: number;
  /** Whether a separator, and so another cell, follows. */
  readonly more: boolean;
  /** Whether a line break ends the row here. */
  readonly broken: boolean;
}

function readCell(text: string, from: number, separator: Separator, line: number, cells: Stated[]): CellEnd {
  let start = from;
  while (text[start] === ' ') start++;
  const column = cells.length + 1;
  if (text[start] === '"') return readQuoted(text, start, separator, { line, column }, cells);
  let end = from;
  while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
  cells.push(trimmed(text, from, end));
  return cellEnd(text, end, separator);
}

function readQuoted(
  text: string,
  open: number,
  separator: Separator,
  { line, column }: { readonly line: number; readonly column: number },
  cells: Stated[],
): CellEnd {
  let close = open + 1;
  for (;;) {
    close = text.indexOf('"', close);
    if (close < 0)
      throw new SourceFault(
        `line ${lineNumber(text, open)}, column ${column}: a quoted cell does not end; expected a closing quote`,
      );
    if (text[close + 1] !== '"') break;
    close += 2;
  }
  const inside = trimmed(text, open + 1, close);
  cells.push({ ...inside, value: inside.value.replaceAll('""', '"') });
  let after = close + 1;
  while (text[after] === ' ' && separator !== (' ' as string)) after++;
  if (after < text.length && text[after] !== separator && text[after] !== '\n' && text[after] !== '\r')
    throw new SourceFault(
      `line ${lineNumber(text, after)}, column ${column}: text follows the closing quote of a cell (row of line ${line}); expected a separator or a line break`,
    );
  return cellEnd(text, after, separator);
}

function cellEnd(text: string, at: number, separator: Separator): CellEnd {
  if (text[at] === separator) return { next: at + 1, more: true, broken: false };
  if (text[at] === '\r' && text[at + 1] === '\n') return { next: at + 2, more: false, broken: true };
  return { next: Math.min(at + 1, text.length), more: false, broken: at < text.length };
}

/** Rows of a table; undefined where its quotes do not end. */
export function tryCsv(text: string, separator: Separator): CsvRow[] | undefined {
  try {
    return readCsv(text, separator);
  } catch (error) {
    if (error instanceof SourceFault) return undefined;
    throw error;
  }
}
