import { datesIn } from './dates.js';
import type { Line } from './source-text.js';
import type { Span } from '../syntax/tree.js';
import { visitDateOf } from './visit-date.js';

/** The lines of one visit: `[from, to)`. */
export interface VisitLines {
  readonly from: number;
  readonly to: number;
  /** Null if the text does not state it. */
  readonly date: string | null;
  /** The text is about several patients: nothing of the other parts applies to this one. */
  readonly ofOnePatient?: boolean;
}

const SEPARATOR =
  /^(?:\W*)(?:(?:(?:follow-?up|clinic|office|pump|refill|return|second|first|third|1st|2nd|3rd) )*(?:visit|encounter|dos|date(?: of (?:service|visit))?|session|refill(?: visit)?|appointment|note)(?: (?:date|of|on|\d|#\d))*\b[ :#.-]*)?$/;
/** Below the work of a visit, the day of the one to come. */
const APPOINTMENT = /\b(?:appointment|appt)\b/;
/** What shows that a part of a text tells of a visit of its own. */
const VISIT_WORK =
  /\b(?:aspirat|withdr|expected|residual|interrogat|refill|filled|instill|telem|out \d|act(?:ual)? \d|exp \d|reprogram|dose)\w*/;

/**
 * The visits of a text: those of each patient, if several are named on lines of their own, and those that lines with
 * their dates part; none for a text about one visit.
 * @param identifiers names and numbers of the patients
 */
export function visitsIn(text: string, lines: readonly Line[], identifiers: readonly Span[]): VisitLines[] {
  const ofPatients = patientsIn(text, lines, identifiers);
  if (!ofPatients.length) {
    const dated = datedVisits(text, lines);
    return dated.length ? dated : datedParagraphs(text, lines);
  }
  return ofPatients.flatMap(({ from, to, date }): VisitLines[] => {
    const several = datedVisits(text, lines.slice(from, to));
    const own = several.length
      ? several.map(visit => ({ from: from + visit.from, to: from + visit.to, date: visit.date }))
      : [{ from, to, date }];
    return own.map(visit => ({ ...visit, ofOnePatient: true }));
  });
}

/** A line that begins with the name of a patient behind a label. */
const PATIENT_LINE = /^(?:patient(?:'s)?(?: name)?|pt\.?(?: name)?|name|client|resident) ?[:=#|] ?/;
/** What ends the name on such a line. */
const NAME_END = / {2}|[|;(]|,? (?:dob|mrn|age|born|[a-z]{0,3}\d)/;
/** Lines between the date of a visit and the name of its patient. */
const HEADER_LINES = 4;

/**
 * The parts of a text that are about one patient each; none if fewer than two are named, or a part tells of no visit.
 */
function patientsIn(text: string, lines: readonly Line[], identifiers: readonly Span[]): VisitLines[] {
  const named = lines.flatMap((line, i) => {
    const words = nameOn(text, line, identifiers);
    return words ? [{ i, words }] : [];
  });
  const starts = named.filter(({ words }, k) => k === 0 || !isSamePerson(named[k - 1]!.words, words));
  if (starts.length < 2) return [];
  const firsts = starts.map(({ i }, k) => headerStart(text, lines, i, starts[k - 1]?.i ?? -1));
  const whole = visitDateOf(text, lines);
  const parts = firsts.map((from, k) => ({ from, to: firsts[k + 1] ?? lines.length }));
  if (!parts.every(({ from, to }) => VISIT_WORK.test(wordsOf(text, lines, from + 1, to)))) return [];
  return parts.map(({ from, to }) => ({ from, to, date: visitDateOf(text, lines.slice(from, to)) ?? whole }));
}

function nameOn(text: string, { start, end }: Line, identifiers: readonly Span[]): string[] | undefined {
  const label = PATIENT_LINE.exec(text.slice(start, end));
  if (!label) return undefined;
  const at = start + label[0].length;
  if (!identifiers.some(one => one.start <= at + 4 && one.end > at)) return undefined;
  const words = text
    .slice(at, end)
    .split(NAME_END)[0]!
    .match(/[^\s\d.,:]+/g);
  return words ?? undefined;
}

/** Whether each word of the shorter name is one of the other, or its initial. */
function isSamePerson(one: readonly string[], other: readonly string[]): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  return short.every(word => long.some(more => more === word || (word.length === 1 && more.startsWith(word))));
}

/** The line of the date right above the name of a patient, if there is one. */
function headerStart(text: string, lines: readonly Line[], at: number, after: number): number {
  for (let i = at - 1; i > after && i >= at - HEADER_LINES; i--) {
    const line = lines[i]!;
    if (separatorDate(text, line)) return i;
    if (line.empty || VISIT_WORK.test(text.slice(line.start, line.end))) break;
  }
  return at;
}

function datedVisits(text: string, lines: readonly Line[]): VisitLines[] {
  const starts = lines
    .flatMap((line, i) => {
      const date = separatorDate(text, line);
      return date ? [{ i, date, isBooked: APPOINTMENT.test(text.slice(line.start, line.end)) }] : [];
    })
    .filter(({ isBooked }, k) => k === 0 || !isBooked);
  const visits = starts.map(({ i, date }, k) => ({ from: i, to: starts[k + 1]?.i ?? lines.length, date }));
  const whole = visits.filter(({ from, to }) => to - from > 2 && VISIT_WORK.test(wordsOf(text, lines, from + 1, to)));
  return whole.length > 1 &&
    new Set(whole.map(({ date }) => date)).size === whole.length &&
    whole.length === visits.length
    ? visits
    : [];
}

/** Lines above the first of several dated paragraphs. */
const MAX_TITLE_LINES = 3;
const KINDS_OF_WORK = [
  /aspirat|withdr|\bact(?:ual)?\b|residual|expected|\bexp\b/,
  /refill|filled|instill/,
  /dose|\bm?cg\/d|mg\/d|interrogat|telem/,
];

/** The visits of a text whose paragraphs, or lines, each begin with a date and tell of the work of that day. */
function datedParagraphs(text: string, lines: readonly Line[]): VisitLines[] {
  const starts = lines.flatMap((line, i) => (!line.empty && (i === 0 || lines[i - 1]!.empty) ? [i] : []));
  const dated = lines.flatMap((line, i) => {
    if (line.empty) return [];
    const words = text.slice(line.start, line.end);
    const [date] = datesIn(words);
    return date?.start === 0 && words.length > date.end + 2 ? [{ i, date: date.iso }] : [];
  });
  const first = dated[0]?.i ?? 0;
  const titles = lines.slice(0, first).filter(({ empty }) => !empty);
  const others = starts.filter(i => i > first && !dated.some(one => one.i === i));
  if (dated.length < 2 || titles.length > MAX_TITLE_LINES || others.length) return [];
  const visits = dated.map(({ i, date }, k) => ({ from: i, to: dated[k + 1]?.i ?? lines.length, date }));
  const isVisit = ({ from, to }: VisitLines): boolean =>
    KINDS_OF_WORK.filter(work => work.test(wordsOf(text, lines, from, to))).length > 1;
  const days = new Set(visits.map(({ date }) => date));
  return visits.every(isVisit) && days.size === visits.length ? visits : [];
}

function separatorDate(text: string, line: Line): string | undefined {
  if (line.empty || line.cells.length > 2) return undefined;
  const words = text.slice(line.start, line.end);
  const [date] = datesIn(words);
  if (
    !date ||
    words.length > 80 ||
    /\d ?(?:ml|cc|mcg|mg)\b|\b(?:dob|alarm|next|telemetry|lot|exp|printed|signed)\b/.test(words)
  )
    return undefined;
  return SEPARATOR.test(words.slice(0, date.start)) ? date.iso : undefined;
}

function wordsOf(text: string, lines: readonly Line[], from: number, to: number): string {
  return text.slice(lines[from]?.start ?? text.length, lines[to - 1]?.end ?? text.length);
}
