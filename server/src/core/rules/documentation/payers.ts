import type { Visit } from '../../visit/visit.js';

/** Whether a plan pays: a payer is known, and it is not the patient. */
export function hasPlan(visit: Visit): boolean {
  return visit.policy.id !== 'national' && !visit.policy.chain.includes('self-pay');
}

/** Medicare itself, which asks for no authorisation of pumps; its private plans do. */
export function isOriginalMedicare(visit: Visit): boolean {
  return visit.policy.isMedicare && !visit.policy.chain.includes('medicare-advantage');
}
