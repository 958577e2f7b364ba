import type { Segment } from './segments.js';
import { datesIn, monthNumber } from './dates.js';
import {
  ARRANGED,
  DENIED,
  ELSEWHERE,
  GENERAL,
  HISTORY,
  OTHER_DRUGS,
  OTHER_WAY_AFTER,
  OTHER_WAY_BEFORE,
  OTHERS,
  PLANNED,
} from './wordings/guards.js';

const history = new RegExp(HISTORY),
  planned = new RegExp(PLANNED),
  arranged = new RegExp(ARRANGED),
  general = new RegExp(GENERAL),
  others = new RegExp(OTHERS),
  elsewhere = new RegExp(ELSEWHERE),
  denied = new RegExp(DENIED),
  otherWayAfter = new RegExp(OTHER_WAY_AFTER),
  otherWayBefore = new RegExp(OTHER_WAY_BEFORE),
  otherDrugs = new RegExp(OTHER_DRUGS);

/** Why a planned or possible act is no fact. */
export const PLANNED_WHY = 'is planned or possible';

/** Part of a segment between semicolons and words that begin another statement. */
const STATEMENT = /;|\bbut\b|\bhowever\b|\bbecause\b|\balthough\b|\bso\b(?! far)| -{1,2} | [\u2013\u2014] /g;
const CLAUSE = /[;,]|\bbut\b|\bhowever\b|\band then\b| -{2} | [\u2013\u2014] /g;

/** Characters on either side of a place that may belong to its clause: no sentence of a chart is longer. */
const MAX_CLAUSE = 1500;

/** The text around a place of a segment up to the nearest separators, and where the place is in it. */
function around(whole: string, place: number, separators: RegExp): { readonly part: string; readonly at: number } {
  const from = Math.max(0, place - MAX_CLAUSE);
  const text = whole.slice(from, place + MAX_CLAUSE);
  const at = place - from;
  let start = 0,
    end = text.length;
  for (const mark of text.matchAll(separators)) {
    if (mark.index + mark[0].length <= at) start = mark.index + mark[0].length;
    else if (mark.index >= at) {
      end = mark.index;
      break;
    }
  }
  return { part: text.slice(start, end), at: at - start };
}

/** The clause around a place of a segment. */
export function clauseAt(segment: Segment, at: number): string {
  return around(segment.text, at - segment.start, CLAUSE).part;
}

/** A denial that ends with its noun. */
const CLOSED =
  /\bno (?:\w+ ){0,2}(?:alarms?|alerts?|changes?|complaints?|issues?|errors?)\b(?! (?:or|and|for|in|of|to)\b)/g;

/** Whether a denial precedes a place in its clause. */
export function isDenied(segment: Segment, at: number): boolean {
  const clause = around(segment.text, at - segment.start, CLAUSE);
  return denied.test(clause.part.slice(0, clause.at).replaceAll(CLOSED, ''));
}

/**
 * Why the text at a place of a segment is not a fact of this visit: it is about another day or person, is planned, or
 * is general.
 * @param visitDate the day of the visit: a statement with an earlier date tells of that day
 */
export function notOfThisVisit(segment: Segment, at: number, visitDate: string | null): string | undefined {
  if (segment.section === 'aside') return 'is under a heading that is not about this visit';
  if (PLANNED_LABEL.test(segment.label)) return PLANNED_WHY;
  if (beginsEarlier(segment.text, visitDate) || isOfEarlierRow(segment, visitDate)) return EARLIER_WHY;
  const text = withoutLaterAsides(segment.text, at - segment.start);
  const statement = around(text, at - segment.start, STATEMENT);
  const clause = around(text, at - segment.start, CLAUSE);
  const before = statement.part.slice(0, statement.at);
  if (others.test(statement.part)) return 'tells of another person';
  if (elsewhere.test(statement.part)) return 'is what another record or a person states';
  if (history.test(before.replaceAll(PARENTHESIS, '')) || history.test(clause.part)) return EARLIER_WHY;
  if (hasEarlierDate(before, visitDate) || hasEarlierDate(clause.part, visitDate)) return EARLIER_WHY;
  if (planned.test(before) || isAhead(clause)) return PLANNED_WHY;
  return general.test(before) ? 'holds in general' : undefined;
}

/** A label of what is to come. */
const PLANNED_LABEL =
  /^(?:planned|proposed|pending|intended|future|to be done|scheduled(?: for)?|if needed)(?: \w+){0,2}$/;

/** Whether the words behind a place say that it is to come. */
function isAhead({ part, at }: { readonly part: string; readonly at: number }): boolean {
  const isArranged =
    arranged.test(part.slice(at)) && !/\b(?:as|was|previously) (?:scheduled|planned|arranged)/.test(part);
  return isArranged || planned.test(part.slice(at, at + 70).replaceAll(/\([^()]*\)/g, ''));
}

/** The text with blanks in place of the parentheses behind a place: they tell nothing of it. */
function withoutLaterAsides(text: string, at: number): string {
  return text.slice(0, at) + text.slice(at).replaceAll(PARENTHESIS, words => ' '.repeat(words.length));
}

/** What is in it tells nothing of the words behind it. */
const PARENTHESIS = /\([^()]{0,200}\)/g;
const EARLIER_WHY = 'tells of an earlier day';
const BEGINS_EARLIER = /^(?:previous|prior|last|earlier)(?: \w+){0,2}[:, (-]{1,4}(?:on )?.{6,24}/;

/** `Previous: 09/01/2026 - 4.9 mL aspirated`: the whole statement is about that day. */
function beginsEarlier(text: string, visitDate: string | null): boolean {
  const opening = BEGINS_EARLIER.exec(text)?.[0];
  return opening !== undefined && hasEarlierDate(opening, visitDate);
}

/** `Last change: 09/14/2026 | 3.00 -> 3.25 mg/day`: a cell without a label of its own behind an earlier day. */
function isOfEarlierRow({ labeled, line, text }: Segment, visitDate: string | null): boolean {
  if (visitDate !== null && line !== text && beginsWithEarlierDay(line, visitDate)) return true;
  return !labeled && line !== '' && line !== text && beginsEarlier(line, visitDate) && !line.startsWith(text);
}

/** `2026-09-14 10:31  Refill: 20.0 mL`: a row of a log, with its day and time before its cells. */
const DAY_AND_TIME = /^\S{6,10},? (?:at )?\d{1,2}:?\d{2}(?::\d{2})?(?: ?[ap]m)?(?=\s{2}|[ \t|-]|$)/;

function beginsWithEarlierDay(line: string, visitDate: string): boolean {
  const [day] = DAY_AND_TIME.test(line) ? datesIn(line.slice(0, 12)) : [];
  return day !== undefined && day.start === 0 && day.iso < visitDate;
}

function hasEarlierDate(words: string, visitDate: string | null): boolean {
  if (visitDate === null) return false;
  return (
    datesIn(words).some(
      ({ iso, start }) => iso < visitDate && !/exp\w* $|bud $|signed|dob/.test(words.slice(0, start)),
    ) || hasOtherDay(words, visitDate)
  );
}

/** `On September 3 we drew back`: a day without its year, and not that of the visit. */
const DAY_OF_YEAR =
  /\b(?:on|since) (?:the )?(?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?|(\d{1,2})\/(\d{1,2}))(?![\d/]|,? \d{4})/;

function hasOtherDay(words: string, visitDate: string): boolean {
  const day = DAY_OF_YEAR.exec(words);
  if (!day) return false;
  const month = day[1] ? monthNumber(day[1]) : Number(day[3]);
  return month <= 12 && `${month}-${Number(day[2] ?? day[4])}` !== visitDate.slice(5).replaceAll(/(?<=^|-)0/g, '');
}

/** Why an amount is not one of the pump's: it is swallowed, given another way, or of a drug that no pump holds. */
export function ofAnotherDrug(segment: Segment, start: number, end: number): string | undefined {
  const { text } = segment;
  const left = around(text, start - segment.start, CLAUSE);
  const before = left.part.slice(0, left.at);
  const after = text.slice(end - segment.start, end - segment.start + 40);
  if (otherWayAfter.test(after) || otherWayBefore.test(before)) return 'another drug or another way of giving it';
  const near = before.slice(-36);
  return otherDrugs.test(near) || otherDrugs.test(after.split(/[,;.]|\band\b/)[0]!.slice(0, 28))
    ? 'another drug'
    : undefined;
}
