import { isImplantCode } from '../../visit/surgery-day.js';
import type { Visit } from '../../visit/visit.js';
import { byLine, lineWith, type Requirement } from './required-when.js';
import { keyRule } from './documentation-rule.js';
import { hasPlan, isOriginalMedicare } from './payers.js';

/** An implant for a plan: the policies that could be read ask for it there, and original Medicare asks for none. */
function demandOf(visit: Visit): Requirement | undefined {
  if (!hasPlan(visit) || isOriginalMedicare(visit)) return undefined;
  const line = lineWith(visit, isImplantCode);
  return line && byLine(line);
}

export const documentedAuthorization = keyRule({
  id: 'doc-authorisation',
  element: 'prior authorization',
  key: 'auth',
  demand: demandOf,
  says: 'the prior authorization',
  title: 'Missing: prior authorization of an implant',
  description:
    "The implant or replacement of a pump needs the payer's prior authorization in the note: an `auth:` line. Original Medicare asks for none, nor does a patient who pays.",
  rationale:
    'Plans refuse an implant that they did not authorize, and the date and codes of the authorization ' +
    'settle the appeal.',
  sources: ['CPB0161', 'CMM210', 'SURG68'],
  examples: {
    wrong: `2026-11-20 implant P-031 @asc #aetna
device: in SynchroMed II 8637-40, sn NGP0000005, 40 mL, IT, programmable
catheter: new, no laminectomy
62350 @A
62362 @A
`,
    right: `2026-11-20 implant P-031 @asc #aetna
device: in SynchroMed II 8637-40, sn NGP0000005, 40 mL, IT, programmable
catheter: new, no laminectomy
auth: A-4471, 62350 62362, through 2027-01-31
62350 @A
62362 @A
`,
  },
});
