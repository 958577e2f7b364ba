import type { CodeView } from '../codes/types.js';
import { pumpAfter } from './build-visit.js';
import type { Encounter } from '../encounter/model.js';
import { isPositive } from '../encounter/quantity.js';
import { aftercareOf, type Aftercare } from './global-days.js';
import { doseLeft, putsIn, takesOut } from './pump-history.js';

/**
 * What the patient's later visits look for in an encounter. It is kept with the history, so that they read again only the encounter in which
 * they find what they look for: a history of years costs a visit hardly more than a short one.
 */
export interface HistoryFacts {
  /** It says with which pump it leaves the patient. */
  readonly leavesPump: boolean;
  readonly putsPumpIn: boolean;
  readonly takesPumpOut: boolean;
  /** Serial of its pump, and of the one that it put in, in capitals. */
  readonly serial: string | undefined;
  readonly serialPutIn: string | undefined;
  /** It says with which dose it leaves the pump. */
  readonly leavesDose: boolean;
  /** It changes what the pump does, other than by another concentration. */
  readonly changesProgramme: boolean;
  /** The pump was filled; an attempt is none. */
  readonly filled: boolean;
  readonly isTrial: boolean;
  /** Its surgeries that have global days; undefined where there are none. */
  readonly aftercare: readonly Aftercare[] | undefined;
}

/** What later visits look for however far back it is. */
export type HistoryKey = 'leavesPump' | 'isTrial' | 'filled' | 'aftercare';

export function summaryOf(encounter: Encounter, codes: CodeView): HistoryFacts {
  const { devices, fill, pump, prog, services } = encounter;
  return {
    leavesPump: pumpAfter(encounter) !== undefined,
    putsPumpIn: putsIn(encounter),
    takesPumpOut: takesOut(encounter),
    serial: pump?.serial?.value.toUpperCase(),
    serialPutIn: devices.findLast(device => device.in)?.in?.serial?.value.toUpperCase(),
    leavesDose: doseLeft(encounter) !== undefined,
    changesProgramme: prog?.items.some(({ kind, changes }) => changes && kind !== 'concentration') ?? false,
    filled: fill?.in !== undefined && isPositive(fill.in.value.amount),
    isTrial: services.some(({ value }) => value === 'trial'),
    aftercare: aftercareOf(encounter, codes),
  };
}
