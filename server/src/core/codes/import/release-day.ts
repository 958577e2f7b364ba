/**
 * The first day of a release, from what files and archives are called: the content of many releases does not say it.
 */
import { isIsoDay, type IsoDate } from '../../syntax/iso-day.js';

const MONTHS: Readonly<Record<string, string>> = {
  jan: '01',
  apr: '04',
  jul: '07',
  oct: '10',
};

/**
 * `2026q4`, `Eff_10-01-2026`, `effective-10012025`, `RVU26C`, `HCPC2026_OCT`, `october-2026`, `v322`: undefined for
 * other names.
 */
export function dayFromName(name: string): IsoDate | undefined {
  const file = name.toLowerCase();
  const quarter = /(20\d\d)[-_ ]?q([1-4])(?!\d)/.exec(file);
  if (quarter) return quarterDay(+quarter[1]!, +quarter[2]!);
  const day = /(?:^|[^0-9])(0?[1-9]|1[0-2])[-_](0?[1-9]|[12]\d|3[01])[-_](20\d\d)(?!\d)/.exec(file);
  if (day) return `${day[3]}-${day[1]!.padStart(2, '0')}-${day[2]!.padStart(2, '0')}`;
  const packed = /(?:^|[^0-9])(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(20\d\d)(?!\d)/.exec(file);
  if (packed) return `${packed[3]}-${packed[1]}-${packed[2]}`;
  const iso = /(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/.exec(file);
  if (iso) return iso[0];
  const yearFirst = /(20\d\d)[-_ ]?(jan|apr|jul|oct)/.exec(file);
  if (yearFirst) return `${yearFirst[1]}-${MONTHS[yearFirst[2]!]}-01`;
  const monthFirst = /(jan|apr|jul|oct)[a-z]*[-_ ]*(?:1[-_ ,]+)?(20\d\d)/.exec(file);
  if (monthFirst) return `${monthFirst[2]}-${MONTHS[monthFirst[1]!]}-01`;
  const rvu = /rvu(\d\d)([a-d])(?![a-z0-9])/.exec(file);
  if (rvu) return quarterDay(2000 + +rvu[1]!, 'abcd'.indexOf(rvu[2]!) + 1);
  const rvuMonth = /rvu(\d\d)[-_ ]?(jan|apr|jul|oct)/.exec(file);
  if (rvuMonth) return `20${rvuMonth[1]}-${MONTHS[rvuMonth[2]!]}-01`;
  // NCCI versions count from 1994: v32.2 is the third quarter of 2026.
  const version = /(?:cci|ptp).*v(\d\d)([0-3])r?\d?/.exec(file);
  return version ? quarterDay(1994 + +version[1]!, +version[2]! + 1) : undefined;
}

function quarterDay(year: number, quarter: number): IsoDate {
  return `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`;
}

/** `20260101` as `2026-01-01`; undefined for anything else, and for a day that no calendar has. */
export function packedDay(text: string): IsoDate | undefined {
  if (!PACKED.test(text)) return undefined;
  const day = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`;
  return isIsoDay(day) ? day : undefined;
}

/** Whether a text is written as a day and is none: `20260231`. */
export function isImpossibleDay(text: string): boolean {
  return PACKED.test(text) && Number(text) > 0 && packedDay(text) === undefined;
}

const PACKED = /^\d{8}$/;
