import { drugsGiven, nameOfDrug } from '../../claim/drugs/documented-drug.js';
import type { Rule } from '../rule.js';

export const drugExpired: Rule = {
  id: 'drug-expired',
  group: 'drugs',
  severity: 'error',
  title: 'Expired drug',
  description:
    'The expiry date of a drug that was placed lies before the visit. `exp 2027-06` is the last day of that month; on the day itself the drug is still good. A drug marked `not given` may be expired.',
  rationale:
    'Either the date is a typing slip, or an expired drug went into a patient: both must be cleared before the claim goes out.',
  sources: ['A55239'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office #medicare
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, lot G4412, exp 2026-10
`,
    right: `2026-11-20 refill P-014 @office #medicare
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, lot G4412, exp 2026-11
`,
  },
  check(visit, context) {
    const { date } = visit;
    for (const of of drugsGiven(visit)) {
      const { expiry } = of.drug;
      if (!expiry || !date) {
        context.missing({
          at: of.drug,
          show: false,
          message: date
            ? `The note gives no expiry date of the ${nameOfDrug(of)}.`
            : 'The visit has no date to compare the expiry date with.',
        });
        continue;
      }
      context.applies();
      if (expiry.value >= date) continue;
      context.report({
        at: expiry,
        message: `Correct the expiry date, or record what was done: the ${nameOfDrug(of)} expired on ${expiry.value}, before this visit of ${date}.`,
        evidence: [
          { at: expiry, text: `good until ${expiry.value}` },
          { at: visit.encounter.datePlace, text: 'the date of the visit' },
        ],
      });
    }
  },
};
