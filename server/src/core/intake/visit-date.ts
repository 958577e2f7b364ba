import { datesIn, NUMERIC_DATE } from './dates.js';
import type { Line } from './source-text.js';
import { newest, wholeDate } from './turned-table.js';
import { AHEAD, OTHER_DATE, VISIT_DATE } from './wordings/dates.js';

const WEEKDAY = '(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\\.?,? ';
const tiers = VISIT_DATE.map(
    words => new RegExp(`\\b(?:${words})(?: \\(\\w+\\))?[ :.]*(?:(?:is |was |on )?the |is |was |on )?(?:${WEEKDAY})?$`),
  ),
  other = new RegExp(`\\b(?:${OTHER_DATE})[ :#(]*(?:is |on |was )?(?:${WEEKDAY})?$`);
/** A row of dates that are no visits. */
const otherLine = new RegExp(`^(?:[\\w-]+ ){0,3}?(?:${OTHER_DATE})\\b`),
  /** Words of a day to come, with a few others before the date. */
  ahead = new RegExp(`\\b(?:${AHEAD})(?!\\w)(?: [\\w'-]+){0,5}[ :>(-]*(?:${NUMERIC_DATE})?[ ,:>-]*$`);
/** A sentence that says when the patient was seen. */
const SEEN = 1.4;
/** A date at the top of the text that no label names comes after one that says "date" and before one of printing. */
const UNNAMED = 1.5;
/** A date without any words in the first lines: after all others but the day of printing. */
const TITLE = 1.8,
  TITLE_LINES = 3;
/** The newest of the dates that head the columns of a sheet. */
const COLUMN = 1.6;
const TOP = 6;
/** A longer line is prose. In characters. */
const MAX_TITLE = 160;

/** A day that may be that of the visit; the lowest rank counts. */
interface Candidate {
  readonly iso: string;
  readonly rank: number;
}

/** No visit is before the first or after the last: a birth year of two digits is read as one of this century. */
const EARLIEST = '2010',
  LATEST = '2049-12-31';

/** The day of the visit; null if the source does not state it. */
export function visitDateOf(text: string, lines: readonly Line[]): string | null {
  const best = lines
    .filter(line => !line.empty)
    .flatMap((line, i) => candidatesOn(text, line, i + 1))
    .filter(({ iso }) => iso >= EARLIEST && iso <= LATEST)
    .reduce<Candidate | undefined>((first, one) => (first && first.rank <= one.rank ? first : one), undefined);
  return best?.iso ?? (PROGRAMMER.test(text.slice(0, MAX_HEAD)) ? printedDay(text) : null);
}

/** What prints a report at the end of its session. */
const PROGRAMMER = /\b(?:programmer|a8[12]0|8840|n'vision|session (?:data )?report|inquiry report)\b/,
  MAX_HEAD = 400;
const printed = /\b(?:printed|generated)(?: on| at)?[ :]*$/;

/** The day on which a programmer printed its report, where that states no other. */
function printedDay(text: string): string | null {
  const head = text.slice(0, MAX_HEAD);
  const day = datesIn(head).find(({ iso, start }) => iso >= EARLIEST && printed.test(head.slice(0, start)));
  return day?.iso ?? null;
}

function candidatesOn(text: string, line: Line, at: number): Candidate[] {
  const words = text.slice(line.start, line.end);
  const columns = line.cells.flatMap(cell => wholeDate(text.slice(cell.start, cell.end)) ?? []);
  if (columns.length > 1) return otherLine.test(words) ? [] : [{ iso: newest(columns)!, rank: COLUMN }];
  return datesIn(words).flatMap(({ iso, start, end }) => {
    const before = words.slice(Math.max(0, start - 40), start);
    const rank = isAboutToday(words, start, end) ? SEEN : rankOf(before, at, start, words);
    return rank === undefined ? [] : [{ iso, rank }];
  });
}

/** `On November 17, 2026 I saw`, `11/17/2026: she came`, `Hospital course: On 11/17/2026 the patient underwent` */
function isAboutToday(words: string, start: number, end: number): boolean {
  if (/\bcourse: on $/.test(words.slice(0, start)))
    return /^,? (?:\w+ ){1,2}underwent\b/.test(words.slice(end, end + 40));
  return (
    /(?:^|[.;] )(?:on )?$/.test(words.slice(0, start)) &&
    /^,? (?:the (?:\w+ )?(?:service|team|pump) (?:was|interrogated|refilled)|(?:i|we) (?:saw|examined|evaluated|refilled|treated)|(?:he|she|the patient|pt|patient|mr\.?|mrs\.?|ms\.?)\b.{0,40}\b(?:came|was seen|presented|returned))/.test(
      words.slice(end, end + 70),
    )
  );
}

function rankOf(before: string, line: number, start: number, words: string): number | undefined {
  if (other.test(before) || ahead.test(before))
    return line < 3 && FOLLOW_UP.test(before) && start < MAX_FOLLOW_UP ? AFTER_ALL : undefined;
  if (/\brefill date[ :]*$/.test(before)) return TITLE;
  if (isOfOtherDay(before, line)) return undefined;
  if (line <= TITLE_LINES && dayNamed.test(before) && words.length <= MAX_TITLE) return TITLE_DAY;
  const named = tiers.findIndex(tier => tier.test(before));
  if (named >= 0) return named;
  if (SEEN_BEFORE.test(before) && !ELSEWHERE.test(before)) return SEEN;
  return unnamedRank(before, line, start, words);
}

/** Of a date that no words name. */
function unnamedRank(before: string, line: number, start: number, words: string): number | undefined {
  if (SENTENCE_START.test(before) && isVisitBehind.test(words.slice(start))) return TITLE;
  return isTitle(words, start) ? titleRank(before, line, start, words) : undefined;
}

/** `pt doing ok. 8.4.26 office.`: a date that begins a sentence, with the place or the kind of visit behind it. */
const SENTENCE_START = /(?:^|[.;] )$/,
  isVisitBehind = /^[\d./-]+,? (?:in (?:the )?)?(?:office|clinic|home|hospital|opd|asc|visit|refill|pump)\b/;
function isOfOtherDay(before: string, line: number): boolean {
  return OF_LOG.test(before) || (line > TOP && REFILL_VISIT.test(before));
}

/** Below the head of the text it is the next one. */
const REFILL_VISIT = /\brefill (?:visit|appt|appointment)[ :]*$/;
/** `Log: session 10/07/2026` */
const OF_LOG = /\blogs?\b[: ,]{1,3}(?:[\w-]+ ){0,4}$/;
/** A day with its weekday in a title: `NEUROLOGY OFFICE   Tue, Nov 24, 2026`. */
const TITLE_DAY = 0.5,
  dayNamed = new RegExp(`(?:^| {2,}|[|,/-] ?)${WEEKDAY}$`);

/** `ITB f/u  12/2/26` at the head of a note that names no other day. */
const FOLLOW_UP = /\b(?:f\/?u|follow[- ]?up)[ :]*$/,
  MAX_FOLLOW_UP = 40,
  AFTER_ALL = 9;

const SEEN_BEFORE =
  /\b(?:saw|examined|refilled|seen|presents?|visit|came|comes|evaluated|underwent|performed|(?<!refill )(?<!back )(?<!check )here|today)\b[^.;]{0,30}$/;
const ELSEWHERE = /next|last|return|cardiolog|urolog|oncolog|primary|dent|mri|elsewhere/;

/** Whether a date begins its line, or the line is no prose. */
function isTitle(words: string, start: number): boolean {
  return words.length <= MAX_TITLE || start === 0;
}

/** Of a date in the first lines that no words name. */
function titleRank(before: string, line: number, start: number, words: string): number | undefined {
  if (line <= TOP && (start === 0 || words.length - start < 26 || /(?:^| {2,}|[-|,] ?)$/.test(before))) return UNNAMED;
  return line <= TITLE_LINES && !/\b(?:since|in|last|lot|exp\w*|on file|to|was)\W*$/.test(before) ? TITLE : undefined;
}
