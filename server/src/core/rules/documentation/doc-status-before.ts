import { refillOrReadingOfProgrammablePump } from './required-when.js';
import { keyRule } from './documentation-rule.js';
import { refillExample } from './examples.js';

export const statusBefore = keyRule({
  id: 'doc-status-before',
  element: 'pump status before',
  key: 'read',
  demand: refillOrReadingOfProgrammablePump,
  says: 'expected volume, dose and alarms before the visit',
  title: 'Missing: pump status before refill',
  description:
    'The refill of a programmable pump, and each of 62367–62370, needs the status of the pump before it: ' +
    'a `read:` line. Pumps that cannot be read (constant flow, a reservoir) need none, nor does the ' +
    'first filling on the day of an implant.',
  rationale: 'Medicare contractors list the status before and after among the least that a refill record must hold.',
  sources: ['A55239'],
  examples: {
    wrong: refillExample('after: volume 40 mL, dose 480 mcg/day, alarms none'),
    right: refillExample('read: expected 6.2 mL, dose 480 mcg/day, alarms none'),
  },
});
