import { parseProblemRule } from './parse-problem-rule.js';
import type { Rule } from '../rule.js';

const misread = parseProblemRule({
  id: 'unknown-place',
  severity: 'warning',
  title: 'Unknown place',
  description:
    'An `@place` that is neither a place word of the language (`office`, `home`, `asc`, …) nor a ' +
    'place-of-service code that exists.',
  rationale:
    'The place decides the rate, whether staff work may be billed at all, and who owns the drug; without ' +
    'it those rules have no data.',
  fixDescription:
    'Edit: writes the place that is one letter away, where there is exactly one, or the one that charts ' +
    'call so: `hospital-outpatient` becomes `opd`.',
  sources: ['POS'],
  examples: {
    wrong: `2026-11-20 visit P-014 @ofice
| Seen for pump questions.
`,
    right: `2026-11-20 visit P-014 @office
| Seen for pump questions.
`,
  },
});

/** Words are settled while reading; whether a two-digit code exists, the code sets say. */
export const unknownPlace: Rule<'warning' | 'info'> = {
  ...misread,
  check(visit, context) {
    misread.check(visit, context);
    const { place } = visit.encounter;
    if (place?.code && !visit.codes.place(place.code)) {
      context.report({
        at: place,
        message: `Correct the place: ${place.code} is not a place-of-service code; an office is 11 (@office).`,
      });
    }
  },
};
