import { SURGERY_CODES } from '../codes/service-table.js';
import { PUMP_SERVICES } from '../syntax/vocabulary.js';
import type { Visit } from './visit.js';

/** Whether a code puts a pump or reservoir in, or another in its place. */
export function isImplantCode(code: string): boolean {
  return SURGERY_CODES.get(code)?.part === 'device';
}

/**
 * A day on which a pump was implanted or replaced, by the note (`device: in`) or, unless the note is of a pump service
 * alone, by the claim. Filling and programming are part of the surgery then, so nothing that a refill day requires is
 * required.
 */
export function isSurgeryDay(visit: Visit): boolean {
  return (
    visit.encounter.devices.some(device => device.in !== undefined) ||
    (visit.claimLines.some(line => isImplantCode(line.code)) && !isPumpVisit(visit)) ||
    isImplantedInOtherNote(visit)
  );
}

/** A note of a refill, a reading or a program alone: an implant that is billed on it is a slip. */
function isPumpVisit({ encounter: { services, fields } }: Visit): boolean {
  const isSurgical = fields.has('device') || fields.has('catheter');
  return services.length > 0 && services.every(({ value }) => PUMP_SERVICES.has(value)) && !isSurgical;
}

/** Another note of the day puts the pump in. */
function isImplantedInOtherNote({ sameDay: { before, after } }: Visit): boolean {
  return [before, after].some(notes => notes.some(({ facts }) => facts.putsPumpIn));
}
