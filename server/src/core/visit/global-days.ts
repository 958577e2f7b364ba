/** Earlier surgeries of a patient whose global days still run. */
import { PUMP_CODES, SURGERY_CODES } from '../codes/service-table.js';
import type { CodeView } from '../codes/types.js';
import { addDays, daysBetween } from '../encounter/date.js';
import type { BilledCode, Encounter } from '../encounter/model.js';
import type { Aftercare, Family } from './history.js';
import type { Visit } from './visit.js';
import type { IsoDate } from '../syntax/iso-day.js';

/** An earlier surgery whose global days hold a visit. */
export interface Surgery {
  readonly line: BilledCode;
  readonly encounter: Encounter;
  readonly date: IsoDate;
  /** Global days of its code. */
  readonly days: number;
  /** Days since then; the day of the surgery is 0. */
  readonly since: number;
}

/** Modifiers with which no aftercare comes with the surgery: assistants, and what was stopped or handed over. */
const WITHOUT_AFTERCARE: ReadonlySet<string> = new Set(['53', '54', '56', '73', '80', '81', '82', 'AS']);

const END_OF_CALENDAR: IsoDate = '9999-12-31';

/** The lines of an encounter with which aftercare comes; undefined if there are none. */
export function aftercareOf(
  { codes: lines, date, bill }: Encounter,
  codes: CodeView,
): readonly Aftercare[] | undefined {
  let found: Aftercare[] | undefined;
  lines.forEach((line, i) => {
    if (!date || !line.valid || line.unsure || line.modifiers.some(m => WITHOUT_AFTERCARE.has(m.value))) return;
    const days = globalDaysOf(codes, line.code);
    if (!(days > 0)) return;
    const until = addDays(date, days) ?? END_OF_CALENDAR;
    (found ??= []).push({
      line: i,
      family: familyOf(codes, line.code),
      days,
      until,
      institution: bill?.value === 'facility',
    });
  });
  return found;
}

/** The longest global period that there is, in days. */
const LONGEST = 90;

/** The newest surgery whose global days hold this visit and of which this is true. */
export function surgeryInForce({ date, history }: Visit, test: (surgery: Aftercare) => boolean): Surgery | undefined {
  const start = date && addDays(date, -LONGEST);
  if (!start) return undefined;
  // Newest first: the ones after it are older still.
  for (
    let past = history.since('aftercare');
    past?.newest && past.newest.date >= start;
    past = past.earlier?.since('aftercare')
  ) {
    const surgery = past.newest.facts.aftercare?.find(one => one.until >= date && test(one));
    if (surgery)
      return {
        line: past.newest.encounter.codes[surgery.line]!,
        encounter: past.newest.encounter,
        date: past.newest.date,
        days: surgery.days,
        since: daysBetween(past.newest.date, date),
      };
  }
  return undefined;
}

/** Global days of a code: 0, 10 or 90; by the fee schedule, else by the table of pump services. */
export function globalDaysOf(codes: CodeView, code: string): number {
  const days = Number(codes.procedure(code)?.indicators?.global);
  return days > 0 ? days : (SURGERY_CODES.get(code)?.globalDays ?? 0);
}

/** The family of a procedure; undefined for codes that are no procedure on any of these devices. */
export function familyOf(codes: CodeView, code: string): Family | undefined {
  const entry = codes.procedure(code);
  switch (entry?.kind) {
    case 'pump-service':
      return PUMP_CODES.get(code)?.spaces?.includes('spinal') ? 'spine' : 'vein';
    case 'pump-surgery':
      return SURGERY_CODES.get(code)?.space === 'systemic' ? 'vein' : 'spine';
    case 'spinal-injection':
      return 'spine';
    case 'venous-device':
      return entry.indicators?.status === 'T' ? undefined : 'vein';
    case 'neurostimulator':
      return 'stimulator';
    default:
      return undefined;
  }
}
