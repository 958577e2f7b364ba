import type { Span } from '../syntax/tree.js';
import { datesIn } from './dates.js';
import type { Line } from './source-text.js';
import { AFTER, BEFORE, CLERICAL_COLUMN, type Phase } from './wordings/sections.js';

/** A cell under a column that tells of this visit. */
export interface ColumnCell extends Span {
  /** What names the value: the title of its row; of a turned table that of its column. */
  readonly label: string;
  readonly phase: Phase | undefined;
}

/** The cells of a row of a table; a line of column titles has none. */
export type Row = readonly ColumnCell[];

interface Title extends Span {
  /** Distance from the start of its line. */
  readonly at: number;
  readonly text: string;
  readonly phase: Phase | undefined;
  /** The column tells of another visit, or of who wrote the row down. */
  readonly skipped: boolean;
}

const before = new RegExp(`^(?:${BEFORE}|current|present|existing)(?: \\w+){0,2}$`),
  after = new RegExp(`^(?:${AFTER})(?: \\w+){0,2}$`),
  current = /^(?:current|present)(?: \w+)?$/,
  clerical = new RegExp(`^(?:${CLERICAL_COLUMN})$`),
  value = /^(?:value|result|finding|reading|response|entry|data)s?$/,
  dated = /^(?:date|visit|dos|visit date|date of (?:visit|service))$/;

/**
 * The rows of tables by the number of their line, with the cells that tell of this visit: under titles such as Before and After, Old and New,
 * under the date of the visit, or beside a row title in a sheet that also says who wrote each row.
 */
export function columnsOf(text: string, lines: readonly Line[], visitDate: string | null): Map<number, Row> {
  const rows = new Map<number, Row>();
  for (let i = 0; i < lines.length; i++) {
    const turned = turnedTitles(text, lines, i);
    if (turned) {
      i = readTurned(text, lines, i, visitDate, rows) - 1;
      continue;
    }
    const titles = titlesOf(text, lines[i]!, visitDate);
    if (!titles) continue;
    rows.set(i, []);
    for (i++; i < lines.length && belongs(text, lines[i]!, titles, visitDate); i++) {
      const line = lines[i]!;
      if (!line.empty) rows.set(i, rowOf(text, line, titles));
    }
    i--;
  }
  return rows;
}

function titlesOf(text: string, line: Line, visitDate: string | null): readonly Title[] | undefined {
  const cells = line.cells.map(({ start, end }) => ({
    start,
    end,
    at: start - line.start + line.indent,
    text: text.slice(start, end).replace(/:$/, ''),
  }));
  if (cells.length < 2) return undefined;
  const days = cells.map(cell => wholeDate(cell.text));
  if (days.filter(Boolean).length > 1) {
    const ours =
      visitDate !== null && days.includes(visitDate) ? visitDate : newest(days.filter(day => day !== undefined));
    return cells.flatMap((cell, i) => (days[i] ? [{ ...cell, phase: undefined, skipped: days[i] !== ours }] : []));
  }
  const phases = cells.map(cell => (after.test(cell.text) ? 'after' : before.test(cell.text) ? 'before' : undefined));
  if (phases.includes('before') && !phases.includes('after'))
    for (const [i, cell] of cells.entries())
      if (current.test(cell.text) && phases.indexOf('before') < i) phases[i] = 'after';
  if (phases.includes('before') && phases.includes('after'))
    return cells.flatMap((cell, i): Title[] =>
      phases[i]
        ? [{ ...cell, phase: phases[i], skipped: false }]
        : i > 0
          ? [{ ...cell, phase: undefined, skipped: true }]
          : [],
    );
  if (cells.length > 2 && cells.some(cell => clerical.test(cell.text)) && cells.some(cell => value.test(cell.text)))
    return cells.slice(1).map(cell => ({ ...cell, phase: undefined, skipped: clerical.test(cell.text) }));
  return undefined;
}

function wholeDate(words: string): string | undefined {
  const [day] = datesIn(words);
  return day && words.length - (day.end - day.start) < 9 && !/[a-z]{4}/.test(words.replaceAll(/[a-z]{3,9} \d/g, ''))
    ? day.iso
    : undefined;
}

/** Whether a line goes on with the table: a row title and at least one more cell, or nothing. */
function belongs(text: string, line: Line, titles: readonly Title[], visitDate: string | null): boolean {
  if (line.empty) return true;
  const [title] = line.cells;
  if (line.cells.length < 2 || titlesOf(text, line, visitDate)) return false;
  const words = text.slice(title!.start, title!.end);
  return !/:[ ]+\S/.test(words) && line.cells.length <= titles.length + 2;
}

function rowOf(text: string, line: Line, titles: readonly Title[]): Row {
  const [first, ...cells] = line.cells as [Span, ...Span[]];
  const label = text.slice(first.start, first.end);
  return cells.flatMap((cell, i) => {
    const title = cells.length === titles.length ? titles[i]! : nearest(titles, cell.start - line.start + line.indent);
    return title.skipped ? [] : [{ ...cell, label, phase: title.phase }];
  });
}

function nearest(titles: readonly Title[], at: number): Title {
  return titles.reduce((best, title) => (Math.abs(title.at - at) < Math.abs(best.at - at) ? title : best));
}

/** A line of row titles above lines that begin with a date each: the table is turned. */
function turnedTitles(text: string, lines: readonly Line[], i: number): boolean {
  const { cells } = lines[i]!;
  if (cells.length < 3 || !dated.test(text.slice(cells[0]!.start, cells[0]!.end))) return false;
  const next = lines.slice(i + 1).find(line => !line.empty);
  return (
    next !== undefined &&
    next.cells.length > 2 &&
    wholeDate(text.slice(next.cells[0]!.start, next.cells[0]!.end)) !== undefined
  );
}

function readTurned(
  text: string,
  lines: readonly Line[],
  from: number,
  visitDate: string | null,
  rows: Map<number, Row>,
): number {
  const titles = lines[from]!.cells;
  rows.set(from, []);
  let i = from + 1;
  const days: { line: number; day: string }[] = [];
  for (; i < lines.length && (lines[i]!.empty || lines[i]!.cells.length > 2); i++) {
    const [first] = lines[i]!.cells;
    const day = first && wholeDate(text.slice(first.start, first.end));
    if (day) days.push({ line: i, day });
  }
  const ours = days.some(({ day }) => day === visitDate) ? visitDate : newest(days.map(({ day }) => day));
  for (const { line, day } of days) {
    const cells = day === ours ? lines[line]!.cells.slice(1) : [];
    rows.set(
      line,
      cells.flatMap((cell, k) => {
        const title = titles[k + 1];
        return title ? [{ ...cell, label: text.slice(title.start, title.end), phase: undefined }] : [];
      }),
    );
  }
  return i;
}

function newest(days: readonly string[]): string | undefined {
  return [...days].sort().at(-1);
}
