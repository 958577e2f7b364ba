import { refillOrReadingOfProgrammablePump } from './required-when.js';
import { keyRule } from './documentation-rule.js';
import { refillExample } from './examples.js';

export const statusAfter = keyRule({
  id: 'doc-status-after',
  element: 'pump status after',
  key: 'after',
  demand: refillOrReadingOfProgrammablePump,
  says: 'volume, dose and alarms after the visit',
  title: 'Missing: pump status after the refill',
  description:
    'The refill of a programmable pump, and each of 62367–62370, needs the status of the pump after it: ' +
    'an `after:` line with volume, dose and alarms. Pumps that cannot be read (constant flow, a ' +
    'reservoir) need none, nor does the first filling on the day of an implant.',
  rationale: 'Medicare contractors list the status before and after among the least that a refill record must hold.',
  sources: ['A55239'],
  examples: {
    wrong: refillExample('read: expected 6.2 mL, dose 480 mcg/day, alarms none'),
    right: refillExample('after: volume 40 mL, dose 480 mcg/day, alarms none'),
  },
});
