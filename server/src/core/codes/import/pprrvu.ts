/**
 * The row of a fee schedule file, however it is written: `info` holds indicators and relative value units with commas
 * between them.
 */
import type { IsoDate } from '../../syntax/iso-day.js';
import type { Row } from '../block-table.js';
import { dayFromName } from './release-day.js';
import { oneRowEach } from './repeated-rows.js';
import { LayoutError, type TextFile } from './text-file.js';

export interface FeeScheduleLine {
  readonly code: string;
  /** Blank, 26, TC or 53. */
  readonly modifier: string;
  readonly status: string;
  readonly work: string;
  readonly nonFacilityPractice: string;
  readonly nonFacilityNa: string;
  readonly facilityPractice: string;
  readonly facilityNa: string;
  readonly malpractice: string;
  readonly pctc: string;
  readonly global: string;
  readonly mult: string;
  readonly bilat: string;
  readonly asst: string;
  readonly co: string;
  readonly team: string;
  readonly conversionFactor: string;
}

/** A line of the file, with its number. */
export interface NumberedLine {
  readonly at: number;
  readonly values: FeeScheduleLine;
}

/**
 * The rows of the lines, ascending by key.
 * @throws {LayoutError} at a line that holds a value of another kind
 */
export function feeScheduleRows(file: TextFile, lines: readonly NumberedLine[]): Row[] {
  for (const { at, values } of lines) {
    const problem = problemOf(values);
    if (problem !== undefined) throw new LayoutError(file.name, at, problem);
  }
  for (const [name, title] of INDICATORS)
    if (lines.length > 0 && lines.every(({ values }) => values[name] === ''))
      throw new LayoutError(file.name, lines[0]!.at, `a value under ${title}: the column is empty`);
  const rows = lines.map(({ at, values }) => ({ line: at, row: feeScheduleRow(values) }));
  return oneRowEach(file.name, rows).sort(byKey);
}

/** Status codes of the Medicare physician fee schedule. */
const STATUS = /^[ABCDEFGHIJMNPQRTX]$/;
const NUMBER = /^(?:\d+\.?\d*|\.\d+)$/;
const GLOBAL = /^(?:\d{3}|[A-Z]{3})$/;

const INDICATORS = [
  ['pctc', 'PC/TC'],
  ['mult', 'MULT'],
  ['bilat', 'BILAT'],
  ['asst', 'ASST'],
  ['co', 'CO'],
  ['team', 'TEAM'],
] as const;

const NUMBERS = [
  ['work', 'work RVU'],
  ['nonFacilityPractice', 'non-facility PE RVU'],
  ['facilityPractice', 'facility PE RVU'],
  ['malpractice', 'MP RVU'],
  ['conversionFactor', 'conversion factor'],
] as const;

const NOT_APPLICABLE = [
  ['nonFacilityNa', 'non-facility NA indicator'],
  ['facilityNa', 'facility NA indicator'],
] as const;

/** What is expected in place of a value; undefined if every value is of its kind. */
function problemOf(line: FeeScheduleLine): string | undefined {
  if (!STATUS.test(line.status)) return `a status code as A, B or X, not “${line.status}”`;
  if (!GLOBAL.test(line.global)) return `global days as 010 or XXX, not “${line.global}”`;
  for (const [name, title] of NOT_APPLICABLE)
    if (line[name] !== '' && line[name] !== 'NA') return `NA or nothing as ${title}, not “${line[name]}”`;
  for (const [name, title] of NUMBERS)
    if (!NUMBER.test(line[name]) && !isLeftOut(line, name)) return `a number from 0 as ${title}, not “${line[name]}”`;
  for (const [name, title] of INDICATORS)
    if (!/^\d?$/.test(line[name])) return `a digit as ${title} indicator, not “${line[name]}”`;
  return undefined;
}

/** Where a service is not done in a place, the practice expense there may be left out. */
function isLeftOut(line: FeeScheduleLine, name: (typeof NUMBERS)[number][0]): boolean {
  const isNa =
    (name === 'nonFacilityPractice' && line.nonFacilityNa === 'NA') ||
    (name === 'facilityPractice' && line.facilityNa === 'NA');
  return isNa && (line[name] === '' || line[name] === 'NA');
}

function feeScheduleRow(line: FeeScheduleLine): Row {
  const practice = (value: string, na: string): string => (na === 'NA' ? 'NA' : rvu(value));
  return {
    key: line.modifier ? `${line.code}-${line.modifier}` : line.code,
    info: [
      line.status,
      line.pctc,
      line.global,
      line.mult,
      line.bilat,
      line.asst,
      line.co,
      line.team,
      rvu(line.work),
      practice(line.nonFacilityPractice, line.nonFacilityNa),
      practice(line.facilityPractice, line.facilityNa),
      rvu(line.malpractice),
      line.conversionFactor,
    ].join(','),
    text: '',
  };
}

/** Two decimals, as published: spreadsheets write 2.9899999999999998 for 2.99. */
function rvu(text: string): string {
  return (Math.round(Number(text) * 100) / 100).toFixed(2);
}

/** Ascending by key. */
export function byKey(a: Row, b: Row): number {
  if (a.key === b.key) return 0;
  return a.key < b.key ? -1 : 1;
}

const MONTHS: Readonly<Record<string, string>> = { JANUARY: '01', APRIL: '04', JULY: '07', OCTOBER: '10' };

const TITLE =
  /(20\d\d) (?:National )?(?:Medicare )?Physician Fee Schedule Relative Value File(?:\s+(\w+) (?:Release|Update))?/i;

/**
 * The first day of a release by the title above its rows, `2026 National Physician Fee Schedule Relative Value File
 * July Release`, or else by its name; without a month in either it is that of January.
 */
export function feeScheduleDay(titles: readonly string[], name: string): IsoDate | undefined {
  const [, year, month = ''] = titles.map(line => TITLE.exec(line)).find(match => match !== null) ?? [];
  const day = year && MONTHS[month.toUpperCase()];
  if (day) return `${year}-${day}-01`;
  return dayFromName(name) ?? (year && `${year}-01-01`);
}
