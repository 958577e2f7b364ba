import type { Rule } from '../rule.js';

export const nextAfterAlarm: Rule = {
  id: 'next-after-alarm',
  group: 'history',
  severity: 'warning',
  title: 'Next visit on or after the alarm',
  description: 'The next visit must lie before the day of the low-reservoir alarm; the same day is too late.',
  rationale:
    'Makers and the label of intrathecal baclofen warn against waiting for the alarm: what is left then ' +
    'does not last long, and stopping suddenly is dangerous.',
  sources: ['FDA', 'ALARM'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
by: MD AS
fill: out 6.0 mL, in 40 mL
next: 2027-04-27, alarm 2027-04-27
95991 @A
`,
    right: `2026-11-20 refill P-014 @office
by: MD AS
fill: out 6.0 mL, in 40 mL
next: 2027-04-20, alarm 2027-04-27
95991 @A
`,
  },
  concerns: ['next:'],
  check(visit, context) {
    const { next } = visit.encounter;
    if (!next) return;
    const { date, alarm } = next;
    if (!date || !alarm) {
      context.missing({ at: next, message: `The note gives no ${date ? 'alarm date' : 'next visit'}.`, show: false });
      return;
    }
    context.applies();
    if (date.value < alarm.value) return;
    const when = date.value === alarm.value ? 'on the day of' : 'after';
    context.report({
      at: date,
      message: `Plan the next visit before ${alarm.value}: ${date.value} is ${when} the low-reservoir alarm.`,
      evidence: [
        { at: date, text: `next visit on ${date.value}` },
        { at: alarm, text: `alarm on ${alarm.value}` },
      ],
    });
  },
};
