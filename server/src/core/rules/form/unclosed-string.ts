import { troubleRule } from './trouble-rule.js';

export const unclosedString = troubleRule({
  id: 'unclosed-string',
  severity: 'warning',
  title: 'A quote that is never closed',
  what: 'A string that does not end on its line. It runs to the end of the line, and what stands after it is part of it.',
  why: 'Items after the missing quote are swallowed by the text.',
  fix: 'Edit: adds the closing quote.',
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
