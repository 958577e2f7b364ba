import { readNdc } from '../../claim/drugs/ndc.js';
import type { Fact } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit, Fix } from '../../edits/fix.js';
import type { Rule } from '../rule.js';
import { at } from '../../edits/builders.js';

export const ndcFormat: Rule<'warning' | 'hint'> = {
  id: 'ndc-format',
  group: 'drugs',
  severity: 'warning',
  severities: ['warning', 'hint'],
  title: 'NDC without 11 digits',
  description:
    'A claim states a National Drug Code in 11 digits, 5-4-2, with hyphens or without. Labels print ten: 4-4-2, 5-3-2 or 5-4-1, where one part lacks its leading zero. Looks at `ndc` of drugs and of code lines.',
  rationale: "Ten digits without their zero are another product's number, or none: the line is rejected.",
  fixDescription:
    'Repair: writes a ten-digit label form in 5-4-2. Ten digits without hyphens could be three different ' +
    'products, so they are left to the coder.',
  sources: ['X222'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
drug: Gablofen 2000 mcg/mL, 40 mL, commercial, practice, ndc 66794-157-02
`,
    right: `2026-11-20 refill P-014 @office
drug: Gablofen 2000 mcg/mL, 40 mL, commercial, practice, ndc 66794-0157-02
`,
  },
  check(visit, context) {
    for (const { fact, typed } of ndcs(visit)) {
      context.applies();
      const { full, isFull, isAmbiguous } = readNdc(typed);
      if (isFull) continue;
      context.report({
        at: fact,
        ...(full ? { severity: 'hint' as const } : {}),
        evidence: [{ at: fact, text: 'the NDC as typed' }],
        message: full
          ? `Write ${full}: a claim has 11 digits, and ${typed} is the ten-digit form of the label.`
          : `Write the NDC in 11 digits, 5-4-2: “${typed}” ${isAmbiguous ? 'has ten, and without hyphens it is open which part lacks its zero' : 'is not an NDC'}.`,
        fixes: full ? [repair(fact, typed, full)] : [],
      });
    }
  },
};

function ndcs(visit: Visit): { fact: Fact<string>; typed: string }[] {
  const facts = [
    ...visit.encounter.drugs.flatMap(drug => drug.ndc ?? []),
    ...visit.encounter.codes.flatMap(line => line.ndc ?? []),
  ];
  return facts.map(fact => ({ fact, typed: fact.value.trim().split(/\s/, 1)[0]! }));
}

/** Only the number itself is touched, not the rest of its item. */
function repair(fact: Fact<string>, typed: string, full: string): Fix {
  const start = fact.block.text.indexOf(typed, fact.start);
  const edits: Edit[] = [{ at: at(fact.block, start, start + typed.length), text: full }];
  return { kind: 'repair', title: `Write ${full}`, edits };
}
