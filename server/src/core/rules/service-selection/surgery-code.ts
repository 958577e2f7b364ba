import { MAX_EVIDENCE_LINES } from '../../claim/claim-limits.js';
import { memoByVisit } from '../../visit/memo.js';
import { bundledLines } from '../../claim/edits/pairs.js';
import { PUMP_CODES, STOPPED_MODIFIERS } from '../../claim/services/pump-codes.js';
import { NO_CODE } from '../../claim/services/pump-service.js';
import { cited } from '../../claim/reason.js';
import { addingFixes, replaceCodeFixes } from '../../claim/fixes/replace-code.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import { isUnreadable } from '../../claim/services/service-facts.js';
import { isLikelyTypoOf } from '../../claim/services/likely-typo.js';
import { SURGERY_CODES, type SurgeryChoice, type SurgeryLine, type SurgerySlot } from '../../claim/services/surgery.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { Service } from '../../syntax/vocabulary.js';
import type { RuleContext, Rule } from '../rule.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { insertField } from '../../visit/note-edits.js';

export const surgeryCode: Rule = {
  id: 'surgery-code',
  group: 'service-selection',
  severity: 'error',
  title: 'The surgery code and the surgery do not match',
  description: `A device is coded by what goes in: 62362 programmable pump, 62361 constant-flow pump, 62360 reservoir, 61215 any of them for the brain.
Taking out what it replaces is never billed apart; 62365 is for a device that is taken out and not replaced. A spinal catheter that is placed or
revised is 62350, with a laminectomy 62351; one that is taken out and not replaced 62355. The rule compares \`device:\` and \`catheter:\` with the
claim, in both directions. Where an NCCI pair already denies a line, the pair is reported and this rule is silent.`,
  rationale:
    'The codes differ in device cost and global period (62351: 90 days). The operative note and the device invoice are compared with them.',
  fixDescription: 'Edit: the code for what was done, a line deleted, or a line added.',
  sources: ['RVU26', 'PTP24'],
  examples: {
    wrong: `2026-11-20 replace P-131 @asc
by: MD AS
device: out NGP0000131, in IsoMed 8472-35, sn NGP0000231, 35 mL, IT, constant-flow
catheter: kept
dx: Z45.1, M96.1
62362 @AB
`,
    right: `2026-11-20 implant P-138 @opd
by: MD AS
device: in SynchroMed II 8637-40, sn NGP0000238, 40 mL, IT, programmable
catheter: new, no laminectomy
dx: G82.22
62362 @A
62350 @A
`,
  },
  check(visit, context) {
    const { surgery } = supportedServices(visit);
    const billed = visit.linesToCheck.filter(({ code }) => SURGERY_CODES.has(code));
    if (!billed.length && !surgery.lines.length) return;
    context.applies();
    const isBilled = (code: string): boolean => visit.claimLines.some(line => line.code === code);
    const isEitherCatheter = surgery.laminectomyUnclear && (isBilled('62350') || isBilled('62351'));
    const due = surgery.lines.filter(({ code, slot }) => !isBilled(code) && !(slot === 'catheter' && isEitherCatheter));
    for (const line of billed) judge(visit, surgery, line, due, context);
    if (visit.stopped) return;
    for (const line of due) {
      if (line.slot === 'catheter' && surgery.laminectomyUnclear) {
        const message =
          'The note does not say in `catheter:` whether there was a laminectomy, so it is not decided whether 62350 or 62351 is to be billed.';
        context.missing({ at: visit.encounter.catheter!, message, show: true });
        continue;
      }
      const isMeant = visit.encounter.codes.some(({ code, valid }) =>
        valid ? isLikelyTypoOf(visit, code, [line.code]) : SURGERY_CODES.has(code),
      );
      if (line.assumed || isMeant) continue;
      // Codes of venous devices are as many as their operations; only their absence is judged.
      if (
        !SURGERY_CODES.has(line.code) &&
        visit.claimLines.some(({ code }) => visit.codes.procedure(code)?.kind === 'venous-device')
      )
        continue;
      context.report({
        at: visit.encounter.header,
        message: `${capital(line.reasons[0]?.text ?? 'the surgery was done')}: ${line.code} is not billed, add it.`,
        evidence: cited(line.reasons),
        fixes: addingFixes(visit, line.code),
      });
    }
  },
};

function judge(
  visit: Visit,
  surgery: SurgeryChoice,
  billed: BilledCode,
  due: SurgeryLine[],
  context: RuleContext,
): void {
  if (surgery.lines.some(({ code }) => code === billed.code)) return;
  // Column 2 of a pair that is reported: the pair says what goes.
  if (bundledLines(visit).has(billed)) return;
  if (visit.stopped && billed.modifiers.some(({ value }) => STOPPED_MODIFIERS.has(value))) return;
  const { slot, means } = SURGERY_CODES.get(billed.code)!;
  const at = placeOfCode(billed);
  const lacking = lackingFact(visit, surgery, slot);
  if (lacking) {
    const stub: Fix[] =
      lacking.key && !visit.encounter.fields.has(lacking.key)
        ? [
            {
              kind: 'edit',
              title: `Insert \`${lacking.key}:\` to fill in`,
              edits: [insertField(visit, lacking.key, `${lacking.key}:`)],
            },
          ]
        : [];
    context.missing({
      at,
      message: `The note does not say ${lacking.words}, so it is not decided whether ${billed.code} is right.`,
      fixes: stub,
      show: lacking.show,
    });
    return;
  }
  const right = due.find(line => line.slot === slot) ?? due.find(line => line.slot.startsWith(slot.split(' ')[0]!));
  if (right && !billed.unsure) due.splice(due.indexOf(right), 1);
  const instead = right?.code ?? serviceInstead(visit);
  const here = right?.reasons ?? surgery.lines.find(line => line.slot.startsWith(slot.split(' ')[0]!))?.reasons ?? [];
  context.report({
    at,
    message: `${billed.code} is ${means}, but ${here[0]?.text ?? 'the note has no such work'}: ${instead ? `bill ${instead}` : `delete ${billed.code}`}.`,
    evidence: cited([...here, ...stated(visit)]),
    fixes: replaceCodeFixes(visit, billed, instead ?? NO_CODE),
  });
}

/** On a visit without any surgery: the pump service that the facts support, where the claim has none. */
const serviceInstead = memoByVisit((visit): string | undefined => {
  const { devices, catheter } = visit.encounter;
  const { code, attempt } = supportedServices(visit).pump;
  return devices.length || catheter || attempt || visit.claimLines.some(line => PUMP_CODES.has(line.code))
    ? undefined
    : code;
});

interface LackingFact {
  readonly words: string;
  readonly key?: 'device' | 'catheter';
  readonly show: boolean;
}

/** The field that states each part of the surgery, and the header words that promise it. */
const PARTS: Readonly<
  Record<
    SurgerySlot,
    { readonly key: 'device' | 'catheter'; readonly services: readonly Service[]; readonly words: string }
  >
> = {
  device: { key: 'device', services: ['implant', 'replace'], words: 'what was put in' },
  'device removal': { key: 'device', services: ['remove', 'replace'], words: 'what was taken out' },
  catheter: {
    key: 'catheter',
    services: ['implant', 'replace', 'revise', 'trial'],
    words: 'what was done to the catheter',
  },
  'catheter removal': {
    key: 'catheter',
    services: ['remove', 'replace', 'revise'],
    words: 'what was done to the catheter',
  },
};

/** What keeps the rule from judging a part: a fact that the header promises and no field states, or one that is open. */
function lackingFact(visit: Visit, surgery: SurgeryChoice, slot: SurgerySlot): LackingFact | undefined {
  const { key, services, words } = PARTS[slot];
  if (isUnreadable(visit, key)) return { words, show: false };
  if (surgery.missing.some(missing => missing.slot === slot))
    return { words: 'the route or the type of the device', show: false };
  if (slot === 'catheter' && surgery.laminectomyUnclear)
    return { words: 'in `catheter:` whether there was a laminectomy', show: true };
  if (surgery.stated.has(slot) || visit.encounter.fields.has(key)) return undefined;
  const promised =
    visit.encounter.services.some(({ value }) => services.includes(value)) ||
    (key === 'catheter' && visit.encounter.devices.length > 0);
  return promised ? { words, key, show: true } : undefined;
}

/** The lines on the surgery that the note has. */
function stated(visit: Visit): { text: string; at: SourceRange }[] {
  const { devices, catheter } = visit.encounter;
  return [
    ...devices.slice(0, MAX_EVIDENCE_LINES).map(at => ({ text: 'the device', at })),
    ...(catheter ? [{ text: 'the catheter', at: catheter }] : []),
  ];
}

function capital(text: string): string {
  return text[0]!.toUpperCase() + text.slice(1);
}
