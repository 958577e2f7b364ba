import { serviceOfImplantedPump } from './required-when.js';
import { keyRule } from './documentation-rule.js';
import { refillExample } from './examples.js';

export const reassessment = keyRule({
  id: 'doc-reassessment',
  element: 'reassessment',
  key: 'assess',
  demand: serviceOfImplantedPump,
  says: 'how the patient and the goals of treatment were reassessed',
  title: 'Missing: reassessment and goals',
  description:
    'A refill or reprogramming needs a reassessment of the overall condition and of the goals of ' +
    'treatment: an `assess:` line.',
  rationale: 'Medicare contractors list it among the least that the record of a refill or of reprogramming must hold.',
  sources: ['A55239'],
  examples: {
    wrong: refillExample('response: tone stable, Ashworth 2, no withdrawal'),
    right: refillExample('assess: spasticity goals met, continue'),
  },
});
