/** Other notes of the same patient, date and billing side: payers edit all of them as one claim day. */
import type { BilledCode } from '../encounter/model.js';
import { memoByVisit } from './memo.js';
import type { HistoryEntry, SameDay } from './history.js';
import type { Visit } from './visit.js';

export const NO_OTHER_NOTES: SameDay = { before: [], after: [] };

/** A patient has a few notes in a day; of a text that repeats one thousands of times not all are compared with each. */
export const MAX_SAME_DAY_NOTES = 20;

/** The claim lines of the notes before this one on the same day, on the same billing side. */
export const earlierLinesThatDay = memoByVisit((visit): readonly BilledCode[] => linesOf(visit, visit.sameDay.before));

/** The claim lines of all other notes of the same day, on the same billing side. */
export const otherLinesThatDay = memoByVisit((visit): readonly BilledCode[] => {
  const { before, after } = visit.sameDay;
  return before.length || after.length ? linesOf(visit, [...before, ...after]) : [];
});

/** The claim lines of the day: this note's and the others'. */
export const linesThatDay = memoByVisit((visit): readonly BilledCode[] => {
  const others = otherLinesThatDay(visit);
  return others.length ? [...visit.claimLines, ...others] : visit.claimLines;
});

/** Whether a line is another note's. */
export function isOfOtherNote(visit: Visit, line: BilledCode): boolean {
  return line.block !== visit.encounter.block;
}

/** Says in evidence that a line is another note's: empty for a line of this one. */
export function elsewhere(visit: Visit, line: BilledCode): string {
  return isOfOtherNote(visit, line) ? ', in another note of the day' : '';
}

function linesOf(visit: Visit, notes: readonly HistoryEntry[]): readonly BilledCode[] {
  if (!notes.length) return NO_LINES;
  return notes.flatMap(({ encounter }) =>
    (encounter.bill?.value ?? 'pro') === visit.bill ? encounter.codes.filter(line => line.valid && !line.unsure) : [],
  );
}

const NO_LINES: readonly BilledCode[] = [];
