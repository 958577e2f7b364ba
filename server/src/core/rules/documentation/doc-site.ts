import { refillByNeedle } from './required-when.js';
import { keyRule } from './documentation-rule.js';
import { refillExample } from './examples.js';

export const site = keyRule({
  id: 'doc-site',
  element: 'pocket and site',
  key: 'exam',
  demand: refillByNeedle,
  says: 'how the pocket and the needle site looked',
  title: 'Missing: examination of the pocket',
  description: 'A refill needs a look at the pocket and the skin above the pump: an `exam:` line.',
  rationale:
    "Good practice, not a payer's published demand: infection, seroma or a turned pump is found there, or not at all.",
  sources: ['LANG'],
  examples: {
    wrong: refillExample('prep: identity, consent'),
    right: refillExample('exam: pocket clean, no seroma'),
  },
});
