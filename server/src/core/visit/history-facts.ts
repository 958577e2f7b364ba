import type { CodeView } from '../codes/types.js';
import { pumpAfter } from './build-visit.js';
import type { Encounter } from '../encounter/model.js';
import { isPositive } from '../encounter/quantity.js';
import { aftercareOf } from './global-days.js';
import type { HistoryFacts } from './history.js';
import { doseLeft, isProgramOpen, putsIn, takesOut } from './pump-history.js';

export function summaryOf(encounter: Encounter, codes: CodeView): HistoryFacts {
  const { devices, fill, pump, prog, services } = encounter;
  return {
    leavesPump: pumpAfter(encounter) !== undefined,
    putsPumpIn: putsIn(encounter),
    takesPumpOut: takesOut(encounter),
    serial: pump?.serial?.value.toUpperCase(),
    serialPutIn: devices.findLast(device => device.in)?.in?.serial?.value.toUpperCase(),
    leavesDose: doseLeft(encounter) !== undefined,
    changesProgram:
      isProgramOpen(encounter) ||
      (prog?.items.some(({ kind, changes }) => changes && kind !== 'concentration') ?? false),
    filled: fill?.in !== undefined && isPositive(fill.in.value.amount),
    isTrial: services.some(({ value }) => value === 'trial'),
    aftercare: aftercareOf(encounter, codes),
  };
}
