import { billedDrugs } from '../../claim/drugs/billed-drug.js';
import type { BilledDrug } from '../../claim/drugs/billed-drug.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import type { Fix } from '../../edits/fix.js';
import { fieldLineAt } from '../../syntax/line-at.js';
import { isUndecided } from '../../visit/undecided.js';
import type { Visit } from '../../visit/visit.js';
import { itemWith, stubItems } from '../documentation/documentation-rule.js';
import type { Rule } from '../rule.js';
import { drugEvidence } from './evidence.js';

export const ndcMissing: Rule = {
  id: 'ndc-missing',
  group: 'drugs',
  severity: 'warning',
  title: 'Drug line without an NDC',
  description:
    'A payer that collects NDCs (Medicaid) wants one on each drug line: `ndc` on the code line, or in ' +
    'the `drug:` that the line bills. Lines of drugs that the claim may not bill are left out.',
  rationale: 'States collect drug rebates by NDC. A drug line without one is denied.',
  fixDescription: 'Edit: adds an empty `ndc` to `drug:` to fill in; it is reported until it has a number.',
  parameters: ['ndc'],
  sources: ['X222'],
  documents: [{ key: 'drug', item: 'ndc' }],
  examples: {
    wrong: `2026-11-20 refill P-014 @office #medicaid
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL
dx: G80.0, Z45.1
95990 @AB
J0475-JZ x8 @A
`,
    right: `2026-11-20 refill P-014 @office #medicaid
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL
dx: G80.0, Z45.1
95990 @AB
J0475-JZ x8 @A ndc 66794-0157-02
`,
  },
  concerns: ['drug'],
  check(visit, context) {
    const { value, unverified } = visit.policy.parameters.ndc;
    if (value === 'off') return;
    for (const bill of billedDrugs(visit)) {
      const { line, entry, drugs } = bill;
      if (drugs.length > 0 && drugs.every(of => !of.billable)) continue;
      context.applies();
      if (line.ndc || statesNdc(bill)) continue;
      const at = placeOfCode(line);
      if (
        isUndecided(visit, 'drug') ||
        drugs.some(({ drug }) => itemWith(fieldLineAt(drug.block, drug.start), 'ndc'))
      ) {
        context.missing({
          at,
          show: false,
          message: `The NDC of ${entry.code} is in an item that cannot be read yet.`,
        });
        continue;
      }
      context.report({
        at,
        message: `Add the 11-digit NDC to ${entry.code}: this payer wants one on each drug line.`,
        evidence: drugEvidence(visit, drugs, 'no NDC'),
        fixes: stubFor(visit, bill),
        ...(unverified ? { unverified } : {}),
      });
    }
  },
};

/** Whether the one drug that a line bills states its NDC: the claim takes it from there. */
function statesNdc({ drugs }: BilledDrug): boolean {
  return drugs.length > 0 && drugs.every(({ drug }) => drug.ndc);
}

function stubFor(visit: Visit, { drugs }: BilledDrug): Fix[] {
  const [only, ...others] = drugs;
  const stub =
    only && !others.length ? stubItems(visit, fieldLineAt(only.drug.block, only.drug.start), 'ndc') : undefined;
  return stub ? [stub] : [];
}
