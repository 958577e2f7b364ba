/**
 * NCCI procedure-to-procedure edits as text: lines of notice and header, then seven columns with tabs: column 1, column
 * 2, existed before 1996, effective, deletion (`*` none), modifier indicator (0, 1, 9), rationale. The deletion date is
 * the last day in force.
 */
import type { IsoDate } from '../../syntax/iso-day.js';
import type { Row } from '../block-table.js';
import { shiftDay } from '../days.js';
import { MAX_SELECTED_PAIRS, partFromCodes, partNumber, reachesEnd, type FilePart } from './file-parts.js';
import { refuseMedicaid } from './medicaid.js';
import { dayOfEditions, isImpossibleDay, packedDay, type OpenDay } from './release-day.js';
import type { Importer, ReleaseSet } from './release.js';
import { LayoutError, type TextFile } from './text-file.js';

const FIRST_ROW = /(?:^|\n)[0-9A-Z]{5}\t[0-9A-Z]{5}\t/;
/** Five columns of a row, whether or not their days are possible. */
const ROW = /^[0-9A-Z]{5}\t[0-9A-Z]{5}\t[^\t]*\t\d{8}\t(?:\d{8}|\*)\t/;

export const ncciPtp: Importer = {
  title: 'NCCI procedure-to-procedure edits, text',
  recognizes: head => head.split(/\r?\n/).some(line => ROW.test(line)),
  read: readNcciPtp,
};

/**
 * The file does not say for which services it is; its name does: `ccipra` practitioner, `ccioph` outpatient hospital.
 */
function setOf(name: string): ReleaseSet {
  return /ccioph|hospital|outpatient/i.test(name) ? 'NCCI hospital' : 'NCCI';
}

function readNcciPtp(file: TextFile): ReturnType<Importer['read']> {
  refuseMedicaid(file.name);
  const { name, text } = file;
  const rows: Row[] = [];
  const start = FIRST_ROW.exec(text)!.index;
  let at = text[start] === '\n' ? start + 1 : start;
  let line = text.slice(0, at).split('\n').length;
  let newest: IsoDate = '';
  const effective = new Set<IsoDate>();
  // Millions of rows share a few thousand dates and ten rationales.
  const shared = new Map<string, string>();
  const once = (value: string): string => {
    const known = shared.get(value);
    if (known === undefined) shared.set(value, value);
    return known ?? value;
  };
  for (; at < text.length; line++) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    if (end > at + 1) {
      const row = rowOf(text.slice(at, end));
      if (!row) throw new LayoutError(name, line, expectedIn(text.slice(at, end)));
      rows.push({ key: row.key, info: once(row.info), text: once(row.text) });
      newest = newestDay(row.info, newest);
      effective.add(row.info.slice(0, newest.length));
    }
    at = end + 1;
  }
  const last = rows.at(-1);
  if (last && !text.endsWith('\n') && rows.some(row => row.text !== last.text && row.text.startsWith(last.text)))
    throw new LayoutError(name, line - 1, 'a whole rationale: the file is cut off');
  const part = partOf(name, rows);
  if (part && rows.length > MAX_SELECTED_PAIRS && !reachesEnd(part))
    throw new LayoutError(name, line, 'codes of column 1 up to U: the file is cut off');
  const day = dayOfEdits(name, [...effective], newest);
  return [{ set: setOf(name), ...day, rows, ...(part && { part }) }];
}

/** Which of the four files it is, by its name or else by its codes, and from where to where it goes. */
function partOf(name: string, rows: readonly Row[]): FilePart | undefined {
  if (rows.length === 0) return undefined;
  let [first, last] = [rows[0]!.key, rows[0]!.key];
  for (const { key } of rows) {
    if (key < first) first = key;
    if (key > last) last = key;
  }
  const number = partNumber(name) ?? (rows.length > MAX_SELECTED_PAIRS ? partFromCodes(first, last) : undefined);
  return number === undefined ? undefined : { number, first, last, rows: rows.length };
}

function expectedIn(line: string): string {
  return line.split('\t').slice(3, 5).some(isImpossibleDay)
    ? 'effective and deletion dates of the calendar, as 20260101'
    : 'two codes, two dates, an indicator 0, 1 or 9, and a rationale, with tabs between them';
}

function rowOf(line: string): Row | undefined {
  const cells = line.split('\t');
  if (cells.length < 7) return undefined;
  const [column1, column2, , effective, deletion, indicator] = cells as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const from = packedDay(effective);
  const to = deletion === '*' ? '' : packedDay(deletion);
  const rationale = cells[6]!.trim();
  if (from === undefined || to === undefined || !/^[019]$/.test(indicator) || rationale === '') return undefined;
  if (column1.length !== 5 || column2.length !== 5) return undefined;
  return { key: column1 + column2, info: `${from},${to},${indicator}`, text: rationale };
}

/** Copies without the effective days have one in all rows, and the newest day is then one of an old deletion. */
function dayOfEdits(name: string, effective: readonly IsoDate[], newest: IsoDate): OpenDay {
  const hasDays = effective.length > 1;
  const begun = hasDays ? effective.reduce((a, b) => (a > b ? a : b)) : '';
  return dayOfEditions(name, begun, hasDays ? newest : undefined);
}

/** New edits begin, and old ones end the day before, on the first day of the release. */
function newestDay(info: string, newest: IsoDate): IsoDate {
  const [from = '', to = ''] = info.split(',');
  const day = to > from ? shiftDay(to, 1) : from;
  return day > newest ? day : newest;
}
