/**
 * Comma-separated values (RFC 4180, with the separators that spreadsheets write), each cell with its place in the text:
 * evidence of a proposal is an offset, which the common readers do not keep.
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
 * @throws {@link SourceFault} if a quote does not end, or something follows its end
 */
export function readCsv(text: string, separator: Separator): CsvRow[] {
  const rows: CsvRow[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const reader = new RowReader(text, separator, line);
    const { cells } = reader;
    let end = reader.readCell(at);
    while (end.more) end = reader.readCell(end.next);
    const { next } = end;
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

/** Reads the cells of one row. */
class RowReader {
  readonly cells: Stated[] = [];

  constructor(
    private readonly text: string,
    private readonly separator: Separator,
    private readonly line: number,
  ) {}

  readCell(from: number): CellEnd {
    const { text } = this;
    let start = from;
    while (text[start] === ' ') start++;
    if (text[start] === '"') return this.readQuoted(start);
    let end = from;
    while (!this.isEnd(end)) end++;
    this.cells.push(trimmed(text, from, end));
    return this.cellEnd(end);
  }

  private readQuoted(open: number): CellEnd {
    const { text, cells } = this;
    const column = cells.length + 1;
    const close = closingQuote(text, open);
    if (close === undefined)
      throw new SourceFault(
        `line ${lineNumber(text, open)}, column ${column}: a quoted cell does not end; expected a closing quote`,
      );
    const inside = trimmed(text, open + 1, close);
    cells.push({ ...inside, value: inside.value.replaceAll('""', '"') });
    let after = close + 1;
    while (text[after] === ' ') after++;
    if (!this.isEnd(after))
      throw new SourceFault(
        `line ${lineNumber(text, after)}, column ${column}: text follows the closing quote of a cell (row of line ${this.line}); expected a separator or a line break`,
      );
    return this.cellEnd(after);
  }

  private isEnd(at: number): boolean {
    const sign = this.text[at];
    return sign === undefined || sign === this.separator || sign === '\n' || sign === '\r';
  }

  private cellEnd(at: number): CellEnd {
    const { text, separator } = this;
    if (text[at] === separator) return { next: at + 1, more: true, broken: false };
    if (text[at] === '\r' && text[at + 1] === '\n') return { next: at + 2, more: false, broken: true };
    return { next: Math.min(at + 1, text.length), more: false, broken: at < text.length };
  }
}

/** The quote that ends a cell; two in a row are one of its text. */
function closingQuote(text: string, open: number): number | undefined {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close < 0 ? undefined : close;
}

/** Rows of a table; undefined if its quotes do not end. */
export function tryCsv(text: string, separator: Separator): CsvRow[] | undefined {
  try {
    return readCsv(text, separator);
  } catch (error) {
    if (error instanceof SourceFault) return undefined;
    throw error;
  }
}
