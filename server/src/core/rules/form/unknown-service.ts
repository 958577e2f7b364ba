import { parseProblemRule } from './parse-problem-rule.js';

export const unknownService = parseProblemRule({
  id: 'unknown-service',
  severity: 'warning',
  title: 'Unknown service',
  description:
    'A word in the place of the service that is none of `refill`, `reprogram`, `interrogate`, `implant`, ' +
    '`replace`, `remove`, `revise`, `trial`, `visit`.',
  rationale: 'The header then says nothing of the visit, and completion and `service-mismatch` cannot help.',
  fixDescription:
    'Edit: writes the service that is one letter away, where there is exactly one, or the one that ' +
    'charts call so: `interrogation` becomes `interrogate`, `explant` becomes `remove`.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 vist P-014 @office
| Seen for pump questions.
`,
    right: `2026-11-20 visit P-014 @office
| Seen for pump questions.
`,
  },
});
