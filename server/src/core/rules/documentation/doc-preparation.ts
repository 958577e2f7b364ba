import { refillByNeedle } from './required-when.js';
import { keyRule } from './documentation-rule.js';
import { refillExample } from './examples.js';

export const preparation = keyRule({
  id: 'doc-preparation',
  element: 'checks before the needle',
  key: 'prep',
  demand: refillByNeedle,
  says: 'what was checked before the needle',
  title: 'Missing: checks before the refill',
  description:
    'A refill needs the checks made before it, such as identity, consent, vital signs, allergies and ' +
    'anticoagulation: a `prep:` line.',
  rationale:
    "Good practice, not a payer's published demand: it shows that the right patient was ready for a needle and for this drug.",
  sources: ['LANG'],
  examples: {
    wrong: refillExample('exam: pocket clean'),
    right: refillExample('prep: identity, consent, vitals, allergies, anticoagulation'),
  },
});
