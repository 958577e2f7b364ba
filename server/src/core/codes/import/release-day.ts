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
 * other names. A day within a quarter may be the one on which the file was posted: the first day of a quarter comes
 * before it.
 */
export function dayFromName(name: string): IsoDate | undefined {
  const file = name.toLowerCase();
  const days = FORMS.flatMap(form => form(file) ?? []);
  return days.find(beginsQuarter) ?? days[0];
}

/** A first day, or what was expected where nothing says it, or name and content contradict each other. */
export interface OpenDay {
  readonly from: IsoDate | undefined;
  readonly openDay?: string;
}

/**
 * The first day of a release of edits that state their own days: its newest ones begin with it, so a name that says an
 * earlier day is that of another release.
 * @param newest the newest first day of an edit
 * @param otherwise the first day if the name says none
 */
export function dayOfEditions(name: string, newest: IsoDate, otherwise?: IsoDate): OpenDay {
  const named = dayFromName(name);
  if (named === undefined || newest <= named) return { from: named ?? otherwise };
  return {
    from: undefined,
    openDay:
      `the release of ${named}, as its name says, but some of its edits begin on ${newest}; ` +
      'say its first day with --from YYYY-MM-DD',
  };
}

/** The same for releases that only begin with a quarter. */
export function quarterFromName(name: string): IsoDate | undefined {
  const day = dayFromName(name);
  return day !== undefined && beginsQuarter(day) ? day : undefined;
}

function beginsQuarter(day: IsoDate): boolean {
  return /-(?:01|04|07|10)-01$/.test(day);
}

type Form = (file: string) => IsoDate | undefined;

/** How names say a day, the plainest first. */
const FORMS: readonly Form[] = [
  asForm(/(20\d\d)[-_ ]?q([1-4])(?!\d)/, ([year, quarter]) => quarterDay(+year!, +quarter!)),
  asForm(/(?:^|[^0-9])(0?[1-9]|1[0-2])[-_](0?[1-9]|[12]\d|3[01])[-_](20\d\d)(?!\d)/, ([month, day, year]) =>
    [year!, month!.padStart(2, '0'), day!.padStart(2, '0')].join('-'),
  ),
  asForm(/(?:^|[^0-9])(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(20\d\d)(?!\d)/, ([month, day, year]) =>
    [year!, month!, day!].join('-'),
  ),
  asForm(/(20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?!\d)/, ([day]) => day!),
  asForm(/(20\d\d)[-_ ]?(jan|apr|jul|oct)/, ([year, month]) => monthDay(year!, month!)),
  asForm(/(?<![a-z])(jan|apr|jul|oct)[a-z]*[-_ ]*(?:1[-_ ,]+)?(20\d\d)/, ([month, year]) => monthDay(year!, month!)),
  asForm(/rvu(\d\d)([a-d])(?![a-z0-9])/, ([year, letter]) => quarterDay(2000 + +year!, 'abcd'.indexOf(letter!) + 1)),
  asForm(/rvu(\d\d)[-_ ]?(jan|apr|jul|oct)/, ([year, month]) => monthDay(`20${year}`, month!)),
  // NCCI versions count from 1994: v32.2 is the third quarter of 2026.
  asForm(/(?:cci|ptp).*v(\d\d)([0-3])r?\d?/, ([year, quarter]) => quarterDay(1994 + +year!, +quarter! + 1)),
];

function asForm(pattern: RegExp, dayOf: (groups: readonly (string | undefined)[]) => IsoDate): Form {
  return file => {
    const match = pattern.exec(file);
    return match ? dayOf(match.slice(1)) : undefined;
  };
}

function monthDay(year: string, month: string): IsoDate {
  return `${year}-${MONTHS[month]}-01`;
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
