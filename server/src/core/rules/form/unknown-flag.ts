import { parseProblemRule } from './parse-problem-rule.js';

export const unknownFlag = parseProblemRule({
  id: 'unknown-flag',
  severity: 'warning',
  title: 'Unknown flag',
  description:
    'A `!flag` that is none of `!stopped`, `!postop`, `!new-patient`, or a `word=word` tag other than ' +
    '`bill=pro` and `bill=facility`.',
  rationale: 'An unknown flag is not read: a stopped procedure, for example, would be checked as a finished one.',
  fixDescription: 'Edit: writes the flag that is one letter away, where there is exactly one.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office !posttop
| Seen for pump questions.
`,
    right: `2026-11-20 visit P-014 @office
| Seen for pump questions.
`,
  },
});
