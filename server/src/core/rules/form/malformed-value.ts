import { parseProblemRule } from './parse-problem-rule.js';

export const malformedValue = parseProblemRule({
  id: 'malformed-value',
  severity: 'warning',
  title: 'Malformed value',
  description:
    'A number, unit, date or keyword of its key that cannot be read: no number, no unit, a wrong unit, a ' +
    'comma that groups no thousands; a drug whose placed volume is not what `fill: in` says; a vial ' +
    'opened that is not placed plus waste.',
  rationale:
    'What cannot be read is not a fact: the rules that need it have no data, and the unit of a dose is ' +
    'where refill claims go wrong by a factor of a thousand.',
  fixDescription: 'Edit: writes the amount in the one way it can be meant, where there is one.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
pump: SynchroMed II 8637-40, 40 mg, IT, programmable
`,
    right: `2026-11-20 visit P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
`,
  },
});
