import type { Visit } from './visit.js';

/** Codes that put a pump or reservoir in, or another in its place: spine, brain, vein. */
const IMPLANT_CODES: ReadonlySet<string> = new Set(['62360', '62361', '62362', '61215', '36563', '36583']);

/** Whether a code puts a pump or reservoir in, or another in its place. */
export function isImplantCode(code: string): boolean {
  return IMPLANT_CODES.has(code);
}

/**
 * A day on which a pump was implanted or replaced, by the note (`device: in`) or by the claim. Filling and programming are part of
 * the surgery then, so nothing that a refill day demands is demanded.
 */
export function isSurgeryDay(visit: Visit): boolean {
  return (
    visit.encounter.devices.some(device => device.in !== undefined) ||
    visit.claimLines.some(line => isImplantCode(line.code))
  );
}
