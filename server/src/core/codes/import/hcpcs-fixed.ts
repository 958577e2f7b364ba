/**
 * HCPCS Level II, fixed width. Columns, from 1: 1–5 code (a modifier: blanks and two characters), 6–10 sequence, 11
 * record, 12–91 long text, 92–119 short text, 269–276 added, 277–284 action effective, 285–292 terminated, 293 action.
 * Notice lines come before the first record.
 */
import { hcpcsParts, type HcpcsRecord } from './hcpcs.js';
import type { IsoDate } from '../../syntax/iso-day.js';
import { isImpossibleDay, packedDay } from './release-day.js';
import type { Importer } from './release.js';
import { LayoutError, linesOf, type TextFile } from './text-file.js';

const RECORD = /^(?: {3}[0-9A-Z]{2}|[A-Z]\d{4})\d{5}[3478]/;
/** More text of the record before: in some years it ends behind its text. */
const CONTINUES = /^.{10}[48]/;
/** A record without the blanks after its action code. */
const LEAST_LENGTH = 292;

export const hcpcsFixed: Importer = {
  title: 'HCPCS Level II file, fixed width',
  recognizes: head => head.split(/\r?\n/).some(line => RECORD.test(line) && line.length >= LEAST_LENGTH),
  read: readHcpcsFixed,
};

function readHcpcsFixed(file: TextFile): ReturnType<Importer['read']> {
  const lines = linesOf(file.text);
  const first = lines.findIndex(line => RECORD.test(line));
  const records = lines.slice(first).flatMap((line, index): HcpcsRecord[] => {
    const number = first + index + 1;
    if (line.trim() === '') return [];
    if (!RECORD.test(line))
      throw new LayoutError(file.name, number, 'a code or modifier, its sequence and its record type');
    if (line.length < LEAST_LENGTH && !CONTINUES.test(line))
      throw new LayoutError(file.name, number, 'a record of 293 characters: the file is cut off');
    if (DAYS.some(at => isImpossibleDay(line.slice(at, at + 8))))
      throw new LayoutError(file.name, number, 'days of the calendar, as 20260101');
    return [recordOf(line, number)];
  });
  // Modifiers come first.
  if (!records.some(({ kind }) => kind === '3'))
    throw new LayoutError(file.name, lines.length + 1, 'codes below the modifiers: the file is cut off');
  return hcpcsParts(file.name, records);
}

/** Where the days begin: added, action in force, terminated. */
const DAYS = [268, 276, 284] as const;

function recordOf(line: string, number: number): HcpcsRecord {
  return {
    line: number,
    code: line.slice(0, 5).trim(),
    sequence: line.slice(5, 10),
    kind: line[10] as HcpcsRecord['kind'],
    text: line.slice(11, 91).trim(),
    added: dayAt(line, DAYS[0]),
    actionFrom: dayAt(line, DAYS[1]),
    ended: dayAt(line, DAYS[2]),
  };
}

function dayAt(line: string, at: number): IsoDate | undefined {
  return packedDay(line.slice(at, at + 8));
}
