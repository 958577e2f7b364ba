import { parseProblemRule } from './parse-problem-rule.js';

export const unclosedFence = parseProblemRule({
  id: 'unclosed-fence',
  severity: 'warning',
  title: 'Narrative that is not closed',
  description:
    'A line of three quotes opens a block of narrative, and no such line closes it before the next ' +
    'header or the end of the file.',
  rationale: 'Fields and codes below it are read as narrative: they are not checked and not billed.',
  fixDescription: 'Repair: closes the block after its last line.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
"""
Seen for pump questions.
`,
    right: `2026-11-20 visit P-014 @office
"""
Seen for pump questions.
"""
`,
  },
});
