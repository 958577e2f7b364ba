/** The story of one pump across a patient's encounters. */
import type { History, HistoryEntry } from './history.js';
import { sameWithinRounding } from '../encounter/quantity.js';
import type { Drug, Encounter, Fact, Quantity } from '../encounter/model.js';
import type { Visit } from './visit.js';
import { memoByVisit } from './memo.js';
import { isImplantCode } from './surgery-day.js';

/**
 * The earlier encounters with the pump that this visit begins with. The one in which it was put in is the first of
 * them; what that one says of the time before (`read`) is of another pump. A pump taken out, or one with another
 * serial, is another story.
 */
export const pumpHistory = memoByVisit(visit => new PumpHistory(visit));

class PumpHistory {
  private lastFilled: HistoryEntry | null | undefined;

  /** In capitals. */
  private readonly serial: string | undefined;

  constructor(private readonly visit: Visit) {
    this.serial = serialBefore(visit)?.toUpperCase();
  }

  /** The newest of which this is true. */
  find(test: (earlier: HistoryEntry) => boolean): HistoryEntry | undefined {
    const { serial, visit } = this;
    for (let past: History | undefined = visit.history; past?.newest; past = past.earlier) {
      if (isOtherClaimOf(visit, past.newest)) continue;
      const { facts } = past.newest;
      const isOther = facts.putsPumpIn
        ? isAnother(serial, facts.serialPutIn)
        : facts.takesPumpOut || isAnother(serial, facts.serial);
      if (isOther) return undefined;
      if (test(past.newest)) return past.newest;
      if (facts.putsPumpIn) return undefined;
    }
    return undefined;
  }

  /** The newest fill; attempts are none. */
  get lastFill(): HistoryEntry | undefined {
    if (this.lastFilled === undefined) this.lastFilled = this.find(({ facts }) => facts.filled) ?? null;
    return this.lastFilled ?? undefined;
  }

  /** The fills before one of them, newest first. */
  earlierFills(one: HistoryEntry): Encounter[] {
    const fills: Encounter[] = [];
    let isBefore = false;
    this.find(entry => {
      if (isBefore && entry.facts.filled) fills.push(entry.encounter);
      isBefore ||= entry === one;
      return false;
    });
    return fills;
  }

  /** What came after one of them, newest first. */
  since(one: HistoryEntry): Encounter[] {
    const after: Encounter[] = [];
    this.find(earlier => {
      if (earlier === one) return true;
      after.push(earlier.encounter);
      return false;
    });
    return after;
  }
}

/**
 * A note of the same day for the other claim, professional or institutional: it tells of this visit, not of one before
 * it.
 */
function isOtherClaimOf(visit: Visit, { date, encounter }: HistoryEntry): boolean {
  return date === visit.date && (encounter.bill?.value ?? 'pro') !== visit.bill;
}

/** The serial of the pump with which the patient came: on a day when pumps were changed, the one that went out. */
function serialBefore(visit: Visit): string | undefined {
  const { devices, pump } = visit.encounter;
  const out = devices.find(device => device.out)?.out?.value;
  if (out !== undefined || devices.some(device => device.in)) return out ?? pump?.serial?.value;
  return visit.pump?.serial?.value;
}

export function putsIn(encounter: Encounter): boolean {
  return (
    encounter.devices.some(device => device.in) ||
    encounter.codes.some(line => line.valid && !line.unsure && isImplantCode(line.code))
  );
}

export function takesOut(encounter: Encounter): boolean {
  return encounter.devices.some(device => device.out) || encounter.services.some(({ value }) => value === 'remove');
}

function isAnother(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

/**
 * The dose with which an encounter leaves the pump: what `after` shows, else what was programmed, else (if it is the
 * same pump) what was read.
 */
export function doseLeft(encounter: Encounter): Fact<Quantity> | undefined {
  const shown = encounter.after?.dose ?? doseProgrammed(encounter);
  if (shown || putsIn(encounter) || isProgramOpen(encounter)) return shown;
  return encounter.read?.dose;
}

/** Whether `prog:` may hold a change of the dose that was not read, or that states no value. */
export function isProgramOpen({ prog, unread }: Encounter): boolean {
  return prog?.unstated !== undefined || unread.some(({ key }) => key === 'prog' || key === 'after');
}

/** The new value of a `dose` item of `prog:`, changed or not. */
export function doseProgrammed(encounter: Encounter): Fact<Quantity> | undefined {
  const item = encounter.prog?.items.findLast(({ kind, to }) => kind === 'dose' && to);
  return item?.to && { block: item.block, start: item.start, end: item.end, value: item.to };
}

/** The drug that an encounter put into the pump; of several the first, to which the pump's dose refers. */
export function drugPlaced(encounter: Encounter): Drug | undefined {
  return encounter.drugs.find(drug => !drug.notGiven && drug.components.length > 0);
}

/** Whether an encounter took the drug out of the pump and put none in. */
export function isEmptied({ fill }: Encounter): boolean {
  return fill?.emptied !== undefined;
}

/** Whether an encounter changed the dose or the concentration. */
export function changesDose(encounter: Encounter): boolean {
  return (
    encounter.prog?.items.some(({ kind, changes }) => changes && (kind === 'dose' || kind === 'concentration')) ?? false
  );
}

/** Whether two strengths, or two doses, differ; false if they cannot be compared. */
export function differ(a: Quantity | undefined, b: Quantity | undefined): boolean {
  return a !== undefined && b !== undefined && sameWithinRounding(a, b) === false;
}
