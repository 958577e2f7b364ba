import { memoByVisit } from '../../visit/memo.js';
import { PUMP_CODES } from './pump-codes.js';
import { choosePumpService } from './pump-service.js';

/**
 * The pump service that the facts support on a claim without one, on a note of no surgery: what a line of surgery, or
 * of a study, was most likely meant to bill.
 */
export const serviceInstead = memoByVisit((visit): string | undefined => {
  const { devices, catheter, study } = visit.encounter;
  const pump = choosePumpService(visit);
  return devices.length || catheter || study || pump.attempt || visit.claimLines.some(line => PUMP_CODES.has(line.code))
    ? undefined
    : pump.code;
});
