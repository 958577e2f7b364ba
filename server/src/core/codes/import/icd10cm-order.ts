/**
 * The ICD-10-CM order file (CMS, FY release): a fixed-width line for each header and each billable code.
 * Columns, from 1: 1–5 order number, 7–13 code without its dot, 15 flag (0 header, 1 billable), 17–76 short title, 78–
 * long title.
 */
import type { IsoDate } from '../../syntax/iso-day.js';
import { dayByName, icd10cmDay } from './icd10cm-day.js';
import type { Importer } from './release.js';
import { LayoutError, linesOf, type TextFile } from './text-file.js';

export interface DiagnosisLine {
  /** With its dot: `G80.1`. */
  readonly code: string;
  readonly billable: boolean;
  readonly title: string;
}

/** What the first line looks like, whether or not its code is one. */
const SHAPE = /^\d{5} [A-Z].{7}[01] .{60} ./;
const LINE = /^(\d{5}) ([A-Z][0-9A-Z]{2,6}) *([01]) (.{60}) (.*\S) *$/;
/** No title has so many blanks between two words. */
export const FURTHER_COLUMN = /\S {3,}\S/;
/**
 * The last code of the file is not before this one, by the first day of the release; chapter U, since 2020, comes after
 * Z.
 */
const LAST_CODES: readonly (readonly [from: IsoDate, code: string])[] = [
  ['2021-10-01', 'U09'],
  ['2020-04-01', 'U07'],
  ['', 'Z99.8'],
];

export const icd10cmOrder: Importer = {
  title: 'ICD-10-CM order file',
  recognizes: head => SHAPE.test(head.slice(0, Math.max(0, head.indexOf('\n'))).trimEnd()),
  read: file => {
    const rows = readIcd10cmOrder(file).map(({ code, billable, title }) => ({
      key: code,
      info: billable ? '1' : '0',
      text: title,
    }));
    return [
      {
        set: 'ICD-10-CM',
        ...icd10cmDay(file.name, rows.filter(({ info }) => info === '1').length),
        rows: rows.sort((a, b) => (a.key < b.key ? -1 : 1)),
      },
    ];
  },
};

/** Every code in the order of the file. Throws {@link LayoutError} if a line is none, or where the file is cut off. */
export function readIcd10cmOrder({ name, text }: TextFile): DiagnosisLine[] {
  const rows: DiagnosisLine[] = [];
  const lines = linesOf(text);
  lines.forEach((line, index) => {
    const match = line[14] === '0' || line[14] === '1' ? LINE.exec(line) : null;
    if (!match)
      throw new LayoutError(name, index + 1, 'an order number, a code, 0 or 1, and two titles in their columns');
    const [, number, code, flag, short, title] = match;
    if (FURTHER_COLUMN.test(title!)) throw new LayoutError(name, index + 1, 'nothing behind the long title');
    // The long title is the short one, or longer: a shorter one is cut off.
    if (title!.length < short!.trimEnd().length && short!.startsWith(title!))
      throw new LayoutError(name, index + 1, 'a whole long title: the file is cut off');
    if (+number! !== index + 1) throw new LayoutError(name, index + 1, `order number ${index + 1}, not ${+number!}`);
    rows.push({ code: withDot(code!), billable: flag === '1', title: title! });
  });
  const last = LAST_CODES.find(([from]) => from <= (dayByName(name) ?? ''))![1];
  if (placeInFile(rows.at(-1)?.code) < placeInFile(last))
    throw new LayoutError(name, lines.length + 1, `codes up to ${last}: the file is cut off`);
  return rows;
}

/** Codes in the order of the file, in which U comes last. */
function placeInFile(code = ''): string {
  return code.startsWith('U') ? `~${code}` : code;
}

export function withDot(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}
