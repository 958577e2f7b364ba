import { parseProblemRule } from './parse-problem-rule.js';

export const dateFormat = parseProblemRule({
  id: 'date-format',
  severity: 'warning',
  title: 'Date not written YYYY-MM-DD',
  description:
    'A date of the header or of a field that can be read but is not written `YYYY-MM-DD`, such as ' +
    '`11/20/2026`, `2026/11/20` or `exp 06/2027`.',
  rationale: 'Month and day are easily swapped in other forms, and every rule on dates depends on them.',
  fixDescription:
    'Repair where the day is above 12 or the date is in the header; an edit elsewhere, and always for two-digit years.',
  sources: ['LANG'],
  examples: {
    wrong: `11/20/2026 visit P-014 @office
| Seen for pump questions.
`,
    right: `2026-11-20 visit P-014 @office
| Seen for pump questions.
`,
  },
});
