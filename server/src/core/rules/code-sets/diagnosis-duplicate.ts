import { groupBy } from '../../collections/group-by.js';
import type { Rule } from '../rule.js';
import { placeOfDiagnosis } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';
import { MAX_DIAGNOSES, rearrangeDiagnoses } from '../../visit/rearrange-diagnoses.js';

export const diagnosisDuplicate: Rule = {
  id: 'diagnosis-duplicate',
  group: 'code-sets',
  severity: 'warning',
  title: 'Diagnosis listed twice',
  description: 'The same diagnosis code is listed twice in `dx:`.',
  rationale: 'Clearing houses reject a claim that lists a code twice, and it takes the room of another diagnosis.',
  fixDescription: 'Edit: deletes the later one; its pointers then mean the first.',
  sources: ['X222'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
dx: G80.0, Z45.1, G80.0
`,
    right: `2026-11-20 refill P-014 @office
dx: G80.0, Z45.1, G80.1
`,
  },
  concerns: ['dx:'],
  check(visit, context) {
    const { dx } = visit.encounter;
    if (dx.length) context.applies();
    for (const [code, [first, ...again]] of groupBy(dx, one => one.code)) {
      if (!first || !again[0]) continue;
      const edits =
        dx.length > MAX_DIAGNOSES
          ? undefined
          : rearrangeDiagnoses(
              visit,
              dx.filter(d => !again.includes(d)),
              new Map(again.map(({ letter }) => [letter, first.letter])),
            );
      context.report({
        at: placeOfDiagnosis(again[0]),
        evidence: [{ at: first, text: `${code} as ${first.letter}` }],
        message: `List ${code} once: it is listed ${list([first, ...again].map(({ letter }) => `as ${letter}`))}.`,
        fixes: edits
          ? [
              {
                kind: 'edit',
                title: again.length > 1 ? `Delete every ${code} but the first` : `Delete the second ${code}`,
                edits,
              },
            ]
          : [],
      });
    }
  },
};
