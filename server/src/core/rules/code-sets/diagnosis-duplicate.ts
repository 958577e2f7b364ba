import { rearrangeDiagnoses } from '../toolkit.js';
import type { Rule } from '../rule.js';
import { placeOfDiagnosis } from './unknown-code.js';

export const diagnosisDuplicate: Rule = {
  id: 'diagnosis-duplicate',
  group: 'code-sets',
  severity: 'warning',
  title: 'Diagnosis listed twice',
  what: 'The same diagnosis code stands twice in `dx:`.',
  why: 'Clearing houses reject a claim that lists a code twice, and it takes the room of another diagnosis.',
  fix: 'Edit: deletes the later one; its pointers then mean the first.',
  sources: ['X222'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
dx: G80.0, Z45.1, G80.0
`,
    right: `2026-11-20 refill P-014 @office
dx: G80.0, Z45.1, G80.1
`,
  },
  check(visit, report) {
    const { dx } = visit.encounter;
    for (const [i, twice] of dx.entries()) {
      report.applies();
      const first = dx.findIndex(({ code }) => code === twice.code);
      if (first === i) continue;
      const edits = rearrangeDiagnoses(visit, dx.filter((other) => other !== twice), new Map([[twice.letter, dx[first]!.letter]]));
      report.fail({
        at: placeOfDiagnosis(twice), message: `${twice.code} is listed twice, as ${dx[first]!.letter} and as ${twice.letter}; once is enough.`,
        evidence: [{ at: dx[first]!, text: `${twice.code} as ${dx[first]!.letter}` }],
        fixes: edits ? [{ kind: 'edit', title: `Delete the second ${twice.code}`, edits }] : [],
      });
    }
  },
};
