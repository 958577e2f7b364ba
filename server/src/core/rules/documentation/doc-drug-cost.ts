import { billedDrugs } from '../../claim/drugs/billed-drug.js';
import { nameOfDrug, ownerProblem } from '../../claim/drugs/documented-drug.js';
import { fieldLineAt } from '../../syntax/line-at.js';
import type { Rule } from '../rule.js';
import { byLine } from './required-when.js';
import { firstLines } from './drug-lines.js';
import { itemWith, missing, SHARED, stillEmpty, stubItems } from './documentation-rule.js';
import { refillExample } from './examples.js';

export const drugCost: Rule = {
  ...SHARED,
  id: 'doc-drug-cost',
  element: 'drug invoice',
  documents: [{ key: 'drug', item: 'invoice' }],
  title: 'Missing: proof that the practice bought the drug',
  description:
    'A billed drug of the practice needs the invoice that proves its cost: `invoice $…` in `drug:`. A lot number proves no purchase. Drugs that were not given, that others bought, or that no line bills need none.',
  rationale:
    'Medicare contractors pay a pump drug only where it was a cost of the billing practice, and ask for the proof.',
  fixDescription: 'Edit: adds an empty `invoice` to `drug:` to fill in; it is reported until it has an amount.',
  sources: ['A55239'],
  examples: {
    wrong: refillExample(
      'drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL',
      'J0475-JZ-KD x8 @A',
    ),
    right: refillExample(
      'drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00',
      'J0475-JZ-KD x8 @A',
    ),
  },
  concerns: ['drug'],
  check(visit, context) {
    for (const [of, line] of firstLines(billedDrugs(visit))) {
      const { drug } = of;
      // On its own claim a hospital bills its own drug: no cost of the practice.
      if (ownerProblem(visit, drug) || drug.owner?.value === 'hospital') continue;
      context.applies();
      if (drug.invoice) continue;
      const noted = fieldLineAt(drug.block, drug.start);
      const demand = byLine(line);
      if (!drug.owner) stillEmpty(context, demand.at, `The note does not say who bought ${nameOfDrug(of)}.`);
      else if (itemWith(noted, 'invoice'))
        stillEmpty(context, demand.at, 'The `invoice` in `drug:` is still to be filled in.');
      else {
        const stub = stubItems(visit, noted, 'invoice');
        missing(
          visit,
          context,
          { rule: this.id, demand },
          {
            keys: ['drug'],
            message: `Write \`invoice\` with its amount in \`drug:\`: ${line.code} bills ${nameOfDrug(of)} that the practice bought.`,
            evidence: [{ at: drug, text: 'bought by the practice, without an invoice' }],
            fixes: stub ? [stub] : [],
          },
        );
      }
    }
  },
};
