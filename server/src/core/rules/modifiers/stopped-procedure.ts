import { chooseSurgery, SURGERY_CODES } from '../../claim/services/surgery.js';
import { isUndecided } from '../../visit/undecided.js';
import {
  decideDiscontinued,
  stopModifiers,
  stoppable,
  type DiscontinuedDecision,
} from '../../claim/services/discontinued.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { Evidence, RuleContext, Rule } from '../rule.js';
import { isOfOtherSetting } from './modifier-setting.js';
import { stopFixes } from './stop-fix.js';
import { cited, type Reason } from '../../claim/reason.js';
import { isRefillCode } from '../../claim/services/pump-codes.js';
import { fillReason } from '../../claim/services/service-facts.js';
import { placeOfCode, removeModifier } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';
import { insertField } from '../../visit/note-edits.js';

export const stoppedProcedure: Rule = {
  id: 'stopped-procedure',
  group: 'modifiers',
  severity: 'error',
  title: 'Stopped procedure without its modifier',
  description: `The header says \`!stopped\`, or there is a \`stop:\` line, and the procedure is billed without the modifier that follows:

| claim | how far it went | billed with |
|---|---|---|
| professional | before the start, or by choice (\`elective\`) | no code |
| professional | after the start | 53; for a failed access 52 as well |
| facility, anesthesia planned, patient in the room | before anesthesia | 73 |
| facility, anesthesia planned, patient in the room | after anesthesia, or after the start | 74 |
| facility, no anesthesia planned | | 52 |
| facility, anesthesia planned | by choice | no code |

With no stage in the note the rule has no data, and says so where a modifier is billed; a line without any is wrong at every stage. A
reading of the pump beside a stopped refill was not stopped. 53 on a professional or 73, 74 on an institutional line with nothing in the
note about a stop is asked about too. Catheter work that the line on it says was given up needs a modifier as well.`,
  rationale: 'Without the modifier the claim bills a whole procedure that did not take place.',
  fixDescription:
    'Edits: bill with the modifier of the table, delete the line where nothing is billed, or insert an ' +
    'empty `stop:` line to fill in.',
  sources: ['MODS'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office !stopped
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 0 mL, in 0 mL, attempts 1
stop: after-start, reason "hypotension and sweating"
dx: G80.0
95991 @A
`,
    right: `2026-11-20 refill P-014 @office !stopped
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 0 mL, in 0 mL, attempts 1
stop: after-start, reason "hypotension and sweating"
dx: G80.0
95991-53 @A
`,
  },
  check(visit, context) {
    const lines = stoppable(visit);
    if (isUndecided(visit, 'stop')) {
      context.missing({
        at: visit.encounter.header,
        message: 'Fill in `stop:`: how far the procedure went.',
        show: false,
      });
    } else if (visit.stopped) {
      context.applies();
      checkLines(visit, context, lines, decideDiscontinued(visit));
    } else {
      for (const line of lines) if (!checkAbandoned(visit, context, line)) askWhetherStopped(visit, context, line);
    }
  },
};

function checkLines(
  visit: Visit,
  context: RuleContext,
  lines: readonly BilledCode[],
  decision: DiscontinuedDecision,
): void {
  // A modifier of the other kind of claim is the one finding of its line.
  const own = lines.filter(line => !stopModifiers(line).some(m => isOfOtherSetting(visit, m.value)));
  if (decision.kind === 'no code') {
    for (const line of own)
      fail(visit, context, line, {
        decision,
        message: `Delete ${line.code}: it was ${reasonText(decision)}, and nothing is billed for that.`,
      });
    return;
  }
  const right: readonly string[] = decision.kind === 'modifier' ? decision.allowed : decision.possible;
  const wanted =
    list(right, 'or') + (decision.kind === 'unknown' && decision.orNothing ? ', or no code if it had not begun,' : '');
  for (const line of own) {
    const modifiers = stopModifiers(line);
    if (!modifiers.length) continue;
    if (!modifiers.some(m => right.includes(m.value))) {
      const carried = list(modifiers.map(m => m.value));
      fail(visit, context, line, {
        decision,
        message: `Bill ${line.code} with ${wanted} instead of ${carried}: it was ${reasonText(decision)}.`,
      });
    } else if (decision.kind === 'unknown') ask(visit, context, line, decision);
  }
  // One procedure was stopped: if a line is marked as that one, the others were completed.
  const [first] = own;
  if (!first || lines.some(line => stopModifiers(line).length > 0)) return;
  if (own.every(line => isDone(visit, line)) && isOtherPartStopped(visit)) askWhichPart(visit, context, first);
  else {
    const which = list([...new Set(own.map(line => line.code))], 'or');
    fail(visit, context, first, {
      decision,
      message: `Add ${wanted} to ${which}: it was ${reasonText(decision)}, and no modifier says so.`,
    });
  }
}

/** Whether the note states the work of a surgery line as done. */
function isDone(visit: Visit, { code }: BilledCode): boolean {
  const { lines, abandoned } = chooseSurgery(visit);
  const part = SURGERY_CODES.get(code)?.part;
  return part !== undefined && !abandoned.has(part) && lines.some(line => line.code === code && !line.assumed);
}

/** Whether the header names an implant or a replacement, and no field states that a device went in. */
function isOtherPartStopped({ encounter: { services, devices } }: Visit): boolean {
  return services.some(({ value }) => value === 'implant' || value === 'replace') && !devices.some(device => device.in);
}

function askWhichPart(visit: Visit, context: RuleContext, line: BilledCode): void {
  context.missing({
    at: placeOfCode(line),
    message: `Check which part was stopped: the note states the work of ${line.code} as done, and no device that went in.`,
    evidence: visit.encounter.stop ? [{ at: visit.encounter.stop, text: 'stopped' }] : [],
    show: true,
  });
}

function fail(
  visit: Visit,
  context: RuleContext,
  line: BilledCode,
  { decision, message }: { readonly decision: DiscontinuedDecision; readonly message: string },
): void {
  context.report({
    at: stopModifiers(line)[0] ?? placeOfCode(line),
    message,
    evidence: evidenceOf(decision),
    fixes: decision.kind === 'unknown' ? askForStage(visit) : stopFixes(visit, line, decision),
  });
}

function ask(
  visit: Visit,
  context: RuleContext,
  line: BilledCode,
  decision: DiscontinuedDecision & { kind: 'unknown' },
): void {
  const modifier = stopModifiers(line)[0]!;
  const billed = `${line.code}-${modifier.value}`;
  const message = {
    room: `Add \`in room\` to \`stop:\` if the patient was in the room: else ${billed} is not billed.`,
    stage: `Write the stage in \`stop:\`: ${billed} depends on how far the procedure went.`,
    anesthesia: `Write in \`stop:\` whether anesthesia was planned, and given: ${billed} depends on it.`,
  }[decision.missing];
  context.missing({ at: modifier, message, evidence: evidenceOf(decision), fixes: askForStage(visit), show: true });
}

/** Surgery that the line on it says was given up, billed as if it was done. @returns whether it was given up */
function checkAbandoned(visit: Visit, context: RuleContext, line: BilledCode): boolean {
  const slot = SURGERY_CODES.get(line.code)?.part;
  const abandoned = slot && chooseSurgery(visit).abandoned.get(slot);
  if (!abandoned) return false;
  context.applies();
  if (stopModifiers(line).length) return true;
  const allowed = visit.bill === 'facility' ? (['74', '73', '52'] as const) : (['53', '52'] as const);
  const reasons = [{ text: 'given up', at: abandoned }];
  context.report({
    at: placeOfCode(line),
    message: `Add ${list(allowed, 'or')} to ${line.code}, or delete it: it was given up, and no modifier says so.`,
    evidence: reasons,
    fixes: [...stopFixes(visit, line, { kind: 'modifier', allowed, reasons }), ...askForStage(visit)],
  });
  return true;
}

/** A modifier of a stopped procedure where the note knows of no stop. An attempt to fill is explained by itself. */
function askWhetherStopped(visit: Visit, context: RuleContext, line: BilledCode): void {
  const modifier = stopModifiers(line).find(m => m.value !== '52' && !isOfOtherSetting(visit, m.value));
  if (!modifier) return;
  context.applies();
  if (visit.fill === 'attempt') return;
  if (modifier.value === '53' && isCompleted(visit, line)) {
    context.report({
      at: modifier,
      message: `Remove 53 from ${line.code}, or write \`stop:\`: the note states the service as done, and no stop.`,
      evidence: cited(reasonsOfDone(visit)),
      fixes: [
        { kind: 'edit', title: `Remove 53 from ${line.code}`, edits: [removeModifier(line, modifier)] },
        ...askForStage(visit),
      ],
    });
    return;
  }
  context.missing({
    at: modifier,
    message: `Write \`stop:\` for ${line.code}-${modifier.value}: the note does not say that the procedure was stopped.`,
    fixes: askForStage(visit),
    show: true,
  });
}

/** Whether the note states a whole fill, or the work of a surgery line, as done. */
function isCompleted(visit: Visit, line: BilledCode): boolean {
  return isRefillCode(line.code) ? visit.fill === 'refill' : isDone(visit, line);
}

function reasonsOfDone(visit: Visit): readonly Reason[] {
  return visit.fill === 'refill' ? [fillReason(visit)] : chooseSurgery(visit).lines.flatMap(({ reasons }) => reasons);
}

function askForStage(visit: Visit): Fix[] {
  return visit.encounter.stop
    ? []
    : [{ kind: 'edit', title: 'Insert `stop:` to fill in', edits: [insertField(visit, 'stop', 'stop:')] }];
}

function reasonText(decision: DiscontinuedDecision): string {
  const [first, ...rest] = decision.reasons;
  const others = rest
    .filter(reason => !reason.text.endsWith('claim'))
    .map(reason => reason.text.replace('stopped ', ''));
  return [first!.text.startsWith('stopped') ? first!.text : `stopped with ${first!.text}`, ...others].join(', ');
}

function evidenceOf(decision: DiscontinuedDecision): Evidence[] {
  return decision.reasons.flatMap(reason => (reason.at ? [{ at: reason.at, text: reason.text }] : []));
}
