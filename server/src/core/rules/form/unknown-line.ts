import { parseProblemRule } from './parse-problem-rule.js';

export const unknownLine = parseProblemRule({
  id: 'unknown-line',
  severity: 'hint',
  title: 'Line that is neither field nor code',
  description: 'A line that is no field, code, narrative or comment. It is kept as narrative, byte for byte.',
  rationale:
    'Text that was meant as a field or a code is not read as one; saying outright that it is narrative ' +
    'shows that nothing was lost.',
  fixDescription:
    'Repair: puts the narrative bar `|` before it. Not offered on a line that looks like a key or a ' +
    'code. Edit: sets the colon of a key that lacks it.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
Tolerated well.
`,
    right: `2026-11-20 visit P-014 @office
| Tolerated well.
`,
  },
});
