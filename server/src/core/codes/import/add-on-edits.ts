/**
 * NCCI add-on code edits as text. Columns, from 1: 1 type (1, 2, 3), 2–6 add-on, 14–18 primary (`CCCCC`: contractor
 * defined), 26–32 first day, 33–39 last day (yyyyddd, blank: none).
 */
import { daysInMonth, type IsoDate } from '../../syntax/iso-day.js';
import { refuseMedicaid } from './medicaid.js';
import { dayOfEditions } from './release-day.js';
import type { Importer } from './release.js';
import { LayoutError, linesOf, type TextFile } from './text-file.js';

const LINE = /^([123])([0-9A-Z]{5}).{7}([0-9A-Z]{5}).{7}(\d{7})(\d{7}|\s{7}|\s{0,6}$)/;

/** Lines of notice before the first edit. */
const MAX_NOTICE = 20;

export const addOnEdits: Importer = {
  title: 'NCCI add-on code edits, text',
  recognizes: head =>
    head
      .split('\n')
      .slice(0, MAX_NOTICE)
      .some(line => LINE.test(line)),
  read: readAddOnEdits,
};

function readAddOnEdits(file: TextFile): ReturnType<Importer['read']> {
  refuseMedicaid(file.name);
  const lines = linesOf(file.text);
  const first = lines.findIndex(line => LINE.test(line));
  const rows = lines.slice(first).flatMap((line, offset) => {
    if (line.trim() === '') return [];
    const index = first + offset;
    const match = LINE.exec(line);
    if (!match || line.includes('\r'))
      throw new LayoutError(file.name, index + 1, 'a type, an add-on, a primary and their days in their columns');
    const [, type, addOn, primary, from, last] = match;
    const [begins, ends] = [julian(from!), julian(last!.trim())];
    if (begins === undefined || ends === undefined)
      throw new LayoutError(file.name, index + 1, 'a year and a day of it (001 to 365 or 366) as first and last day');
    return { key: `${addOn}${primary}`, info: `${type},${begins},${ends}`, text: '' };
  });
  const newest = rows.reduce((day, { info }) => (info.slice(2, 12) > day ? info.slice(2, 12) : day), '');
  return [
    {
      set: 'add-on edits',
      ...dayOfEditions(file.name, newest),
      rows: rows.sort((a, b) => (a.key < b.key ? -1 : 1)),
    },
  ];
}

/** `2013091` is the 91st day of 2013; undefined for a day that the year does not have. */
function julian(day: string): IsoDate | undefined {
  if (day === '') return '';
  const [year, dayOfYear] = [+day.slice(0, 4), +day.slice(4)];
  const isLeap = daysInMonth(year, 2) === 29;
  if (year < MIN_YEAR || dayOfYear < 1 || dayOfYear > (isLeap ? 366 : 365)) return undefined;
  return new Date(Date.UTC(year, 0, dayOfYear)).toISOString().slice(0, 10);
}

/** NCCI began in 1996; CPT itself is older. */
const MIN_YEAR = 1960;
