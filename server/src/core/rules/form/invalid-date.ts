import { parseProblemRule } from './parse-problem-rule.js';

export const invalidDate = parseProblemRule({
  id: 'invalid-date',
  severity: 'error',
  title: 'Date that does not exist',
  description: 'A date in the header or a field that names no day of the calendar, such as `2026-02-30`.',
  rationale: 'Codes, edits and drug expiry depend on the date; without one they cannot be checked.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-02-30 visit P-014 @office
| Seen for pump questions.
`,
    right: `2026-11-20 visit P-014 @office
| Seen for pump questions.
`,
  },
});
