import type { Rule } from '../rule.js';
import { placeOfDiagnosis } from '../../encounter/code-line-edits.js';

/** Letters A to L of the claim form. */
const MOST = 12;

export const diagnosisCount: Rule = {
  id: 'diagnosis-count',
  group: 'code-sets',
  severity: 'error',
  title: 'Too many diagnoses',
  description: 'More than twelve diagnoses on a professional claim. Institutional claims hold more and are left alone.',
  rationale: 'The claim has room for twelve; what is past them is cut off, with the lines that point to it.',
  sources: ['X222'],
  examples: {
    wrong: `2026-11-20 visit P-022 @office
dx: G80.0, Z45.1, M96.1, M17.11, R25.2, M54.16, G89.4, M47.816, M62.838, Z79.891, Z51.81, G83.4, M54.2
`,
    right: `2026-11-20 visit P-022 @office
dx: G80.0, Z45.1, M96.1, M17.11, R25.2, M54.16, G89.4, M47.816, M62.838, Z79.891, Z51.81, G83.4
`,
  },
  concerns: ['dx:'],
  check(visit, context) {
    const { dx } = visit.encounter;
    if (visit.bill === 'facility' || !dx.length) return;
    context.applies();
    const over = dx[MOST];
    if (!over) return;
    context.report({
      at: placeOfDiagnosis(over),
      evidence: [{ at: over, text: `number ${MOST + 1} of ${dx.length}` }],
      message: `Leave out ${dx.length - MOST} of the ${dx.length} diagnoses: a professional claim holds ${MOST}.`,
    });
  },
};
