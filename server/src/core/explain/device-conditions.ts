/** What a device code needs of an encounter: its kind of claim, and the device or catheter that went in. */
import { nameOfPlace } from '../claim/services/facility.js';
import { deviceOf, typeReason } from '../claim/services/service-facts.js';
import { DEVICE_CODES, type DeviceCode } from '../codes/service-table.js';
import type { Visit } from '../visit/visit.js';
import { stateOf, type Condition } from './condition.js';

/** Empty for a code of no device, and for a procedure that was stopped. */
export function deviceConditions(visit: Visit, code: string): readonly Condition[] {
  const entry = DEVICE_CODES.get(code);
  if (!entry || visit.stopped) return [];
  const isPump = entry.holds.includes('pump');
  return [
    entry.payment === 'facility' ? institutionCondition(visit) : supplierCondition(visit),
    ...(isPump ? [pumpCondition(visit, entry)] : []),
    ...(entry.holds.includes('catheter') ? [catheterCondition(visit)] : []),
  ];
}

function institutionCondition({ bill, encounter }: Visit): Condition {
  const isFacility = bill === 'facility';
  const text = isFacility ? 'an institutional claim' : 'a professional claim';
  return {
    state: isFacility ? 'met' : 'contradicted',
    reason: { text, ...(encounter.bill ? { at: encounter.bill } : {}) },
    need: '`bill=facility` in the header: the claim of the hospital or surgery center',
  };
}

function supplierCondition(visit: Visit): Condition {
  const need = 'a professional claim for a place outside a facility, such as `@office`';
  const { bill } = visit.encounter;
  if (visit.bill === 'facility')
    return { state: 'contradicted', reason: { text: 'an institutional claim', ...(bill ? { at: bill } : {}) }, need };
  const place = visit.pos === undefined ? undefined : visit.codes.place(visit.pos);
  if (!place) return { state: 'missing', reason: { text: 'the header names no place' }, need };
  const at = visit.place ? { at: visit.place } : {};
  return { state: place.facility ? 'contradicted' : 'met', reason: { text: nameOfPlace(place), ...at }, need };
}

function pumpCondition(visit: Visit, { devices: kinds, means }: DeviceCode): Condition {
  const { devices, services } = visit.encounter;
  const need = `\`device: in …\` with ${means}`;
  const put = devices.findLast(device => device.in)?.in;
  if (!put) {
    const done = devices.find(device => device.out ?? device.work[0]);
    const isReplaced = done?.out && services.some(({ value }) => value === 'replace');
    if (!done || isReplaced)
      return { state: 'missing', reason: { text: 'the note states no pump that was put in' }, need };
    const text = done.out ? 'the device was taken out and none put in' : 'the device stayed in';
    return { state: 'contradicted', reason: { text, at: done }, need };
  }
  const kind = deviceOf(put);
  const text = kind ? `the pump that was put in is ${kind}` : 'the note does not say what kind of pump was put in';
  return {
    state: stateOf(kind === undefined, (kinds as readonly string[]).includes(kind ?? '')),
    reason: typeReason(put) ?? { text, at: put },
    need,
  };
}

function catheterCondition({ encounter: { catheter } }: Visit): Condition {
  const need = '`catheter: new`';
  const renewed = catheter?.work.find(({ value }) => value === 'new' || value === 'revised');
  if (renewed) return { state: 'met', reason: { text: 'a catheter was placed', at: renewed }, need };
  const [work] = catheter?.work ?? [];
  if (!work) return { state: 'missing', reason: { text: 'the note states no catheter that was placed' }, need };
  const text = work.value === 'kept' ? 'the catheter was kept' : 'the catheter was taken out';
  return { state: 'contradicted', reason: { text, at: work }, need };
}
