import { billedDrugs } from '../../claim/drugs/billed-drug.js';
import { wentIntoPump } from '../../claim/drugs/drug-lines.js';
import type { SourceRange } from '../../syntax/source-range.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { isOpen } from '../undecided.js';
import { drugEvidence } from './evidence.js';
import { placeOfCode, removeModifier } from '../../encounter/code-line-edits.js';
import { addModifier } from '../../visit/note-edits.js';

export const implantedPumpModifier: Rule = {
  id: 'implanted-pump-modifier',
  group: 'drugs',
  severity: 'warning',
  title: 'KD and the implanted pump',
  description:
    'If the payer asks for KD, it belongs on every drug placed in an implanted pump, compounded or ' +
    'commercial, and on no other: not on a test dose by needle, not on a drug in a reservoir that is no ' +
    'pump. On a line of discarded drug (JW) KD is optional.',
  rationale:
    'KD says that the drug runs through durable equipment; it decides the price, and for compounds ' +
    'whether the line is recognized at all.',
  fixDescription: 'Edit: adds or removes KD.',
  parameters: ['kd'],
  sources: ['A54100', 'TRB', 'J1'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL
dx: G80.0, Z45.1
95990 @AB
J0475-JZ x8 @A
`,
    right: `2026-11-20 trial P-031 @office #medicare
by: MD AS
drug: baclofen 50 mcg/mL, 1 mL, commercial, practice, sdv 1 x 1 mL, waste 0 mL
dx: G80.0
62322 @A
J0476-JZ x1 @A
`,
  },
  concerns: ['drug'],
  check(visit, context) {
    if (visit.policy.parameters.kd.value !== 'required') return;
    const inPump = wentIntoPump(visit);
    const { unverified } = visit.policy.parameters.kd;
    for (const { line, entry, drugs, discarded } of billedDrugs(visit)) {
      if (!drugs.some(of => of.billable)) continue;
      if (inPump === undefined) {
        context.missing({
          at: placeOfCode(line),
          show: false,
          message: `The note does not show whether the drug of ${entry.code} went into an implanted pump; KD depends on it.`,
        });
        continue;
      }
      context.applies();
      const kd = line.modifiers.find(m => m.value === 'KD');
      if (inPump ? kd || discarded : !kd) continue;
      const what = 'whether the drug went into an implanted pump';
      if (isOpen(visit, context, { at: placeOfCode(line), keys: ['pump', 'fill', 'device'], what })) continue;
      const { reservoir, elsewhere } = whereInstead(visit, inPump);
      context.report({
        at: inPump ? placeOfCode(line) : kd!,
        message: inPump
          ? `Add KD to ${entry.code}: the drug went into an implanted pump, and this payer wants KD there.`
          : `Remove KD from ${entry.code}: the drug ${elsewhere}.`,
        evidence: [
          ...drugEvidence(visit, drugs, inPump ? 'placed in the pump' : 'not placed in a pump'),
          ...(reservoir ? [{ at: reservoir, text: 'no pump' }] : []),
        ],
        fixes: [
          inPump
            ? { kind: 'edit', title: `Add KD to ${entry.code}`, edits: [addModifier(visit, line, 'KD')] }
            : { kind: 'edit', title: `Remove KD from ${entry.code}`, edits: [removeModifier(line, kd!)] },
        ],
        ...(unverified ? { unverified } : {}),
      });
    }
  },
};

/** Where a drug went that did not go into an implanted pump. */
function whereInstead(visit: Visit, inPump: boolean): { reservoir: SourceRange | undefined; elsewhere: string } {
  const { type, other } = visit.pump ?? {};
  if (!inPump && type?.value === 'reservoir')
    return { reservoir: type, elsewhere: 'went into a reservoir, which is no pump' };
  if (!inPump && other?.value === 'port')
    return { reservoir: other, elsewhere: 'went through a port, which is no pump' };
  return { reservoir: undefined, elsewhere: 'was given as a single dose, not placed in a pump' };
}
