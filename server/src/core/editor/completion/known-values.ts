/** What a visit can take over from the patient's earlier ones, or from its own lines. */
import { plain } from '../../encounter/quantity.js';
import { doseLeft, doseProgrammed, drugPlaced, pumpHistory } from '../../visit/pump-history.js';
import { pumpAfter } from '../../visit/build-visit.js';
import type { Drug, Pump, Quantity } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';

/** A value with the visit that it comes from, as a clause: `as on 2026-05-04`. */
export interface KnownValue<T> {
  readonly value: T;
  readonly note: string;
}

/** `480 mcg/day`, without grouping: as a coder types it. */
export function typedAmount({ amount, unit }: Quantity): string {
  return `${plain(amount)} ${unit}`;
}

/** The dose with which the last visit left this pump. */
export function doseBefore(visit: Visit | undefined): KnownValue<Quantity> | undefined {
  const last = visit && pumpHistory(visit).find(({ facts }) => facts.leavesDose);
  const dose = last && doseLeft(last.encounter);
  return dose && { value: dose.value, note: `as on ${last.date}` };
}

/** The dose with which this visit leaves the pump, from `prog:` or `read:`. */
export function doseNow(visit: Visit | undefined): KnownValue<Quantity> | undefined {
  const programmed = visit && doseProgrammed(visit.encounter);
  if (programmed) return { value: programmed.value, note: 'as programmed' };
  const read = visit?.encounter.read?.dose;
  return read && { value: read.value, note: 'as read' };
}

/** The drug that this pump was last filled with. */
export function drugBefore(visit: Visit | undefined): KnownValue<Drug> | undefined {
  const last = visit && pumpHistory(visit).find(({ encounter }) => drugPlaced(encounter) !== undefined);
  const drug = last && drugPlaced(last.encounter);
  return drug && { value: drug, note: `as on ${last.date}` };
}

/** The pump that the patient came with, by an earlier visit. */
export function pumpBefore(visit: Visit | undefined): KnownValue<Pump> | undefined {
  const last = visit?.history.since('leavesPump')?.newest;
  const pump = last && pumpAfter(last.encounter);
  return pump && { value: pump, note: `as on ${last.date}` };
}
