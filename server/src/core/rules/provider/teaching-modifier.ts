import { nameOf } from '../../claim/services/service-facts.js';
import { isEvaluation } from '../../claim/edits/evaluation.js';
import { takesTeachingModifier } from '../../claim/services/line-marks.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';
import { addModifier } from '../../visit/note-edits.js';
import type { Rule } from '../rule.js';

export const teachingModifier: Rule = {
  id: 'teaching-modifier',
  group: 'provider',
  severity: 'warning',
  title: 'Resident under a teaching physician without GC',
  description: `\`by:\` names a resident who performed and the teaching physician, and a service of the professional claim carries neither GC nor GE
(the primary care exception). A resident without a teaching physician is reported by \`performer-not-recognized\`. Lines that never take GC,
such as staff services, are left alone.`,
  rationale: 'The teaching physician bills for the resident; GC says so, and payers check the attestation behind it.',
  fixDescription: 'Edit: adds GC to the services.',
  sources: ['MODS'],
  examples: {
    wrong: `2026-11-20 refill P-116 @office
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: resident MD JR, teaching MD AS
fill: out 2.9 mL, in 20 mL
dx: M96.1
95991 @A
`,
    right: `2026-11-20 refill P-116 @office
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: resident MD JR, teaching MD AS
fill: out 2.9 mL, in 20 mL
dx: M96.1
95991-GC @A
`,
  },
  check(visit, context) {
    const { resident, teaching } = visit.by ?? {};
    if (!resident || !teaching) return;
    const services = visit.linesToCheck.filter(({ code }) => takesTeachingModifier(visit, code));
    if (!services.length) return;
    context.applies();
    const lacking = services.filter(
      ({ code, modifiers }) =>
        !modifiers.some(({ value }) => value === 'GC' || (value === 'GE' && isEvaluation(visit.codes, code))),
    );
    const [first] = lacking;
    if (!first) return;
    const taking = lacking.filter(({ modifiers }) => modifiers.length < 4);
    context.report({
      at: placeOfCode(first),
      message: `Add GC to ${list([...new Set(lacking.map(({ code }) => code))])}: ${nameOf(resident)}, a resident, performed under ${nameOf(teaching)}.`,
      evidence: [
        { at: resident, text: 'the resident' },
        { at: teaching, text: 'the teaching physician' },
      ],
      fixes: taking.length
        ? [
            {
              kind: 'edit',
              title: `Add GC to ${list([...new Set(taking.map(({ code }) => code))])}`,
              edits: taking.map(line => addModifier(visit, line, 'GC')),
            },
          ]
        : [],
    });
  },
};
