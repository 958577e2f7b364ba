import { parseProblemRule } from './parse-problem-rule.js';

export const unreadItem = parseProblemRule({
  id: 'unread-item',
  severity: 'warning',
  severities: ['warning', 'info'],
  title: 'Item that was not read',
  description:
    'An item that holds a number, unit, date, arrow, credential, code, drug name or keyword, and that no ' +
    'item of its key takes. Plain words are never reported. A number of the technique (`rinsed with 5 ' +
    'mL`, `10 min`) is *info* and leaves nothing open.',
  rationale:
    'A fact that is not read is missing from the claim. What is beside it in its key is undecided: rules ' +
    'that need it have no data, and no fix takes a code away on its account.',
  fixDescription: 'Edit: writes the nearest spelling that would be read, where there is one.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
fill: out 6 mL, in 40 mL, asprated 2 mL
`,
    right: `2026-11-20 visit P-014 @office
fill: aspirated 6 mL, filled 40 mL
`,
  },
});
