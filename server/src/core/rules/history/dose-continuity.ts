import { statedInText } from '../../visit/stated-in-text.js';
import { changesDose, doseLeft, doseProgrammed, pumpHistory, putsIn } from '../../visit/pump-history.js';
import { flowConflicts, type FlowConflict } from '../../claim/history/flow-conflict.js';
import { variation } from '../../claim/history/infusion-rate.js';
import { isReprogrammingCode } from '../../claim/services/pump-codes.js';
import type { Fact, Quantity } from '../../encounter/model.js';
import { isUndecided } from '../../visit/undecided.js';
import { formatQuantity } from '../../encounter/quantity.js';
import { isOldDose, sameDose } from '../../encounter/same-dose.js';
import { accountsFor } from '../../visit/accounted.js';
import type { Visit } from '../../visit/visit.js';
import type { RuleContext, Rule } from '../rule.js';
import { isOpen } from '../undecided.js';

export const doseContinuity: Rule = {
  id: 'dose-continuity',
  group: 'history',
  severity: 'warning',
  title: 'Dose does not follow from the last visit or program',
  description: [
    'The dose that is read must be the dose with which the last visit left the same pump, and the dose after must be the one that was programmed',
    '(or the one that was read, where nothing was). Units may differ: 0.48 mg/day is 480 mcg/day. So may what was rounded: 0.208 mg/hr is 5 mg/day. A new pump starts over.',
    'The dose from which `prog:` starts must be the dose that is read.',
    'A rate in mL/day beside a dose must be the dose ÷ the strength in the reservoir.',
  ].join('\n'),
  rationale:
    'A dose that jumps between two notes was changed without a record, or one of the notes has a slip; ' +
    'refill dates and the reason for reprogramming rest on it.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 reprogram P-022 @office
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
read: expected 9.1 mL, dose 6.0 mg/day, alarms none
prog: dose 6.0 -> 6.6 mg/day, reason "evening pain"
after: volume 9.1 mL, dose 6.0 mg/day, alarms none
62368 @A
`,
    right: `2026-11-20 reprogram P-022 @office
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
read: expected 9.1 mL, dose 6.0 mg/day, alarms none
prog: dose 6.0 -> 6.6 mg/day, reason "evening pain"
after: volume 9.1 mL, dose 6.6 mg/day, alarms none
62368 @A
`,
  },
  check(visit, context) {
    if (!checkRead(visit, context)) checkOldDose(visit, context);
    checkAfter(visit, context);
    for (const conflict of flowConflicts(visit)) reportFlow(conflict, context);
  },
};

/** A rate in mL/day beside a dose that it does not give. */
function reportFlow({ key, flow, dose, strength, text }: FlowConflict, context: RuleContext): void {
  context.applies();
  context.report({
    at: flow,
    message: `Correct the rate or the dose in \`${key}:\`: ${text}; ${formatQuantity(flow.value)} is noted.`,
    evidence: [
      { at: flow, text: `${formatQuantity(flow.value)} noted` },
      ...(dose.start === flow.start ? [] : [{ at: dose, text: formatQuantity(dose.value) }]),
      ...strength.from.map(at => ({ at, text: formatQuantity(at.value) })),
    ],
  });
}

/** What was read, against what the last visit left. @returns whether it is reported */
function checkRead(visit: Visit, context: RuleContext): boolean {
  const read = visit.encounter.read?.dose;
  if (!read) return false;
  const left = lastDose(visit);
  if (typeof left === 'string') {
    context.missing({ at: read, message: left, show: false });
    return false;
  }
  const same = sameDose(read, left.dose);
  if (same === undefined) {
    context.missing({
      at: read,
      message: `The dose is read in ${read.value.unit}, and was last stated in ${left.dose.value.unit}.`,
      show: false,
    });
    return false;
  }
  context.applies();
  if (same || accountsFor(visit, 'other dose')) return false;
  context.report({
    at: read,
    message: `Correct the dose read, or record who changed it: ${formatQuantity(read.value)} is read, and the visit of ${left.date} left ${formatQuantity(left.dose.value)}.`,
    evidence: [
      { at: read, text: `${formatQuantity(read.value)} read` },
      { at: left.dose, text: `${formatQuantity(left.dose.value)} on ${left.date}` },
    ],
  });
  return true;
}

/** The dose from which `prog:` starts, against what was read. A pump that runs at several rates has several doses. */
function checkOldDose(visit: Visit, context: RuleContext): void {
  const { read, prog } = visit.encounter;
  const step = prog?.items.find(({ kind, from, to }) => kind === 'dose' && from && to);
  // On the day of an exchange the read-out is of the old pump and the program of the new one.
  if (!read?.dose || !step?.from || putsIn(visit.encounter) || variation(visit.encounter)) return;
  const { block, start, end } = step;
  const old: Fact<Quantity> = { block, start, end, value: step.from };
  const same = [read.dose, ...(read.furtherDoses ?? [])].map(dose => sameDose(dose, old));
  if (same.includes(undefined)) return;
  if (isOpen(visit, context, { at: read.dose, keys: ['read', 'prog'], what: 'which dose ran before' })) return;
  context.applies();
  if (same.includes(true)) return;
  const [before, from] = [formatQuantity(read.dose.value), formatQuantity(old.value)];
  context.report({
    at: read.dose,
    message: `Correct \`read:\` or \`prog:\`: ${before} is read, and the change starts from ${from}.`,
    evidence: [
      { at: read.dose, text: `${before} read` },
      { at: old, text: `${from} before the change` },
    ],
  });
}

/** The newest dose of the story of the pump, or why it is not known. */
function lastDose(visit: Visit): { dose: Fact<Quantity>; date: string } | string {
  const last = pumpHistory(visit).find(({ facts }) => facts.leavesDose || facts.changesProgram);
  if (!last) return 'No earlier visit with this pump gives a dose.';
  const dose = last.facts.leavesDose ? doseLeft(last.encounter) : undefined;
  return dose
    ? { dose, date: last.date }
    : 'An earlier visit changed the program and does not give the dose that it left.';
}

/** Without `prog:`, the code that bills the change is where the missing change is reported. */
function isChangeAsked({ encounter, claimLines }: Visit): boolean {
  return !encounter.prog && claimLines.some(({ code }) => isReprogrammingCode(code));
}

/** `dose 5.00 -> 5.05 mg/day` and 5.00 afterward: the step is small, and was not made. */
function showsOldDose({ encounter }: Visit, shown: Quantity): boolean {
  const item = encounter.prog?.items.findLast(({ kind, to }) => kind === 'dose' && to);
  return item?.to !== undefined && isOldDose(shown, item.from, item.to);
}

/** What is shown after, against what was programmed; against what was read, where the note reports no change. */
function checkAfter(visit: Visit, context: RuleContext): void {
  const { encounter } = visit;
  const after = encounter.after?.dose;
  if (!after) return;
  const programmed = doseProgrammed(encounter);
  const unchanged =
    !encounter.prog?.items.some(item => item.changes) &&
    !isUndecided(visit, 'prog') &&
    (encounter.prog !== undefined || !statedInText(visit, 'prog')) &&
    !putsIn(encounter) &&
    !isChangeAsked(visit);
  const due = programmed ?? (unchanged ? encounter.read?.dose : undefined);
  const same = due && sameDose(after, due);
  // Another item of `prog:` that was not read may state the dose.
  const isOpenProgram = same === false && isUndecided(visit, 'prog');
  if (!due || same === undefined || isOpenProgram) {
    if (changesDose(encounter) || unchanged || isUndecided(visit, 'prog'))
      context.missing({
        at: after,
        message: 'The note does not give the dose that was programmed, or gives it in a unit that cannot be compared.',
        show: false,
      });
    return;
  }
  context.applies();
  if (same && !(programmed && showsOldDose(visit, after.value))) return;
  const was = programmed ? 'was programmed' : 'was read with no change noted';
  context.report({
    at: after,
    message: `Correct \`after:\` or \`prog:\`: the pump runs at ${formatQuantity(after.value)} afterward, and ${formatQuantity(due.value)} ${was}.`,
    evidence: [
      { at: after, text: `${formatQuantity(after.value)} afterward` },
      { at: due, text: `${formatQuantity(due.value)} ${programmed ? 'programmed' : 'read'}` },
    ],
  });
}
