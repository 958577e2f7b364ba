import { PUMP_CODES } from '../../claim/services/pump-codes.js';
import { isImplantCode } from '../../visit/surgery-day.js';
import type { Visit } from '../../visit/visit.js';
import { byLine, lineWith, type Requirement } from './required-when.js';
import { keyRule } from './documentation-rule.js';
import { hasPlan } from './payers.js';

/**
 * Pump services for a payer whose terms differ from plan to plan: not Medicare, and not the patient's own purse. An
 * implant for any payer.
 */
function demandOf(visit: Visit): Requirement | undefined {
  if (!hasPlan(visit)) return undefined;
  const line =
    lineWith(visit, isImplantCode) ??
    (visit.policy.isMedicare ? undefined : lineWith(visit, code => PUMP_CODES.has(code)));
  return line && byLine(line);
}

export const benefits = keyRule({
  id: 'doc-benefits',
  element: 'verified benefits',
  key: 'benefits',
  demand: demandOf,
  says: 'that the benefits were verified',
  title: 'Missing: verified benefits',
  description:
    "An implant, and for payers other than Medicare each pump service, needs a word on whether the patient's benefits were verified: a `benefits:` line. A note without a payer, and one that the patient pays, need none.",
  rationale:
    'Plans differ in what they ask for pump services and who may perform them; asking first is cheaper than an appeal.',
  sources: ['A55239'],
  examples: {
    wrong: `2026-11-20 refill P-031 @office #aetna
by: MD AS
fill: out 2.9 mL, in 20 mL
95991 @A
`,
    right: `2026-11-20 refill P-031 @office #aetna
by: MD AS
fill: out 2.9 mL, in 20 mL
benefits: verified 2026-11-02, pump services covered in the office
95991 @A
`,
  },
});
