import { modifierFitHere } from './fit-here.js';
import type { Rule } from '../rule.js';
import { removeModifier } from '../../encounter/code-line-edits.js';
import { doubtsOf } from '../../codes/caveats.js';

export const modifierNotAccepted: Rule = {
  id: 'modifier-not-accepted',
  group: 'modifiers',
  severity: 'error',
  title: 'Modifier that the code never takes',
  description: `A code has a modifier that it cannot take. The fee schedule's indicators decide for some: 26 and TC
need PC/TC 1; 51 needs a multiple-procedure indicator (MULT 2); 50 the bilateral rule; 62, 66, and 80, 81, 82, AS
their own indicators; 54, 55 and 56 need 10 or 90 global days. Others belong to one kind of code: 24, 25 and 57 to
visits, 78 to surgery, 59 and the X modifiers to procedures, JW, JZ and KD to drugs, QX, QY, QZ, QK and AA to
anesthesia, which no pump code is. LT, RT and 50 fit nothing that has no sides. FS needs a facility place. What payers
and texts see differently, or say nothing about, is not reported.`,
  rationale: 'The line is denied as an invalid combination of code and modifier.',
  fixDescription: 'Edit: takes the modifier off.',
  sources: ['MODS', 'RVUDOC', 'RVU26', 'NPM26'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
dx: G80.0
95990-26 @A
`,
    right: `2026-11-20 implant P-138 @opd
by: MD AS
device: in SynchroMed II 8637-40, 40 mL, IT, programmable
catheter: new, no laminectomy
dx: G82.22
62362 @A
62350-51 @A
`,
  },
  concerns: ['modifier'],
  check(visit, context) {
    for (const line of visit.linesToCheck) {
      for (const modifier of line.modifiers) {
        const entry = visit.codes.modifier(modifier.value);
        if (!entry) continue;
        const fit = modifierFitHere(visit, modifier.value, line);
        if (fit === 'no place') {
          context.missing({
            at: modifier,
            message: `${modifier.value} on ${line.code} not decided: it needs a facility place, and the header names none.`,
            show: false,
          });
          continue;
        }
        context.applies();
        if (fit.verdict !== 'rejected') continue;
        context.report({
          at: modifier,
          message: `Remove ${modifier.value} from ${line.code}, which does not take it: ${fit.reason}.`,
          evidence: [{ at: line, text: `${line.code} with ${modifier.value}` }],
          fixes: [
            {
              kind: 'edit',
              title: `Remove ${modifier.value} from ${line.code}`,
              edits: [removeModifier(line, modifier)],
            },
          ],
          // What is unverified about JW, JZ and KD bears on drugs, which take them.
          ...(entry.kind === 'drug' ? {} : doubtsOf(entry.unverified)),
          ...(fit.sources.length ? { sources: fit.sources } : {}),
          edition: visit.codes.procedure(line.code)?.indicators?.edition ?? visit.codes.edition('MPFS'),
        });
      }
    }
  },
};
