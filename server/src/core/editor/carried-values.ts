/** What the patient's earlier visits say about the pump on the day of the next one. */
import { Big } from 'big.js';
import { isUnknown, rateAfterVisit } from '../claim/history/infusion-rate.js';
import { daysBetween } from '../encounter/date.js';
import type { Encounter, Quantity } from '../encounter/model.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { changesDose, doseLeft, isProgramOpen, putsIn, takesOut } from '../visit/pump-history.js';
import type { Workspace } from '../workspace/workspace.js';
import { typedAmount } from './completion/known-values.js';

/** Values as a coder types them; undefined where the notes do not give one. */
export interface CarriedValues {
  /** mL that the pump holds on the day, if it ran at the rate of the last visit: `7.1 mL`. */
  readonly expected: string | undefined;
  /** The daily dose with which the last visit left the pump. */
  readonly dose: string | undefined;
  /** The volume of the last fill. */
  readonly filled: string | undefined;
}

/** @param earlier the patient's encounters before the day, oldest first */
export function carriedValues(workspace: Workspace, earlier: readonly Encounter[], date: IsoDate): CarriedValues {
  const own = ofThisPump(earlier);
  const fill = own.findLast(encounter => encounter.fill?.in?.value.amount.gt(0))?.fill?.in?.value;
  const dose = own.map(doseLeft).findLast(left => left !== undefined)?.value;
  return {
    expected: expectedVolume(workspace, own, date),
    dose: dose && typedAmount(dose),
    filled: fill && typedAmount(fill),
  };
}

/** The encounters since the present pump was put in; none after one was taken out. */
function ofThisPump(earlier: readonly Encounter[]): readonly Encounter[] {
  const since = earlier.findLastIndex(encounter => putsIn(encounter) || takesOut(encounter));
  if (since < 0) return earlier;
  return earlier.slice(putsIn(earlier[since]!) ? since : since + 1);
}

/** What is left of the volume at the end of a visit after the days since, at the rate that the visit left. */
function expectedVolume(workspace: Workspace, own: readonly Encounter[], date: IsoDate): string | undefined {
  for (const encounter of [...own].reverse()) {
    const volume = volumeLeft(encounter);
    const rate = rateAfterVisit(workspace.visit(encounter.block)!.codes, encounter);
    if (volume && !isUnknown(rate)) {
      const used = rate.perDay.times(daysBetween(encounter.date!, date)).div(rate.perMl);
      const left = volume.amount.minus(used);
      return `${(left.lt(0) ? new Big(0) : left).toFixed(1)} mL`;
    }
    // From here on the rate before this visit no longer holds.
    if (volume || changesDose(encounter) || isProgramOpen(encounter)) return undefined;
  }
  return undefined;
}

function volumeLeft({ after, fill }: Encounter): Quantity | undefined {
  return after?.volume?.value ?? (fill?.in?.value.amount.gt(0) ? fill.in.value : undefined);
}
