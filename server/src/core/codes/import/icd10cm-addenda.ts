/**
 * Addenda of the ICD-10-CM order file: what a release adds, deletes and revises. Columns, from 1: 1–13 action, 14 flag,
 * 16–22 code, 24–83 short title, 85– long title. Stored with the flag that the code has after the addenda, `-` if it is
 * deleted.
 */
import type { Row } from '../block-table.js';
import { dayFromName } from './release-day.js';
import type { Importer, ReleasePart } from './release.js';
import { withDot } from './icd10cm-order.js';
import { LayoutError, linesOf, type TextFile } from './text-file.js';

const LINE = /^(Add|Delete|Revise from|Revise to): +([01]) ([A-Z][0-9A-Z]{2,6}) +(.*)$/;
/** A line with an action, whether or not its code is one. */
const ACTION = /^(Add|Delete|Revise from|Revise to): +[01] /;
const TITLE = 84;

export const icd10cmAddenda: Importer = {
  title: 'ICD-10-CM order file addenda',
  recognizes: head => ACTION.test(firstLine(head)),
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
    if (!match || title === '')
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
  const year = /addenda_(\d{4})/.exec(file.name)?.[1];
  return [
    {
      set: 'ICD-10-CM',
      from: year ? `${+year - 1}-10-01` : dayFromName(file.name),
      rows: [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1)),
      isAddenda: true,
    },
  ];
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
