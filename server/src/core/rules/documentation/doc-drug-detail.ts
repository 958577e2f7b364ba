import { billedDrugs } from '../../claim/drugs/billed-drug.js';
import { drugsGiven, nameOfDrug, type DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { Visit } from '../../visit/visit.js';
import { fieldLineAt } from '../../syntax/line-at.js';
import type { Rule } from '../rule.js';
import { refill, type Requirement } from './required-when.js';
import { firstLines } from './drug-lines.js';
import { itemWith, missing, SHARED, stillEmpty, stubItems } from './documentation-rule.js';
import { refillExample } from './examples.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';

export const drugDetail: Rule = {
  ...SHARED,
  id: 'doc-drug-detail',
  element: 'drug details',
  documents: [
    { key: 'drug', item: 'lot' },
    { key: 'drug', item: 'exp' },
  ],
  title: 'Missing: strength, volume, lot or expiry of the drug',
  description:
    'Each drug that was given needs its strength, the volume placed (or `fill: in`), its lot and its ' +
    'expiry in `drug:`. A drug that was not given needs none of them, nor does one of a fill that failed.',
  rationale:
    'The units of the claim follow from strength and volume; lot and expiry are what a recall and an auditor ask for.',
  fixDescription:
    'Edit: adds an empty `lot` or `exp` to `drug:` to fill in; each is reported until it has a value. ' +
    'Strength and volume are left to the coder.',
  sources: ['TRB', 'J1', 'LANG'],
  examples: {
    wrong: refillExample('drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, exp 2027-06', 'J0475-KD x8 @A'),
    right: refillExample(
      'drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, lot G4412, exp 2027-06',
      'J0475-KD x8 @A',
    ),
  },
  concerns: ['drug:'],
  check(visit, context) {
    if (visit.fill === 'attempt') return;
    const lines = firstLines(billedDrugs(visit));
    for (const of of drugsGiven(visit)) {
      context.applies();
      const { drug } = of;
      const line = lines.get(of);
      const at = line ? placeOfCode(line) : (refill(visit)?.at ?? visit.encounter.header);
      const { absent, unread } = lackingOf(visit, of);
      if (absent.length) {
        const demand: Requirement = {
          at,
          of: nameOfDrug(of),
          evidence: [
            {
              at: drug,
              text: `without ${list(
                absent.map(word => NAMES[word]),
                'or',
              )}`,
            },
          ],
        };
        const stub = absent.every(word => word === 'lot' || word === 'exp')
          ? stubItems(visit, fieldLineAt(drug.block, drug.start), ...absent)
          : undefined;
        missing(
          visit,
          context,
          { rule: this.id, demand },
          {
            keys: ['drug', 'fill'],
            message: `Write the ${list(absent.map(word => NAMES[word]))} of ${nameOfDrug(of)} in \`drug:\`.`,
            fixes: stub ? [stub] : [],
          },
        );
      } else if (unread.length)
        stillEmpty(context, at, `The ${list(unread.map(word => NAMES[word]))} of ${nameOfDrug(of)} cannot be read.`);
    }
  },
};

type Detail = 'strength' | 'volume' | 'lot' | 'exp';
const NAMES: Readonly<Record<Detail, string>> = { strength: 'strength', volume: 'volume', lot: 'lot', exp: 'expiry' };

/** What the note does not state of a drug at all, and what it states but cannot be read (which is reported there). */
function lackingOf(visit: Visit, { drug }: DocumentedDrug): { absent: Detail[]; unread: Detail[] } {
  const absent: Detail[] = [],
    unread: Detail[] = [];
  const line = fieldLineAt(drug.block, drug.start);
  const bare = drug.components.filter(component => !component.strength);
  if (bare.length)
    (bare.some(component => /\d/.test(component.block.text.slice(component.start, component.end)))
      ? unread
      : absent
    ).push('strength');
  if (!visit.placedVolume(drug)) absent.push('volume');
  if (!drug.lot) (itemWith(line, 'lot') ? unread : absent).push('lot');
  if (!drug.expiry) (itemWith(line, 'exp') ? unread : absent).push('exp');
  return { absent, unread };
}
