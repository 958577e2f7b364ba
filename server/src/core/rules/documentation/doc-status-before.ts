import { needsProgrammablePump } from '../../claim/services/pump-codes.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { isAccepted, isStub } from '../../visit/acceptance.js';
import type { Rule } from '../rule.js';
import { lineWith, refillOrReadingOfProgrammablePump } from './required-when.js';
import { keyRule, stillEmpty } from './documentation-rule.js';
import { refillExample } from './examples.js';

const statusLine = keyRule({
  id: 'doc-status-before',
  element: 'pump status before',
  key: 'read',
  demand: refillOrReadingOfProgrammablePump,
  says: 'expected volume, dose and alarms before the visit',
  title: 'Missing: pump status before refill',
  description:
    'The refill of a programmable pump, and each of 62367–62370, needs the status of the pump before it: a `read:` line. Pumps that cannot be read (constant flow, a reservoir) need none, nor does the first filling on the day of an implant.',
  rationale: 'Medicare contractors list the status before and after among the least that a refill record must hold.',
  sources: ['A55239'],
  examples: {
    wrong: refillExample('after: volume 40 mL, dose 480 mcg/day, alarms none'),
    right: refillExample('read: expected 6.2 mL, dose 480 mcg/day, alarms none'),
  },
});

/** The rule of a billed analysis asks for the same line, at the same level or a higher one. */
export const statusBefore: Rule = {
  ...statusLine,
  check(visit, context) {
    const { read } = visit.encounter;
    const line = lineWith(visit, needsProgrammablePump);
    if (!read && line && !isStub(visit, 'read') && !isAccepted(visit, 'analysis-not-documented'))
      stillEmpty(context, placeOfCode(line), `\`analysis-not-documented\` asks for \`read:\` on ${line.code}.`);
    else statusLine.check(visit, context);
  },
};
