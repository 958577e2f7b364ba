import { parseProblemRule } from './parse-problem-rule.js';

export const duplicateField = parseProblemRule({
  id: 'duplicate-field',
  severity: 'warning',
  title: 'Single value given twice',
  description:
    'An encounter has a key twice that it may have only once, or the header has a second place or a ' +
    'second `bill=`. The last one counts.',
  rationale: 'The earlier value is not read; if it was the right one, the claim is checked with the wrong fact.',
  fixDescription: 'Edit: deletes the earlier line.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
assess: goals met
assess: goals not met
`,
    right: `2026-11-20 visit P-014 @office
assess: goals met
`,
  },
});
