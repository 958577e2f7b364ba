import type { Row } from './table-row.js';
import { datesIn } from './dates.js';
import type { Line } from './source-text.js';

const dated = /^(?:date|visit|dos|visit date|date of (?:visit|service))$/;

/** A line of column titles above lines that begin with a date each: the table is turned. */
export function isTurned(text: string, lines: readonly Line[], i: number): boolean {
  const { cells } = lines[i]!;
  if (cells.length < 3 || !dated.test(text.slice(cells[0]!.start, cells[0]!.end))) return false;
  const next = lines.slice(i + 1).find(line => !line.empty);
  return (
    next !== undefined &&
    next.cells.length > 2 &&
    wholeDate(text.slice(next.cells[0]!.start, next.cells[0]!.end)) !== undefined
  );
}

export function readTurned(
  text: string,
  lines: readonly Line[],
  from: number,
  { visitDate, rows }: { readonly visitDate: string | null; readonly rows: Map<number, Row> },
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

/** The day of a cell that holds a date and at most a time of day. */
export function wholeDate(words: string): string | undefined {
  const [day] = datesIn(words);
  return day &&
    !/[a-z]/.test(
      (words.slice(0, day.start) + words.slice(day.end)).replaceAll(
        /\b(?:[ap]m|visit|session|refill|fill|date|dos)\b/g,
        '',
      ),
    )
    ? day.iso
    : undefined;
}

export function newest(days: readonly string[]): string | undefined {
  return [...days].sort().at(-1);
}
