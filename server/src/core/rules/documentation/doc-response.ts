import { serviceOfImplantedPump } from './required-when.js';
import { keyRule } from './documentation-rule.js';
import { refillExample } from './examples.js';

export const response = keyRule({
  id: 'doc-response',
  element: 'response to the dose',
  key: 'response',
  demand: serviceOfImplantedPump,
  says: 'how the patient responds to the present dose',
  title: 'Missing: response to the present dose',
  description:
    'A refill or reprogramming of an implanted pump needs the response of the patient to the present ' +
    'drug, dose and rate: a `response:` line.',
  rationale: 'Medicare contractors list it among the least that the record of a refill or of reprogramming must hold.',
  sources: ['A55239'],
  examples: {
    wrong: refillExample('assess: spasticity goals met, continue'),
    right: refillExample('response: tone stable, Ashworth 2, no withdrawal'),
  },
});
