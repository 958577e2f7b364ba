import type { Chart, Reading } from '../chart.js';
import { datesIn, daysAfter, type DateMention } from '../dates.js';
import type { Segment } from '../segments.js';
import { ALARM_DATE, NEXT, NOT_NEXT, OLD_ALARM } from '../wordings/dates.js';

const GAP = '[^;\\d]{0,40}';
const next = new RegExp(`\\b(?:${NEXT})(?!\\w)${GAP}$`),
  alarm = new RegExp(`\\b(?:${ALARM_DATE})(?!\\w)${GAP}$`),
  anyNext = new RegExp(`\\b(?:${NEXT})(?!\\w)`, 'g'),
  anyAlarm = new RegExp(`\\b(?:${ALARM_DATE})(?!\\w)`, 'g'),
  alarmAfter = /^ ?\(?(?:low[- ]reservoir )?(?:alarm|lra)\b/,
  nextAfter = /^ ?[:,-]? ?(?:for |to )?(?:(?:pump )?(?:re)?fill|empty|return|recheck|next (?:visit|refill)|pump)\b/,
  notNext = new RegExp(NOT_NEXT),
  oldAlarm = new RegExp(`\\b(?:${OLD_ALARM})\\b[^;]{0,20}$`);

/** `in 2 weeks`, beside the date that it leads to. */
const INTERVAL = /\b(?:in )?\d{1,2}(?:-\d{1,2})? ?(?:weeks?|wks?|w|days?|d|months?|mos?)\b/g;

/**
 * `next:`, the next visit and the low-reservoir alarm. Both lie after the visit. A day without its year is the first
 * such day after the visit, in doubt, if no whole date states the same.
 */
export function readNext(chart: Chart): Reading[] {
  if (chart.kind === 'port' || chart.kind === 'phone') return [];
  const { date } = chart;
  const whole = readingsOf(chart, ({ text, start }) => datesIn(text, start));
  if (date === null) return whole;
  const parts = readingsOf(chart, ({ text, start }) => (SCORE.test(text) ? [] : daysAfter(date, text, start)));
  const added = parts.filter(({ slot }) => !whole.some(one => one.slot === slot));
  return [...whole, ...added.map(one => ({ ...one, weak: true }))];
}

/** What is written as a day without its year may be a score: `pain 5/10`. */
const SCORE = /\b(?:pain|vas|nrs|score|strength|ashworth|mas)\b[^.;]{0,20}\d\/\d/;

function readingsOf(chart: Chart, days: (segment: Segment) => readonly DateMention[]): Reading[] {
  const readings: Reading[] = [];
  for (const segment of chart.segments) {
    if (segment.section === 'aside') continue;
    let from = 0;
    let gone: DateMention | undefined;
    const dates = days(segment);
    for (const [i, date] of dates.entries()) {
      if (isReplaced(segment, date, dates[i + 1])) {
        gone = date;
        continue;
      }
      const made = dateReading(chart, gone ? without(segment, gone) : segment, date, from);
      const same = readings.findIndex(one => one.item === made?.item);
      if (made && same < 0) readings.push(made);
      else if (made && readings[same]!.slot === 'next alarm before') readings[same] = made;
      from = date.end - segment.start;
    }
  }
  return withoutOldAlarms(withoutOldVisits(readings), chart);
}

function dateReading(chart: Chart, segment: Segment, date: DateMention, from: number): Reading | undefined {
  if (chart.date === null || date.iso <= chart.date) return undefined;
  const lead = segment.valueStart === segment.start ? `${segment.heading}: ${segment.label}: ` : '';
  const before = ((from === 0 ? lead : '') + segment.text.slice(from, date.start - segment.start)).replaceAll(
    INTERVAL,
    '',
  );
  const after = segment.text.slice(date.end - segment.start, date.end - segment.start + 40);
  const place = { start: date.start, end: date.end };
  const isAlarm =
    alarm.test(before) &&
    lastOf(anyAlarm, before) >= lastOf(anyNext, before.replace(/next (?=(?:low|alarm|lra))/g, '     '));
  if (isAlarm || (from === 0 && alarmAfter.test(after) && !next.test(before))) {
    if (
      /exp|bud|use/.test(before.slice(-12)) ||
      (segment.phase !== 'before' &&
        oldAlarm.test(before) &&
        /alarm.*(?:old|previous|prior|was|moved from)|(?:old|previous|prior)[^;]*alarm/.test(before))
    )
      return undefined;
    return {
      key: 'next',
      slot: segment.phase === 'before' ? 'next alarm before' : 'next alarm',
      plain: segment.phase === 'after' || /\b(?:now|new|updated|moved to|changed to)\b/.test(before),
      item: `alarm ${date.iso}`,
      ...place,
    };
  }
  const near = segment.text.slice(from, date.start - segment.start).slice(-50) + after.split(/[.;]/)[0];
  const ahead = next.test(before) || (from === 0 && segment.section === 'plan' && nextAfter.test(after));
  const isOfOther = OTHER_THERAPY.test(segment.text.slice(0, date.start - segment.start));
  if (!ahead || isOfOther || notNext.test(near) || /\bexp|bud|beyond|use by|lot|through|until/.test(before.slice(-24)))
    return undefined;
  const plain = CHANGE_HEADING.test(segment.heading);
  return { key: 'next', slot: segment.phase === 'before' ? 'next before' : 'next', item: date.iso, plain, ...place };
}

/** A heading above what holds since the session. */
const CHANGE_HEADING =
  /^(?:(?:program\w*|prescription|settings?|pump|session|therapy) (?:change|update|adjustment)s?|(?:after|updated|new) (?:update|program\w*|prescription|session|settings?))$/;

/** Treatments beside the pump, with days of their own. */
const OTHER_THERAPY = /\b(?:botulinum|botox|dysport|xeomin|toxin)\b[^.;]*$/;

/** The first of two dates with an arrow between: `LRA 11-15-26 -> 02-03-27`. */
function isReplaced({ text, start }: Segment, date: DateMention, next: DateMention | undefined): boolean {
  return (
    next !== undefined && /^ ?(?:-+>|=>|>|to|changed to|now) ?$/.test(text.slice(date.end - start, next.start - start))
  );
}

/** The segment with blanks in place of a date. */
function without(segment: Segment, { start, end }: DateMention): Segment {
  const { text } = segment;
  const [from, to] = [start - segment.start, end - segment.start];
  return { ...segment, text: text.slice(0, from) + ' '.repeat(to - from) + text.slice(to) };
}

function lastOf(words: RegExp, text: string): number {
  const match = [...text.matchAll(words)].at(-1);
  return match ? match.index + match[0].length : -1;
}

/** The next visit in the column of what was before the session counts only if that of after it names none. */
function withoutOldVisits(readings: readonly Reading[]): readonly Reading[] {
  const newer = readings.some(({ slot }) => slot === 'next');
  const changed = readings.some(({ slot, plain }) => slot === 'next' && plain);
  return readings.flatMap(one => {
    if (one.slot === 'next' && changed && !one.plain) return [];
    if (one.slot !== 'next before') return [one];
    return newer ? [] : [{ ...one, slot: 'next' }];
  });
}

/** The alarm date from before the fill counts only if there is no newer one beside it. */
function withoutOldAlarms(readings: readonly Reading[], chart: Chart): Reading[] {
  const current = readings.some(({ slot, plain }) => slot === 'next alarm' && plain);
  if (current) return readings.filter(({ slot, plain }) => !slot?.startsWith('next alarm') || plain);
  const newer = readings.some(({ slot }) => slot === 'next alarm');
  const old = readings.filter(({ slot }) => slot === 'next alarm before');
  const kept =
    newer || chart.segments.some(({ phase }) => phase === 'after')
      ? []
      : old.map(one => ({ ...one, slot: 'next alarm' }));
  return [...readings.filter(({ slot }) => slot !== 'next alarm before'), ...kept];
}
