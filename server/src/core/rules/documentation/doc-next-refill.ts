import { refill } from './required-when.js';
import { keyRule } from './documentation-rule.js';
import { refillExample } from './examples.js';

export const nextRefill = keyRule({
  id: 'doc-next-refill',
  element: 'next refill',
  key: 'next',
  demand: refill,
  says: 'when the next refill is due',
  title: 'Missing: next refill',
  description:
    'A refill needs the date of the next one: a `next:` line, best with the date of the low-reservoir alarm.',
  rationale:
    'A pump that runs dry means withdrawal; the label of intrathecal baclofen warns of it in a box. A ' +
    'planned date also shows why the next refill is not early.',
  sources: ['FDA'],
  examples: {
    wrong: refillExample('after: volume 40 mL, dose 480 mcg/day, alarms none'),
    right: refillExample('next: 2027-04-20, alarm 2027-04-27'),
  },
});
