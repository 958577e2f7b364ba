import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { setModifiers } from '../../encounter/code-line-edits.js';

export const modifierOrder: Rule = {
  id: 'modifier-order',
  group: 'modifiers',
  severity: 'hint',
  title: 'Pricing modifier not first',
  description: `A modifier that changes the amount (26, TC, 50, 52, 53, 54, 55, 62, 66, 73, 74, 78, 80 to 82, AS)
follows one that only decides whether the line is paid (24, 25, 57, 58, 59, 76, 77, 79, JW, JZ …) or that informs (LT,
RT, GA, GC, KX, KD …).`,
  rationale: 'Payers read the amount from the first place. It is no HIPAA rule, only what contractors ask for.',
  fixDescription: 'Repair: puts the pricing modifiers first; the others keep their order.',
  sources: ['MODS'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 0 mL, in 0 mL, attempts 3, reason "port not found"
dx: G80.0
95991-GC-52 @A
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 0 mL, in 0 mL, attempts 3, reason "port not found"
dx: G80.0
95991-52-GC @A
`,
  },
  concerns: ['modifier'],
  check(visit, context) {
    for (const line of visit.linesToCheck) {
      if (line.modifiers.length < 2) continue;
      context.applies();
      const late = line.modifiers.findIndex(
        (m, i) => prices(visit, m.value) && line.modifiers.slice(0, i).some(before => comesLater(visit, before.value)),
      );
      if (late < 0) continue;
      const all = line.modifiers.map(m => m.value);
      const ordered = [...all.filter(m => prices(visit, m)), ...all.filter(m => !prices(visit, m))];
      context.report({
        at: line.modifiers[late]!,
        message: `Write ${[line.code, ...ordered].join('-')}: ${all[late]} changes the amount and comes first.`,
        evidence: [{ at: line, text: `now ${[line.code, ...all].join('-')}` }],
        fixes: [
          { kind: 'repair', title: `Write ${[line.code, ...ordered].join('-')}`, edits: [setModifiers(line, ordered)] },
        ],
      });
    }
  },
};

function prices(visit: Visit, modifier: string): boolean {
  return visit.codes.modifier(modifier)?.position === 1;
}

/** A modifier whose place is known to be behind; one without a published place may be anywhere. */
function comesLater(visit: Visit, modifier: string): boolean {
  return (visit.codes.modifier(modifier)?.position ?? 1) > 1;
}
