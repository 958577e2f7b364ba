import { parseProblemRule } from './parse-problem-rule.js';

export const unclosedString = parseProblemRule({
  id: 'unclosed-string',
  severity: 'warning',
  title: 'Quote that is not closed',
  description:
    'A string that does not end on its line. It runs to the end of the line, and what is after it is part of it.',
  rationale: 'Items after the missing quote are swallowed by the text.',
  fixDescription: 'Edit: adds the closing quote.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
fill: out 6 mL, reason "early, patient travels
`,
    right: `2026-11-20 visit P-014 @office
fill: out 6 mL, reason "early, patient travels"
`,
  },
});
