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

/** Reads cells by the names of their columns, so that a layout with further columns still reads. */
export function columnsOf(file: TextFile, header: CsvRecord, names: readonly string[]): readonly number[] {
  const cells = header.cells.map(headerCell);
  return names.map(name => {
    const column = cells.indexOf(name);
    if (column < 0) throw new LayoutError(file.name, header.line, `a column “${name}”`);
    return column;
  });
}
