import { billedDrugs } from '../../claim/drugs/billed-drug.js';
import { drugsGiven, nameOfDrug, ownerProblem } from '../../claim/drugs/documented-drug.js';
import { fieldLineAt } from '../../syntax/line-at.js';
import type { Rule } from '../rule.js';
import { refill } from './required-when.js';
import { firstLines } from './drug-lines.js';
import { itemWith, missing, SHARED, stillEmpty, stubItems } from './documentation-rule.js';
import { refillExample } from './examples.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

export const documentedWaste: Rule = {
  ...SHARED,
  id: 'doc-waste',
  element: 'discarded amount',
  documents: [{ key: 'drug', item: 'waste' }],
  title: 'Missing: amount discarded',
  description:
    'A drug of the practice from single-dose containers needs the amount that was discarded, 0 mL too: ' +
    '`waste` in `drug:`. Compounds, multi-dose vials, drugs that others bought and drugs that were not ' +
    'given need none.',
  rationale: 'JW and JZ say what became of the rest of a single-dose container; the record must say the same.',
  fixDescription: 'Edit: adds an empty `waste` to `drug:` to fill in; it is reported until it has an amount.',
  sources: ['JWJZ', 'A55239'],
  examples: {
    wrong: refillExample(
      'drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06',
      'J0475-JZ-KD x8 @A',
    ),
    right: refillExample(
      'drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL',
      'J0475-JZ-KD x8 @A',
    ),
  },
  concerns: ['drug:'],
  check(visit, context) {
    const lines = firstLines(billedDrugs(visit));
    for (const of of drugsGiven(visit)) {
      const { drug } = of;
      if (of.compound || drug.container?.value.kind === 'mdv' || ownerProblem(visit, drug)) continue;
      context.applies();
      if (drug.waste) continue;
      const line = lines.get(of);
      const at = line ? placeOfCode(line) : (refill(visit)?.at ?? visit.encounter.header);
      const noted = fieldLineAt(drug.block, drug.start);
      if (itemWith(noted, 'waste')) stillEmpty(context, at, 'The `waste` in `drug:` is still to be filled in.');
      else if (!drug.container)
        stillEmpty(
          context,
          at,
          `The note does not say whether ${nameOfDrug(of)} came from single-dose containers (\`sdv\` or \`mdv\`).`,
        );
      else if (!drug.owner) stillEmpty(context, at, `The note does not say who bought ${nameOfDrug(of)}.`);
      else {
        const stub = stubItems(visit, noted, 'waste');
        missing(
          visit,
          context,
          {
            rule: this.id,
            demand: { at, of: nameOfDrug(of), evidence: [{ at: drug.container, text: 'single-dose containers' }] },
          },
          {
            keys: ['drug'],
            message: `Write \`waste\` in \`drug:\`, even 0 mL: ${nameOfDrug(of)} came from single-dose containers.`,
            fixes: stub ? [stub] : [],
          },
        );
      }
    }
  },
};
