/** Comma-separated values with quotes, line breaks in quotes, and the line at which each record begins. */
import { LayoutError, type TextFile } from './text-file.js';

export interface CsvRecord {
  /** From 1, as editors count. */
  readonly line: number;
  readonly cells: readonly string[];
}

export function readCsv({ name, text }: TextFile): CsvRecord[] {
  const records: CsvRecord[] = [];
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  let line = 1;
  while (at < text.length) {
    const begins = line;
    const cells: string[] = [];
    for (;;) {
      let cell = '';
      if (text[at] === '"') {
        const end = closingQuote(text, at);
        if (end < 0) throw new LayoutError(name, begins, 'a closing quote: the file is cut off');
        cell = text.slice(at + 1, end).replaceAll('""', '"');
        line += lineBreaks(text, at, end);
        at = end + 1;
      }
      const end = nextDelimiter(text, at);
      cells.push(cell + text.slice(at, end).replace(/\r$/, ''));
      at = end + 1;
      if (text[end] !== ',') break;
    }
    line++;
    records.push({ line: begins, cells });
  }
  return records;
}

function closingQuote(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 2))
    if (text[at + 1] !== '"') return at;
  return -1;
}

function nextDelimiter(text: string, from: number): number {
  const comma = text.indexOf(',', from);
  const end = text.indexOf('\n', from);
  if (comma >= 0 && (end < 0 || comma < end)) return comma;
  return end < 0 ? text.length : end;
}

function lineBreaks(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = text.indexOf('\n', from); at >= 0 && at < to; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

/** A header cell as it is compared: one blank between words, upper case. */
export function headerCell(cell: string): string {
  return cell.trim().replace(/\s+/g, ' ').toUpperCase();
}

/** The same without blanks: `HCPCS/ CPT Code` and `HCPCS/CPT Code` are one column. */
function bareHeader(cell: string): string {
  return headerCell(cell).replaceAll(' ', '');
}

/** Whether the beginning of a text has a line with all of these columns, in any order. */
export function hasHeader(head: string, names: readonly string[]): boolean {
  const wanted = names.map(bareHeader);
  return head.split(/\r?\n/).some(line => {
    const cells = new Set(
      line
        .replace(/^\uFEFF/, '')
        .split(',')
        .map(cell => bareHeader(cell.replaceAll('"', ''))),
    );
    return wanted.every(name => cells.has(name));
  });
}

/** The first record with all of these columns. */
export function headerOf(file: TextFile, records: readonly CsvRecord[], names: readonly string[]): CsvRecord {
  const wanted = names.map(bareHeader);
  const found = records.find(({ cells }) => {
    const own = new Set(cells.map(bareHeader));
    return wanted.every(name => own.has(name));
  });
  if (!found) throw new LayoutError(file.name, 1, `a header with the columns ${names.join(', ')}`);
  return found;
}

/** Reads cells by the names of their columns, so that a layout with other or further columns still reads. */
export function columnsOf(file: TextFile, header: CsvRecord, names: readonly string[]): readonly number[] {
  const cells = header.cells.map(bareHeader);
  return names.map(name => {
    const column = cells.indexOf(bareHeader(name));
    if (column < 0) throw new LayoutError(file.name, header.line, `a column “${name}”`);
    return column;
  });
}

/**
 * The records below a header that hold anything. Throws if one has fewer cells than the header, or if one above it is a
 * row already.
 */
export function rowsBelow(
  file: TextFile,
  records: readonly CsvRecord[],
  header: CsvRecord,
  isRow: (record: CsvRecord) => boolean,
): readonly CsvRecord[] {
  const at = records.indexOf(header);
  const early = records.slice(0, at).find(isRow);
  if (early)
    throw new LayoutError(file.name, early.line, 'the header before the first row: the lines are out of order');
  const swallowing = records.find(({ line, cells }) => cells.some(cell => hasRow(cell, line, isRow)));
  if (swallowing) throw new LayoutError(file.name, swallowing.line, 'a closing quote before the next row');
  const rows = records.slice(at + 1).filter(({ cells }) => cells.some(cell => cell.trim() !== ''));
  for (const { line, cells } of rows)
    if (cells.length < header.cells.length)
      throw new LayoutError(file.name, line, `${header.cells.length} columns, as in the header`);
  requireWholeEnd(file, rows);
  return rows;
}

/** Whether a quoted text of several lines holds a row: a quote is missing, or the lines are out of order. */
function hasRow(cell: string, line: number, isRow: (record: CsvRecord) => boolean): boolean {
  return cell.includes('\n') && cell.split('\n').some(text => isRow({ line, cells: text.split(',') }));
}

/**
 * Without a line break at its end, the last row may be cut within a text: then it is the beginning of what another row
 * says.
 */
function requireWholeEnd({ name, text }: TextFile, rows: readonly CsvRecord[]): void {
  const last = rows.at(-1);
  if (!last || text.endsWith('\n')) return;
  const column = last.cells.length - 1;
  const cell = last.cells[column]!;
  const others = rows.slice(0, -1).map(({ cells }) => cells[column] ?? '');
  if (/[A-Za-z]/.test(cell) && !others.includes(cell) && others.some(other => other.startsWith(cell)))
    throw new LayoutError(name, last.line, 'a whole last line: the file is cut off');
}
