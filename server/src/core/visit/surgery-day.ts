import { SURGERY_CODES } from '../codes/service-table.js';
import type { Visit } from './visit.js';

/** Whether a code puts a pump or reservoir in, or another in its place. */
export function isImplantCode(code: string): boolean {
  return SURGERY_CODES.get(code)?.part === 'device';
}

/**
 * A day on which a pump was implanted or replaced, by the note (`device: in`) or by the claim. Filling and programming
 * are part of the surgery then, so nothing that a refill day requires is required.
 */
export function isSurgeryDay(visit: Visit): boolean {
  return (
    visit.encounter.devices.some(device => device.in !== undefined) ||
    visit.claimLines.some(line => isImplantCode(line.code)) ||
    isImplantedInOtherNote(visit)
  );
}

/** Another note of the day puts the pump in. */
function isImplantedInOtherNote({ sameDay: { before, after } }: Visit): boolean {
  return [before, after].some(notes => notes.some(({ facts }) => facts.putsPumpIn));
}
