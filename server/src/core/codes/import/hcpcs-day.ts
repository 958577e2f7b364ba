/**
 * The first day of a HCPCS Level II release. The name says it, by quarter or by year, and the days on which its codes
 * changed confirm it: a January file announces single codes of April and July.
 */
import type { IsoDate } from '../../syntax/iso-day.js';
import { dayFromName } from './release-day.js';

/** A day, or what was expected where name and content leave it open. */
export type HcpcsDay = { readonly from: IsoDate } | { readonly from: undefined; readonly openDay: string };

/** Fewer changes on one day are announcements, or corrections between two releases. */
const MIN_CHANGES = 10;

/**
 * @param changes codes and modifiers that changed, by the day of their action
 * @param isWhole false of a selection, which may lack the codes that changed
 */
export function hcpcsDay(name: string, changes: ReadonlyMap<IsoDate, number>, isWhole: boolean): HcpcsDay {
  const days = [...changes.keys()].sort();
  const newest = days.at(-1) ?? '';
  const year = yearIn(name);
  if (!isWhole) return dayOfExcerpt(dayIn(name, /./) ?? (year && `${year}-01-01`), newest);
  const settled = days.findLast(day => changes.get(day)! >= MIN_CHANGES) ?? newest;
  const quarter = dayIn(name, QUARTER);
  if (quarter !== undefined)
    return settled > quarter || newest < quarter ? contradiction(quarter, settled) : { from: quarter };
  if (year !== undefined && !settled.startsWith(year)) return contradiction(year, settled);
  return settled === '' ? UNNAMED : { from: settled };
}

const UNNAMED: HcpcsDay = {
  from: undefined,
  openDay: 'a name that says from when the release is in force; say it with --from YYYY-MM-DD',
};

function dayOfExcerpt(named: IsoDate | undefined, newest: IsoDate): HcpcsDay {
  if (named === undefined) return UNNAMED;
  return named >= newest ? { from: named } : contradiction(named, newest);
}

function contradiction(named: string, changed: IsoDate): HcpcsDay {
  const openDay =
    `the release of ${named}, as its name says, but its newest changes are of ${changed}; say its first ` +
    'day with --from YYYY-MM-DD';
  return { from: undefined, openDay };
}

const QUARTER = /-(01|04|07|10)-01$/;

/** The day that a file is named by, else its archive. */
function dayIn(name: string, form: RegExp): IsoDate | undefined {
  return [name.slice(name.lastIndexOf('!') + 1), name]
    .map(dayFromName)
    .find(day => day !== undefined && form.test(day));
}

/** `HCPC2026_ANWEB`, `HCPC17_CONTR_ANWEB`, `2018-Alpha-Numeric-HCPCS-File`. */
function yearIn(name: string): string | undefined {
  const short = /HCPCS?[-_ ]?(?:20)?(\d\d)(?!\d)/i.exec(name)?.[1];
  return short ? `20${short}` : /(20\d\d)[-_ ]alpha/i.exec(name)?.[1];
}
