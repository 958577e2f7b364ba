/** Earlier surgeries of a patient whose global days still run. */
import type { CodeSets } from '../codes/types.js';
import { addDays, daysBetween } from '../encounter/date.js';
import type { BilledCode, Encounter } from '../encounter/model.js';
import type { Visit } from '../encounter/visit.js';
import { oncePerEncounter, oncePerVisit } from './once-per-visit.js';

/** What a surgery and a later service have in common: the spinal or ventricular pump, the pump of a vein, the stimulator. */
export type Family = 'spine' | 'vein' | 'stimulator';

export interface Surgery {
  readonly line: BilledCode;
  readonly encounter: Encounter;
  readonly family: Family | undefined;
  /** Global days of its code. */
  readonly days: number;
  /** Days since then; the day of the surgery is 0. */
  readonly since: number;
}

/** Modifiers with which no aftercare comes with the surgery: assistants, and what was stopped or handed over. */
const WITHOUT_AFTERCARE: ReadonlySet<string> = new Set(['53', '54', '56', '73', '80', '81', '82', 'AS']);

/** Surgeries that were billed on a professional claim and whose global days hold this visit, newest first. */
export function surgeriesInForce(visit: Visit): Surgery[] {
  return surgeries(visit).filter(({ encounter }) => encounter.bill?.value !== 'facility');
}

/** Surgeries on an institution's claim in that time: whether their global days are this practice's the notes do not say. */
export function surgeriesOfInstitutions(visit: Visit): Surgery[] {
  return surgeries(visit).filter(({ encounter }) => encounter.bill?.value === 'facility');
}

/** The lines that may bring aftercare. Every later visit asks for those of every earlier one. */
const linesWithAftercare = oncePerEncounter((encounter) =>
  encounter.codes.filter((line) => line.sound && !line.unsure && !line.modifiers.some((m) => WITHOUT_AFTERCARE.has(m.value))));

/** The longest global period that there is, in days. */
const LONGEST = 90;

const surgeries = oncePerVisit((visit): readonly Surgery[] => {
  const { date, history, codes } = visit;
  const start = date && addDays(date, -LONGEST);
  if (!start) return [];
  const found: Surgery[] = [];
  for (const encounter of history) {
    // Newest first: the ones after it are older still.
    if (encounter.date === undefined || encounter.date < start) break;
    for (const line of linesWithAftercare(encounter)) {
      const days = Number(codes.procedure(line.code)?.indicators?.global);
      if (!(days > 0)) continue;
      const since = daysBetween(encounter.date, date);
      if (since <= days) found.push({ line, encounter, days, since, family: familyOf(codes, line.code) });
    }
  }
  return found;
});

/** The family of a procedure; undefined for codes that are no procedure on any of these devices. */
export function familyOf(codes: CodeSets, code: string): Family | undefined {
  const entry = codes.procedure(code);
  switch (entry?.kind) {
    case 'pump-service': return code.startsWith('965') ? 'vein' : 'spine';
    case 'pump-surgery': case 'spinal-injection': return 'spine';
    case 'venous-device': return entry.indicators?.status === 'T' ? undefined : 'vein';
    case 'neurostimulator': return 'stimulator';
    default: return undefined;
  }
}
