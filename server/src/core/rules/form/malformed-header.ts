import { parseProblemRule } from './parse-problem-rule.js';

export const malformedHeader = parseProblemRule({
  id: 'malformed-header',
  severity: 'error',
  title: 'Malformed header',
  description:
    'A line that begins like a header (a date, then a service, a tag or a patient token) but is not one: ' +
    'the service or the patient is missing, a word has no place there, or the parts are out of order. ' +
    'The line still opens an encounter, so nothing below it is lost.',
  rationale:
    'Without a valid header the encounter has no certain date, service or patient, and nothing that ' +
    'depends on them can be checked.',
  fixDescription: 'Edit: writes the header with its parts in order, where only one reading exists.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit @office
| Seen for pump questions.
`,
    right: `2026-11-20 visit P-014 @office
| Seen for pump questions.
`,
  },
});
