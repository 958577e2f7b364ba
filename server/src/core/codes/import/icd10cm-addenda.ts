/**
 * Addenda of the ICD-10-CM order file: what a release adds, deletes and revises. Columns, from 1: 1–13 action, 14 flag,
 * 16–22 code, 24–83 short title, 85– long title. Stored with the flag that the code has after the addenda, `-` if it is
 * deleted.
 */
import type { IsoDate } from '../../syntax/iso-day.js';
import type { Row } from '../block-table.js';
import { quarterFromName } from './release-day.js';
import type { AddendaTotals, DiagnosisCounts, Importer, ReleasePart } from './release.js';
import { FURTHER_COLUMN, withDot } from './icd10cm-order.js';
import { LayoutError, linesOf, type TextFile } from './text-file.js';

const LINE = /^(Add|Delete|Revise from|Revise to): +([01]) ([A-Z][0-9A-Z]{2,6}) +(.*)$/;
/** A line with an action, whether or not its code is one. */
const ACTION = /^(Add|Delete|Revise from|Revise to): +[01] /;
/** Addenda of a release without changes hold the totals only. */
const NOTHING = /^\s*Headers\s+\d+ headers in icd10cm_order_\d{4}/;
const TITLE = 84;

export const icd10cmAddenda: Importer = {
  title: 'ICD-10-CM order file addenda',
  recognizes: head => ACTION.test(firstLine(head)) || NOTHING.test(head),
  read: readAddenda,
};

function firstLine(head: string): string {
  return head.split(/\r?\n/, 1)[0]!.trimEnd();
}

function readAddenda(file: TextFile): readonly ReleasePart[] {
  const rows = new Map<string, Row>();
  const lines = linesOf(file.text);
  // A blank line, and below it the totals of both releases.
  const end = lines.findIndex(line => line.trim() === '');
  if (end < 0) throw new LayoutError(file.name, lines.length + 1, 'a blank line and totals: the file is cut off');
  const late = lines.findIndex((line, index) => index > end && LINE.test(line.trimEnd()));
  if (late >= 0) throw new LayoutError(file.name, late + 1, 'totals below the blank line: the lines are out of order');
  lines.slice(0, end).forEach((line, index) => {
    const match = LINE.exec(line.trimEnd());
    const title = line.slice(TITLE).trim();
    if (!match || title === '' || !isTitleInPlace(line))
      throw new LayoutError(
        file.name,
        index + 1,
        'Add, Delete, Revise from or Revise to, a flag, a code and two titles',
      );
    const [, action, flag, bare] = match;
    const key = withDot(bare!);
    // A code that becomes a header is deleted as billable and added as a header, in any order.
    if (action === 'Delete' && !rows.has(key)) rows.set(key, { key, info: '-', text: title });
    else if (action === 'Add' || action === 'Revise to') rows.set(key, { key, info: flag!, text: title });
  });
  const year = /addenda_(\d{4})/i.exec(file.name)?.[1];
  const stated = lines.slice(end).flatMap((text, index) => totalIn(text, end + index + 1));
  const totals = totalsOf(stated);
  if (stated.length > 0 && !totals)
    throw new LayoutError(
      file.name,
      lines.length + 1,
      'the totals of headers and codes, before and after: the file is cut off',
    );
  return [
    {
      set: 'ICD-10-CM',
      from: quarterFromName(file.name) ?? dayOf(stated) ?? (year ? `${+year - 1}-10-01` : undefined),
      rows: [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
      isAddenda: true,
      ...(totals && { totals }),
    },
  ];
}

/** Whether the long title begins in its column, and nothing comes behind it. */
function isTitleInPlace(line: string): boolean {
  return line[TITLE - 1] === ' ' && line[TITLE] !== ' ' && !FURTHER_COLUMN.test(line.slice(TITLE));
}

/** `  74719 codes in icd10cm_order_2026.txt` */
interface Total {
  readonly kind: string;
  readonly count: number;
  readonly year: number;
  /** `jan` of a release that does not begin in October. */
  readonly month: string;
  readonly line: number;
}

function totalIn(text: string, line: number): Total[] {
  const match = /^\s*(\d+) (headers|codes) in icd10cm_order_(\d{4})([a-z]*)/.exec(text);
  if (!match) return [];
  const [, count, kind, year, month] = match as unknown as [string, string, string, string, string];
  return [{ kind, count: +count, year: +year, month, line }];
}

function totalsOf(stated: readonly Total[]): AddendaTotals | undefined {
  const headers = stated.filter(({ kind }) => kind === 'headers');
  const codes = stated.filter(({ kind }) => kind === 'codes');
  if (headers.length !== 2 || codes.length !== 2) return undefined;
  const counts = (i: number): DiagnosisCounts => ({ headers: headers[i]!.count, codes: codes[i]!.count });
  return { before: counts(0), after: counts(1), line: codes[1]!.line };
}

/** A release within the fiscal year has files of one year before and after, or the month in its name. */
function dayOf(stated: readonly Total[]): IsoDate | undefined {
  const codes = stated.filter(({ kind }) => kind === 'codes');
  const [before, after] = codes;
  if (!before || !after) return undefined;
  if (after.month === 'jan') return `${after.year}-01-01`;
  return before.year === after.year ? `${after.year}-04-01` : `${after.year - 1}-10-01`;
}

export function countsOf(rows: Iterable<Row>): DiagnosisCounts {
  let [headers, codes] = [0, 0];
  for (const { info } of rows) {
    if (info === '0') headers++;
    else codes++;
  }
  return { headers, codes };
}

export function isSameCount(a: DiagnosisCounts, b: DiagnosisCounts): boolean {
  return a.headers === b.headers && a.codes === b.codes;
}

/** A change that changes nothing: an added code that is there already, or a deleted one that is not. */
export function idleChange(base: readonly Row[], addenda: readonly Row[]): Row | undefined {
  const rows = new Map(base.map(row => [row.key, row]));
  return addenda.find(({ key, info, text }) => {
    const before = rows.get(key);
    return info === '-' ? !before : before?.info === info && before.text === text;
  });
}

/** The rows of a release with its addenda applied. */
export function applyAddenda(base: Iterable<Row>, addenda: readonly Row[]): Row[] {
  const rows = new Map([...base].map(row => [row.key, row]));
  for (const row of addenda) {
    if (row.info === '-') rows.delete(row.key);
    else rows.set(row.key, row);
  }
  return [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
