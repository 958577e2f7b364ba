import { billedDrugs } from '../../claim/billed-drugs.js';
import { drugsGiven, nameOfDrug, ownerTrouble } from '../../claim/noted-drugs.js';
import { fieldLineAt } from '../../syntax/line-at.js';
import type { Rule } from '../rule.js';
import { placeOfCode } from '../toolkit.js';
import { refill } from './demands.js';
import { firstLines } from './drug-lines.js';
import { itemWith, missing, SHARED, stillEmpty, stubItems } from './element.js';
import { refillExample } from './examples.js';

export const documentedWaste: Rule = {
  ...SHARED,
  id: 'doc-waste',
  title: 'Amount discarded',
  what: 'A drug of the practice from single-dose containers needs the amount that was discarded, 0 mL too: `waste` in `drug:`. Compounds, multi-dose vials, drugs that others bought and drugs that were not given need none.',
  why: 'JW and JZ say what became of the rest of a single-dose container; the record must say the same.',
  fix: 'Edit: adds an empty `waste` to `drug:` to fill in; it is reported until it has an amount.',
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
  check(visit, report) {
    const lines = firstLines(billedDrugs(visit));
    for (const of of drugsGiven(visit)) {
      const { drug } = of;
      if (of.compound || drug.container?.value.kind === 'mdv' || ownerTrouble(visit, drug)) continue;
      report.applies();
      if (drug.waste) continue;
      const line = lines.get(of);
      const at = line ? placeOfCode(line) : (refill(visit)?.at ?? visit.encounter.header);
      const noted = fieldLineAt(drug.block, drug.start);
      if (itemWith(noted, 'waste')) stillEmpty(report, at, 'The `waste` in `drug:` is still to be filled in.');
      else if (!drug.container)
        stillEmpty(
          report,
          at,
          `The note does not say whether ${nameOfDrug(of)} came from single-dose containers (\`sdv\` or \`mdv\`).`,
        );
      else if (!drug.owner) stillEmpty(report, at, `The note does not say who bought ${nameOfDrug(of)}.`);
      else {
        const stub = stubItems(visit, noted, 'waste');
        missing(
          visit,
          report,
          this.id,
          { at, of: nameOfDrug(of), evidence: [{ at: drug.container, text: 'single-dose containers' }] },
          {
            message: `${capital(nameOfDrug(of))} came from single-dose containers, and the note does not say how much was discarded: write \`waste\` in \`drug:\`, 0 mL too.`,
            fixes: stub ? [stub] : [],
          },
        );
      }
    }
  },
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
