import { placeOfCode } from '../../encounter/code-line-edits.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Fix } from '../../edits/fix.js';
import { list } from '../../text/prose.js';
import { addModifier } from '../../visit/note-edits.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';

/** GV: the attending physician's care of the terminal illness; GW: a service that is not related to it. */
const CHOICES = [
  ['GW', 'not related to the terminal illness'],
  ['GV', 'by the attending physician, who is not employed by the hospice'],
] as const;

export const hospiceModifier: Rule = {
  id: 'hospice-modifier',
  group: 'provider',
  severity: 'warning',
  title: 'Hospice patient without GV or GW',
  description: `The header says \`!hospice\`, the payer is Medicare, and a line of the professional claim carries neither GV (the attending physician,
not employed by the hospice, for the terminal illness) nor GW (a service that is not related to it). The finding is on the first such line; its
fixes add the modifier to all of them. Which of the two is true only the record says.`,
  rationale: 'Medicare pays the hospice for everything else: without one of the two the line is denied.',
  fixDescription: 'Edits: add GW, or add GV.',
  sources: ['HC19'],
  examples: {
    wrong: `2026-11-20 refill P-115 @office #medicare !hospice
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 20 mL
dx: G89.3, C79.51
95991 @A
`,
    right: `2026-11-20 refill P-115 @office #medicare !hospice
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 20 mL
dx: G89.3, C79.51
95991-GV @A
`,
  },
  concerns: ['flag'],
  check(visit, context) {
    const flag = visit.encounter.flags.find(({ value }) => value === 'hospice');
    if (!flag || !visit.policy.isMedicare || visit.bill === 'facility' || !visit.linesToCheck.length) return;
    context.applies();
    const lacking = visit.linesToCheck.filter(line => !isMarked(line));
    const [first] = lacking;
    if (!first) return;
    const others = lacking.length > 1 ? ` (${list([...new Set(lacking.map(({ code }) => code))])})` : '';
    context.report({
      at: placeOfCode(first),
      message: `Add GW (unrelated) or GV (attending) to ${first.code}: Medicare denies a hospice patient's line without one${others}.`,
      evidence: [
        { at: flag, text: 'a hospice patient' },
        ...lacking.map(line => ({ at: line, text: 'neither GV nor GW' })),
      ],
      fixes: CHOICES.flatMap(([modifier, means]) => fixFor(visit, lacking, modifier, means)),
    });
  },
};

function isMarked(line: BilledCode): boolean {
  return line.modifiers.some(({ value }) => value === 'GV' || value === 'GW');
}

function fixFor(visit: Visit, lines: readonly BilledCode[], modifier: string, means: string): Fix[] {
  const taking = lines.filter(({ modifiers }) => modifiers.length < 4);
  if (!taking.length) return [];
  const title = `Add ${modifier} to ${list([...new Set(taking.map(({ code }) => code))])}: ${means}`;
  return [{ kind: 'edit', title, edits: taking.map(line => addModifier(visit, line, modifier)) }];
}
