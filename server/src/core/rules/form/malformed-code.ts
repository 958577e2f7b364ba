import { parseProblemRule } from './parse-problem-rule.js';

export const malformedCode = parseProblemRule({
  id: 'malformed-code',
  severity: 'error',
  title: 'Malformed code line',
  description:
    'A line that is meant as a code line and is none: a letter typed for a digit (`9599O`), a blank ' +
    'where a modifier wants a hyphen (`95990 52`), a code of the wrong length, a part that no code line ' +
    'has. Lower case is not an error.',
  rationale: 'The code is not billed and not checked.',
  fixDescription: 'Edit: writes the code that the line can only mean.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
dx: G80.0
9921O @A
`,
    right: `2026-11-20 visit P-014 @office
dx: G80.0
99213 @A
`,
  },
});
