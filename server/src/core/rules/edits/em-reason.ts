import { statedInText } from '../../visit/stated-in-text.js';
import { evaluations, hasOtherWork, modifierOn, staffRefill } from '../../claim/edits/evaluation.js';
import { isOfGroup } from '../../codes/service-table.js';
import type { Rule } from '../rule.js';
import { isStub } from '../../visit/acceptance.js';
import { insertField } from '../../visit/note-edits.js';

export const emReason: Rule = {
  id: 'em-reason',
  documents: [
    {
      key: 'em',
      when: visit =>
        evaluations(visit, visit.linesToCheck).some(line => modifierOn(line, '25') && hasOtherWork(visit, line)),
    },
  ],
  group: 'edits',
  severity: 'warning',
  title: '25 without a reason for the visit',
  description: `A visit (E/M) carries 25 and the note has no \`em:\` text that says what made it significant and separate from the service. The
routine reassessment before a refill is part of the refill and no such reason; nor is being a new patient, and \`em: none\` denies one. \`em-modifier\` reports a visit
with 25 and no other service.`,
  rationale:
    'Payers ask for the note behind a 25, and take the payment back if the visit was the usual work ' +
    'around the service.',
  fixDescription: 'Edit: inserts an empty `em:` line to fill in; it is reported until it has a text.',
  sources: ['NPM26'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 20 mL
dx: M96.1, M17.11
95991 @A
99214-25 @B
`,
    right: `2026-11-20 refill P-022 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 20 mL
dx: M96.1, M17.11
em: new right knee pain, exam and x-ray ordered, separate from the pump
95991 @A
99214-25 @B
`,
  },
  concerns: ['e/m', 'unknown code'],
  check(visit, context) {
    const staff = staffRefill(visit);
    const line = evaluations(visit, visit.linesToCheck).find(
      evaluation =>
        modifierOn(evaluation, '25') &&
        hasOtherWork(visit, evaluation) &&
        !(staff && isOfGroup('staff-visit', evaluation.code)),
    );
    if (!line) return;
    const at = modifierOn(line, '25')!;
    if (isStub(visit, 'em')) {
      context.missing({
        at,
        message: `Fill in \`em:\`: what made ${line.code} a separate visit.`,
        show: false,
      });
      return;
    }
    context.applies();
    const { em } = visit.encounter;
    if (em && !isDenied(em.value)) return;
    const stated = em ? undefined : statedInText(visit, 'em');
    if (stated) {
      context.missing({
        at,
        message: `Write in \`em:\` what made ${line.code} a separate visit: the text states it, and no line does.`,
        evidence: [{ at: stated, text: 'in the text' }],
        fixes: [{ kind: 'edit', title: 'Insert `em:` to fill in', edits: [insertField(visit, 'em', 'em:')] }],
        show: true,
      });
      return;
    }
    context.report({
      at,
      message: `Write in \`em:\` what made ${line.code} significant and separate, or remove 25.`,
      evidence: [
        { at: line, text: 'billed as a separate visit' },
        ...(em ? [{ at: em, text: '`em:` states no reason' }] : []),
      ],
      fixes: em ? [] : [{ kind: 'edit', title: 'Insert `em:` to fill in', edits: [insertField(visit, 'em', 'em:')] }],
    });
  },
};

/** `none`, `no separate problem today`, `nothing separate`: all of the text says that there was no separate visit. */
const NO_REASON =
  /^(?:none|no|n\/?a|nil|not applicable|nothing|not (?:done|separate|performed|needed)|(?:no|none|nothing|without)(?: (?:(?:beyond|outside(?: of)?|apart from|other than|except|unrelated to) (?:the |this )?(?:pump|refill|pump refill|pump visit|fill|procedure)|e\/m|em|separate|separately|identifiable|significant|other|new|additional|distinct|further|acute|medical|or|and|problems?|issues?|complaints?|concerns?|visits?|services?|reasons?|evaluations?|exams?|work|needs?))+)(?: (?:today|noted|reported|found|stated|done|performed|needed|(?:at|on|for|during|in) (?:this|the) (?:visit|time|encounter|day)|this visit))*[.]?$/i;

/** `routine`, `pump check only`, `same as pump visit`, `denies new complaints`: the usual work around the service. */
const ROUTINE =
  /^(?:(?:routine|usual|standard|regular|scheduled)(?: (?:pump|refill|visit|check|follow-?up|care|reassessment|only))*|(?:pump|refill|itb)(?: (?:pump|refill|visit|check|follow-?up|management|reassessment))* ?(?:only)?|same as .*|not separate\b.*|(?:part of|included in|for) (?:the )?(?:pump|refill)\b.*|denies (?:any )?(?:new|other|further)\b.*)$/i;

function isDenied(text: string): boolean {
  return text
    .split(/[,;]|\.(?:\s|$)/)
    .map(part => part.trim())
    .filter(Boolean)
    .every(part => NO_REASON.test(part) || ROUTINE.test(part));
}
