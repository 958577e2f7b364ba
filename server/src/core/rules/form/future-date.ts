import type { Rule } from '../rule.js';

export const futureDate: Rule<'hint' | 'warning'> = {
  id: 'future-date',
  group: 'form',
  severity: 'hint',
  severities: ['hint', 'warning'],
  title: 'Date of service after today',
  description:
    'The header is dated after today. The editor takes today from its clock; the command line only if ' +
    '`--today DATE` says it, and then reports a warning.',
  rationale: 'A claim for a day that has not come is rejected, and the codes of that day may change until then.',
  sources: ['LANG'],
  examples: {
    wrong: `2030-01-02 visit P-014 @office
| Seen for pump questions.
`,
    right: `2026-11-20 visit P-014 @office
| Seen for pump questions.
`,
  },
  check({ date, today, encounter }, context) {
    if (date === undefined || today === undefined) return;
    context.applies();
    if (date > today.date)
      context.report({
        at: encounter.header,
        message: `Check the date: ${date} is after today (${today.date}).`,
        severity: today.severity,
        evidence: [{ at: encounter.header, text: `dated ${date}` }],
      });
  },
};
