import type { Quantity } from '../encounter/model.js';
import { approximately, formatQuantity, mgPerDay } from '../encounter/quantity.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { alarmOf } from '../claim/history/alarm.js';
import { isUnknown } from '../claim/history/infusion-rate.js';
import { pumpAfter } from '../visit/build-visit.js';
import { doseLeft } from '../visit/pump-history.js';
import type { Encounter } from '../encounter/model.js';
import type { Workspace } from '../workspace/workspace.js';

/** What one visit left in the pump. */
export interface TimelinePoint {
  readonly encounter: Encounter;
  readonly date: IsoDate;
  readonly services: readonly string[];
  /** The daily dose that the visit left, in words and, to draw it, in mg a day. */
  readonly dose: { readonly words: string; readonly mgPerDay: number | undefined } | undefined;
  /** What was filled in: `40 mL`. */
  readonly filled: string | undefined;
  /** The low-reservoir alarm that follows from the fill. */
  readonly alarm: IsoDate | undefined;
  /** Months to the elective replacement of the pump, as the visit states it. */
  readonly eri: string | undefined;
}

/** The visits of a patient, the oldest first. */
export function patientTimeline(workspace: Workspace, patient: string): readonly TimelinePoint[] {
  return workspace.timeline(patient).flatMap((encounter): TimelinePoint[] => {
    const visit = workspace.visit(encounter.block);
    if (!visit || !encounter.date) return [];
    const alarm = alarmOf(visit);
    const filled = encounter.fill?.in?.value;
    return [
      {
        encounter,
        date: encounter.date,
        services: encounter.services.map(({ value }) => value),
        dose: doseOf(doseLeft(encounter)?.value),
        filled: filled?.amount.gt(0) ? formatQuantity(filled) : undefined,
        alarm: alarm && !isUnknown(alarm) ? alarm.date : encounter.next?.alarm?.value,
        eri: eriOf(encounter),
      },
    ];
  });
}

function doseOf(dose: Quantity | undefined): TimelinePoint['dose'] {
  const mg = dose && mgPerDay(dose);
  return dose && { words: formatQuantity(dose), mgPerDay: mg && approximately(mg) };
}

/** A pump line that is inherited states the ERI of its own day, which is no statement of this one. */
function eriOf(encounter: Encounter): string | undefined {
  const eri = encounter.after?.eri ?? encounter.read?.eri ?? pumpAfter(encounter)?.eri;
  return eri && formatQuantity(eri.value);
}
