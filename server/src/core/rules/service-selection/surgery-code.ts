import { statedInText } from '../../visit/stated-in-text.js';
import { MAX_EVIDENCE_LINES } from '../../claim/claim-limits.js';
import { bundledLines } from '../../claim/edits/pairs.js';
import { addingFixes, replaceCodeFixes } from '../../claim/fixes/replace-code.js';
import { cited, type Reason } from '../../claim/reason.js';
import { shareOfClaim } from '../../claim/services/claim-share.js';
import { isLikelyTypoOf } from '../../claim/services/likely-typo.js';
import { serviceInstead } from '../../claim/services/service-instead.js';
import { STOPPED_MODIFIERS } from '../../claim/services/pump-codes.js';
import { NO_CODE } from '../../claim/services/pump-service.js';
import { isUnreadable } from '../../claim/services/service-facts.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import {
  isTemporary,
  KEY_OF_SLOT,
  lineWithOpenAccess,
  SURGERY_CODES,
  type SurgeryChoice,
  type SurgeryLine,
  type SurgerySlot,
} from '../../claim/services/surgery.js';
import { checkOtherImplants } from './other-implant.js';
import { injectionInstead, isPercutaneous, type TrialChoice } from '../../claim/services/trial.js';
import { INJECTION_CODES, type SurgeryCode } from '../../codes/service-table.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Fix } from '../../edits/fix.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { list } from '../../text/prose.js';
import { doubtsOf } from '../../codes/caveats.js';
import { unreadItems } from '../../visit/undecided.js';
import { insertField } from '../../visit/note-edits.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule, RuleContext } from '../rule.js';

export const surgeryCode: Rule = {
  id: 'surgery-code',
  group: 'service-selection',
  severity: 'error',
  title: 'Surgery code does not match the surgery',
  description: `A device is coded by what goes in: 62362 programmable pump, 62361 constant-flow pump, 62360 reservoir,
61215 any of them for the brain. A pump of an artery is 36260 (revised 36261, taken out 36262), one of a vein 36563
(replaced 36583, taken out 36590). Taking out what a new device replaces is never billed apart; 62365 is for a device
that is taken out and not replaced. A spinal catheter that is placed or revised is 62350, with a laminectomy 62351;
one that is taken out and not replaced 62355. Work on the pocket alone has no code of its own (unlisted 64999). In a
trial, a temporary catheter is 62324–62327 and a single injection 62320–62323, by level and imaging. The rule compares
\`device:\` and \`catheter:\` with the claim, in both directions; the words of the header decide nothing. If an NCCI pair already denies a line, the pair is reported and this rule is silent.`,
  rationale:
    'The codes differ in device cost and global period (62351: 90 days). Payers compare them with the ' +
    'operative note and the device invoice.',
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
    for (const line of visit.linesToCheck) checkInjection(visit, line, context);
    const billed = visit.linesToCheck.filter(({ code }) => SURGERY_CODES.has(code));
    if (surgery.device === 'neurostimulator' || (!billed.length && !surgery.lines.length)) return;
    context.applies();
    const due = surgery.lines.filter(line => !isCovered(visit, surgery, line));
    checkOtherImplants(visit, surgery, due, context);
    for (const line of billed) checkBilled(visit, surgery, line, { due, context });
    checkTemporaryCatheter(visit, due, context);
    if (!visit.stopped && !shareOfClaim(visit)) for (const line of due) checkMissing(visit, surgery, line, context);
  },
};

/**
 * Whether the claim bills a line that the facts support, by its code or another that the same facts may be billed with.
 */
function isCovered(visit: Visit, surgery: SurgeryChoice, { code, alternatives, slot }: SurgeryLine): boolean {
  const isBilled = (one: string): boolean => visit.claimLines.some(line => line.code === one);
  if (isBilled(code) || alternatives.some(isBilled)) return true;
  return slot === 'catheter' && surgery.laminectomyOpen && visit.claimLines.some(line => isSamePart(line.code, code));
}

/** Whether a code puts in the whole device that another revises: its catheter work is no revision then. */
function isWholeSystem(entry: SurgeryCode, revision: string): boolean {
  const other = SURGERY_CODES.get(revision);
  return entry.part === 'device' && other?.space === entry.space && other.vessel === entry.vessel;
}

function isSamePart(one: string, other: string): boolean {
  const [a, b] = [SURGERY_CODES.get(one), SURGERY_CODES.get(other)];
  return a !== undefined && a.part === b?.part && a.space === b.space && a.vessel === b.vessel;
}

function checkBilled(
  visit: Visit,
  surgery: SurgeryChoice,
  billed: BilledCode,
  { due, context }: { readonly due: SurgeryLine[]; readonly context: RuleContext },
): void {
  const entry = SURGERY_CODES.get(billed.code)!;
  if (isOpenByAccess(visit, surgery, billed, context)) return;
  if (isSupported(surgery, billed.code) || isLeftToPayer(surgery, entry) || surgery.abandoned.has(entry.part)) return;
  // Column 2 of a pair that is reported: the pair says what goes.
  if (bundledLines(visit).has(billed)) return;
  if (visit.stopped && billed.modifiers.some(({ value }) => STOPPED_MODIFIERS.has(value))) return;
  const lacking = lackingFact(visit, surgery, billed.code);
  if (lacking) {
    reportLacking(visit, billed, lacking, context);
    // What the undecided code would include is not missing.
    const included = due.filter(
      line =>
        isRelated(line.slot, entry.part) ||
        entry.contains?.includes(line.slot) ||
        (line.slot === 'revision' && isWholeSystem(entry, line.code)),
    );
    for (const line of included) due.splice(due.indexOf(line), 1);
    return;
  }
  // A code of another space is wrong for anything that was done here.
  const right =
    due.find(line => line.slot === entry.part) ??
    due.find(line => isRelated(line.slot, entry.part) || entry.space !== surgery.space) ??
    // One code that was not done beside one that is missing: the two are one mistake.
    (due.length === 1 && !due[0]!.assumed && !SURGERY_CODES.get(due[0]!.code)?.unlisted ? due[0] : undefined);
  if (right && !billed.unsure) due.splice(due.indexOf(right), 1);
  const instead = right?.code ?? insteadOfSurgery(visit);
  const here: readonly Reason[] =
    right?.reasons ?? surgery.lines.find(line => isRelated(line.slot, entry.part))?.reasons ?? [];
  const why = here[0]?.text ?? whyNothing(visit, surgery, entry.part);
  context.report({
    at: placeOfCode(billed),
    message: `${instead ? `Bill ${instead}` : `Delete ${billed.code}`}: ${why}, and ${billed.code} is ${entry.means}.`,
    evidence: cited([...here, ...stated(visit)]),
    fixes: surgery.device === 'port' && !instead ? [] : replaceCodeFixes(visit, billed, instead ?? NO_CODE),
    ...(right && SURGERY_CODES.get(right.code)?.unverified
      ? doubtsOf(visit.codes.unverifiedAbout(`code:${right.code}`))
      : {}),
  });
}

/** What the note says instead, if it states no work that the code could be for. */
function whyNothing(visit: Visit, surgery: SurgeryChoice, part: SurgerySlot): string {
  if (surgery.device === 'port') return 'the device is a port';
  if (KEY_OF_SLOT[part] === 'catheter' && supportedServices(visit).trial?.byCatheter)
    return 'the catheter of the trial went through the skin';
  const { catheter } = visit.encounter;
  if (KEY_OF_SLOT[part] === 'catheter' && catheter && isTemporary(catheter))
    return 'a temporary catheter that comes out is part of the trial';
  const whole = surgery.lines.find(({ code }) => SURGERY_CODES.get(code)?.contains?.includes(part));
  if (whole) return `${whole.code} includes it`;
  if (KEY_OF_SLOT[part] === 'catheter' && catheter?.work.some(({ value }) => value === 'kept'))
    return 'the catheter was kept';
  const { devices } = visit.encounter;
  if (part === 'device' && devices.some(device => device.out) && !devices.some(device => device.in))
    return 'the device was taken out and none put in';
  return 'the note has no such work';
}

/** An unlisted code needs the payer's consent alone, unless the work on this device has a code of its own. */
function isLeftToPayer({ lines }: SurgeryChoice, { unlisted, part }: SurgeryCode): boolean {
  return unlisted === true && !lines.some(line => line.slot === part && !SURGERY_CODES.get(line.code)?.unlisted);
}

/** Whether the facts lead to the code. */
function isSupported(surgery: SurgeryChoice, code: string): boolean {
  return surgery.lines.some(line => line.code === code || line.alternatives.includes(code));
}

/**
 * Whether the access decides a billed code, and the note does not name it.
 * @returns true if the rule has nothing else to report on the line
 */
function isOpenByAccess(visit: Visit, surgery: SurgeryChoice, billed: BilledCode, context: RuleContext): boolean {
  const line = lineWithOpenAccess(surgery, billed.code);
  if (!line) return false;
  const other = list([...line.alternatives, ...line.besideAlternatives]);
  const first = visit.linesToCheck.find(({ code }) => lineWithOpenAccess(surgery, code) === line);
  context.missing({
    at: placeOfCode(billed),
    message: `Write in \`catheter:\` whether the access is the same or another one: bill ${line.code} for the same, ${other} for another.`,
    evidence: cited(line.reasons),
    show: billed === first,
  });
  return true;
}

/** The parts that the same `device:` or `catheter:` line decides. */
function isRelated(one: SurgerySlot, other: SurgerySlot): boolean {
  return KEY_OF_SLOT[one] === KEY_OF_SLOT[other];
}

function reportLacking(visit: Visit, billed: BilledCode, lacking: LackingFact, context: RuleContext): void {
  const { key } = lacking;
  const stub: Fix[] =
    key && !visit.encounter.fields.has(key)
      ? [{ kind: 'edit', title: `Insert \`${key}:\` to fill in`, edits: [insertField(visit, key, `${key}:`)] }]
      : [];
  context.missing({
    at: placeOfCode(billed),
    message: `Write ${lacking.words} to decide ${billed.code}: the note does not say it.`,
    ...(lacking.evidence ? { evidence: lacking.evidence } : {}),
    fixes: stub,
    show: lacking.show,
  });
}

/** A code for a temporary catheter or a single injection, beside a catheter that was tunneled. */
function checkTemporaryCatheter(visit: Visit, due: SurgeryLine[], context: RuleContext): void {
  const tunneled = due.find(({ slot }) => slot === 'catheter');
  const billed = visit.claimLines.find(({ code }) => INJECTION_CODES.has(code));
  if (!tunneled || !billed || !visit.encounter.services.some(({ value }) => value === 'trial')) return;
  due.splice(due.indexOf(tunneled), 1);
  const isShot = INJECTION_CODES.get(billed.code)?.access !== 'catheter';
  context.report({
    at: placeOfCode(billed),
    message: `Bill ${tunneled.code}: the catheter was tunneled, and ${billed.code} is for ${isShot ? 'a single injection' : 'a temporary catheter through the skin'}.`,
    evidence: cited(tunneled.reasons),
    fixes: replaceCodeFixes(visit, billed, tunneled.code),
  });
}

/** The injection of a trial: by a catheter that stays or a single shot, at a level of the spine. */
function checkInjection(visit: Visit, billed: BilledCode, context: RuleContext): void {
  const { trial } = supportedServices(visit);
  const entry = INJECTION_CODES.get(billed.code);
  if (!trial || !entry) return;
  askForCatheter(visit, trial, billed, context);
  if (trial.access === undefined && trial.level === undefined) return;
  context.applies();
  const instead = injectionInstead(trial, billed.code);
  if (!instead || bundledLines(visit).has(billed) || visit.claimLines.some(({ code }) => code === instead)) return;
  const right = INJECTION_CODES.get(instead)!;
  const access = right.access === 'catheter' ? 'a temporary catheter was placed' : 'no catheter was placed';
  const isOther = right.access !== entry.access;
  const ofEntry = entry.access === 'catheter' ? 'a catheter that stays' : 'a single injection';
  const why = isOther ? access : `it was in the ${right.level === 'neck or chest' ? right.level : 'lower spine'}`;
  const is = isOther ? ofEntry : `the ${entry.level === 'neck or chest' ? entry.level : 'lower spine'}`;
  context.report({
    at: placeOfCode(billed),
    message: `Bill ${instead}: ${why}, and ${billed.code} is for ${is}.`,
    evidence: cited(trial.reasons),
    fixes: replaceCodeFixes(visit, billed, instead),
  });
}

/** A code of a catheter that stays, on a note that says nothing of the way in. */
function askForCatheter(visit: Visit, { access }: TrialChoice, billed: BilledCode, context: RuleContext): void {
  const isOfCatheter = INJECTION_CODES.get(billed.code)?.access === 'catheter';
  if (access !== undefined || !isOfCatheter || visit.encounter.fields.has('catheter')) return;
  context.missing({
    at: placeOfCode(billed),
    message: `Write \`catheter:\` to decide ${billed.code}: it is for a catheter that stays, and the note states none.`,
    show: true,
  });
}

function checkMissing(visit: Visit, surgery: SurgeryChoice, line: SurgeryLine, context: RuleContext): void {
  if (line.slot === 'catheter' && surgery.laminectomyUnclear) {
    context.missing({
      at: visit.encounter.catheter!,
      message: 'Write `laminectomy` or `no laminectomy` in `catheter:`: it decides whether to bill 62351 or 62350.',
      show: true,
    });
    return;
  }
  const isMeant = visit.encounter.codes.some(({ code, valid }) =>
    valid ? isLikelyTypoOf(visit, code, [line.code]) : SURGERY_CODES.has(code),
  );
  // An unlisted code needs the payer's consent, and venous devices have codes that the tables do not hold.
  if (line.assumed || isMeant || SURGERY_CODES.get(line.code)?.unlisted || hasUnknownSurgery(visit, surgery)) return;
  context.report({
    at: visit.encounter.header,
    message: `Add ${line.code}: ${line.reasons[0]?.text ?? 'the surgery was done'}, and no line bills it.`,
    evidence: cited(line.reasons),
    fixes: addingFixes(visit, line.code),
  });
}

function hasUnknownSurgery(visit: Visit, surgery: SurgeryChoice): boolean {
  return surgery.space === 'systemic' && visit.claimLines.some(({ code }) => !visit.codes.procedure(code));
}

/** On a visit without any surgery the pump service that the facts support; in a trial its injection. */
function insteadOfSurgery(visit: Visit): string | undefined {
  const { trial } = supportedServices(visit);
  const isInjectionBilled = visit.claimLines.some(line => INJECTION_CODES.has(line.code));
  return trial && visit.encounter.catheter && !isInjectionBilled ? trial.code : serviceInstead(visit);
}

interface LackingFact {
  readonly words: string;
  readonly key?: 'device' | 'catheter';
  readonly evidence?: readonly { readonly at: SourceRange; readonly text: string }[];
  readonly show: boolean;
}

/** What the note would have to state of each part of the surgery. */
const WORDS_OF_SLOT: Readonly<Record<SurgerySlot, string>> = {
  device: 'what was put in',
  'device removal': 'what was taken out',
  revision: 'what was revised',
  catheter: 'what was done to the catheter',
  'catheter removal': 'what was done to the catheter',
};

/**
 * What keeps the rule from checking a code: a fact that the header promises and no field states, or one that is open.
 */
function lackingFact(visit: Visit, surgery: SurgeryChoice, code: string): LackingFact | undefined {
  const slot = SURGERY_CODES.get(code)!.part;
  const key = KEY_OF_SLOT[slot];
  const words = WORDS_OF_SLOT[slot];
  const unread = unreadItems(visit, key);
  if (unread.length)
    return { words, evidence: unread.map(at => ({ at, text: 'this item was not read' })), show: false };
  // Either line may hold words of the other.
  if (isUnreadable(visit, 'device') || isUnreadable(visit, 'catheter')) return { words, show: false };
  if (shareOfClaim(visit) === 'care before or after') return { words: 'the surgery of the other day', show: false };
  if (isOfOpenDevice(surgery, slot) && !isContradicted(surgery, code))
    return { words: 'the route or the type of the device', show: false };
  if (slot === 'catheter' && surgery.laminectomyOpen && surgery.lines.some(line => isSamePart(line.code, code)))
    return { words: 'in `catheter:` whether there was a laminectomy', show: true };
  const { catheter } = visit.encounter;
  const isOpenTrial = catheter !== undefined && supportedServices(visit).trial?.byCatheter === true;
  if (slot === 'catheter' && isOpenTrial && !isPercutaneous(catheter))
    return { words: 'in `catheter:` whether the catheter was tunneled or went through the skin', show: true };
  return unstatedFact(visit, surgery, slot);
}

/** A part of the surgery of which no field states anything, and the text, the header or another part does. */
function unstatedFact(visit: Visit, surgery: SurgeryChoice, slot: SurgerySlot): LackingFact | undefined {
  const key = KEY_OF_SLOT[slot];
  const words = WORDS_OF_SLOT[slot];
  const isThere = visit.encounter.fields.has(key);
  const text = isThere ? undefined : statedInText(visit, key);
  if (text) return { words, key, evidence: [{ at: text, text: 'the text states it' }], show: true };
  const { trial } = supportedServices(visit);
  if (!surgery.promised.has(slot) || (trial && (!isThere || (trial.byCatheter && key === 'catheter'))))
    return undefined;
  return isThere ? { words, show: true } : { words, key, show: true };
}

/** Whether the note states another thing of the part of a spinal code: no route makes the code right then. */
function isContradicted({ stated, missing }: SurgeryChoice, code: string): boolean {
  const entry = SURGERY_CODES.get(code)!;
  return entry.space === 'spinal' && stated.has(entry.part) && !missing.some(({ slot }) => slot === entry.part);
}

/** Whether the route or the type of the device is open: without a route no part of the surgery has a code. */
function isOfOpenDevice({ space, missing }: SurgeryChoice, slot: SurgerySlot): boolean {
  return (!space && missing.length > 0) || missing.some(one => isRelated(one.slot, slot));
}

/** The lines on the surgery that the note has. */
function stated(visit: Visit): { text: string; at: SourceRange }[] {
  const { devices, catheter } = visit.encounter;
  return [
    ...devices.slice(0, MAX_EVIDENCE_LINES).map(at => ({ text: 'the device', at })),
    ...(catheter ? [{ text: 'the catheter', at: catheter }] : []),
  ];
}
