/**
 * The first day of an ICD-10-CM release. The name of the file says it, and the number of billable codes confirms it:
 * that of each published release is known, and no two are the same.
 */
import type { IsoDate } from '../../syntax/iso-day.js';
import { quarterFromName, type OpenDay } from './release-day.js';

/**
 * First days by the number of billable codes, as the addenda of CMS state it. Half-year releases are among them: their
 * files are named as those of October.
 */
const EDITIONS: ReadonlyMap<number, IsoDate> = new Map([
  [71_704, '2017-10-01'],
  [71_932, '2018-10-01'],
  [72_184, '2019-10-01'],
  [72_621, '2021-01-01'],
  [72_748, '2021-10-01'],
  [72_750, '2022-04-01'],
  [73_639, '2022-10-01'],
  [73_674, '2023-04-01'],
  [74_044, '2023-10-01'],
  [74_260, '2024-10-01'],
  [74_719, '2025-10-01'],
  [74_879, '2026-10-01'],
]);

/** @param billable how many codes of the file are billable */
export function icd10cmDay(name: string, billable: number): OpenDay {
  const known = EDITIONS.get(billable);
  const quarter = quarterOf(name);
  const year = yearOf(name);
  if (!known) return { from: quarter ?? (year && octoberBefore(year)) };
  // A release without a change has the codes of the one before it in the year.
  const isMeant = quarter
    ? quarter >= known && fiscalYear(quarter) === fiscalYear(known)
    : !year || fiscalYear(known) === year;
  if (isMeant) return { from: quarter ?? known };
  return {
    from: undefined,
    openDay:
      `the release of ${quarter ?? `FY${year}`}, as its name says, but it holds the codes of the one of ${known}; ` +
      'say its first day with --from YYYY-MM-DD',
  };
}

/** The first day by the name alone. */
export function dayByName(name: string): IsoDate | undefined {
  const year = yearOf(name);
  return quarterOf(name) ?? (year && octoberBefore(year));
}

/** The archive of a half-year release says its day; a day outside the year of the file is the one of posting. */
function quarterOf(name: string): IsoDate | undefined {
  const day = quarterFromName(name);
  const year = yearOf(name);
  return day === undefined || !year || fiscalYear(day) === year ? day : undefined;
}

function yearOf(name: string): string | undefined {
  return /order_(\d{4})/i.exec(name)?.[1];
}

function octoberBefore(year: string): IsoDate {
  return `${+year - 1}-10-01`;
}

function fiscalYear(day: IsoDate): string {
  const year = +day.slice(0, 4);
  return String(day.slice(5) >= '10-01' ? year + 1 : year);
}
