import { parseProblemRule } from './parse-problem-rule.js';

export const unknownField = parseProblemRule({
  id: 'unknown-field',
  severity: 'warning',
  title: 'Unknown key',
  description:
    'A line that begins with a word and a colon where the word is no key of the language, or a key that ' +
    'has no place there (`payer:` below a header, `fill:` above the first one). A near miss is named ' +
    'only for keys of four letters and more that are one slip away, so `BP:` or `Rx:` of a pasted chart ' +
    'is never read as a key.',
  rationale: 'The line is not read, so a fact that the claim rests on may be lost.',
  fixDescription: 'Edit: writes the key that is one letter away, where there is exactly one.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
asess: doing well
`,
    right: `2026-11-20 visit P-014 @office
assess: doing well
`,
  },
});
