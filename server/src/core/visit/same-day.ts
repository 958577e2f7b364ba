/** Other notes of the same patient, date and billing side: payers edit all of them as one claim day. */
import type { BilledCode, Encounter, People, Performer, Supervision } from '../encounter/model.js';
import { PUMP_CODES, SURGERY_CODES } from '../codes/service-table.js';
import { memoByVisit } from './memo.js';
import type { HistoryEntry, SameDay } from './history.js';
import type { Visit } from './visit.js';

export const NO_OTHER_NOTES: SameDay = { before: [], after: [] };

/** A patient has a few notes in a day; of a text that repeats one thousands of times not all are compared with each. */
export const MAX_SAME_DAY_NOTES = 20;

/** The lines of {@link linesEditedTogether} that are in the notes before this one. */
export const earlierLinesEditedTogether = memoByVisit((visit): readonly BilledCode[] =>
  linesOf(
    visit,
    visit.sameDay.before.filter(({ encounter }) => !isOfOtherPractitioner(visit, encounter)),
  ),
);

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

/**
 * The claim lines of the day that pairs, limits and the modifiers of visits look at together: those of one
 * practitioner. Of notes by two practitioners the notes do not say whether they are of one group. An institution has
 * one claim for all.
 */
export const linesEditedTogether = memoByVisit((visit): readonly BilledCode[] => {
  const { before, after } = visit.sameDay;
  const others = [...before, ...after].filter(({ encounter }) => !isOfOtherPractitioner(visit, encounter));
  return others.length ? [...visit.claimLines, ...linesOf(visit, others)] : visit.claimLines;
});

/** The claim lines of the day after that the same practitioner bills. */
export const linesOfNextDay = memoByVisit((visit): readonly BilledCode[] => {
  const notes = visit.nextDay.slice(0, MAX_SAME_DAY_NOTES);
  return linesOf(
    visit,
    notes.filter(({ encounter }) => !isOfOtherPractitioner(visit, encounter)),
  );
});

/**
 * Whether an encounter names another billing practitioner than this visit, so that their group is not known. Two notes
 * of one day in an office that are both about the pump are of one practice.
 */
export function isOfOtherPractitioner(visit: Visit, other: Encounter): boolean {
  const { bill, by, sup } = visit;
  if (bill === 'facility') return false;
  const [one, another] = [billerOf(by, sup), billerOf(other.by, other.sup)];
  if (!one || !another || one.initials.toUpperCase() === another.initials.toUpperCase()) return false;
  return other.date !== visit.date || !isOfOnePractice(visit, other);
}

const OFFICE = '11';

function isOfOnePractice({ pos, encounter }: Visit, other: Encounter): boolean {
  if (pos !== OFFICE || (other.place?.code ?? OFFICE) !== OFFICE) return false;
  const isAboutPump = ({ codes }: Encounter): boolean =>
    codes.some(({ code, valid }) => valid && (PUMP_CODES.has(code) || SURGERY_CODES.has(code)));
  return [encounter, other].every(isAboutPump) || sharesDiagnosis(encounter, other);
}

/** Whether two encounters have a diagnosis in common, other than a reason for contact or a status. */
export function sharesDiagnosis(one: Encounter, other: Encounter): boolean {
  const codes = new Set(other.dx.map(({ code }) => code));
  return one.dx.some(({ code }) => !code.startsWith('Z') && codes.has(code));
}

/** Under whose number a note is billed: the professional who performed, or who supervised the staff. */
function billerOf(by: People | undefined, sup: Supervision | undefined): Performer | undefined {
  const who = by?.teaching ?? by?.main ?? by?.read ?? by?.prog;
  return who?.class === 'staff' ? sup?.supervisor : who;
}

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
