import { codesOfGroup } from '../../codes/service-table.js';
import { isEvaluation } from '../../claim/edits/evaluation.js';
import { linesInsideSurgery } from '../../claim/edits/pairs.js';
import { atLevel, isReprogrammingCode, levelOf, STOPPED_MODIFIERS } from '../../claim/services/pump-codes.js';
import { NO_CODE, replacementFor, type PumpService } from '../../claim/services/pump-service.js';
import { cited } from '../../claim/reason.js';
import { replaceCodeFixes } from '../../claim/fixes/replace-code.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import {
  changeReason,
  fillReason,
  isUnreadable,
  nameOf,
  performerReason,
  undecidedEvidence,
} from '../../claim/services/service-facts.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { MissingFact, Rule, RuleContext } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { isAccepted } from '../../visit/acceptance.js';

export const performerLevel: Rule<'error' | 'warning'> = {
  id: 'performer-level',
  group: 'service-selection',
  severity: 'error',
  severities: ['error', 'warning'],
  title: 'Performer and code do not match',
  description: `95990 and 62369 are for a fill by clinical staff (RN, LPN, MA …), 95991 and 62370 for a fill by a
physician or another qualified professional in person. The performer is who filled, the first of \`by:\`; who read or programmed does not count. A staff fill with the
physician's code is an error, a physician's fill with the staff code a warning. 62367, 62368 and 96522 do not split by performer, and
on an institutional claim (\`bill=facility\`) the level does not apply. A visit above 99211 on a note that names only staff is a warning.`,
  rationale: `The codes differ in work value: 95990 has none. The physician code for a nurse's fill is paid back on
audit; the staff code for a physician's fill gives money away.`,
  fixDescription: `Edit: the code of the other level; if the facts lead further (a change that was billed and is not
documented, or the other way round), that code at once.`,
  sources: ['RVU26', 'AAPC', 'NPM26'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
prog: volume only
dx: G80.0, Z45.1
95991 @AB
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL, prog MD AS
fill: out 6.0 mL, in 40 mL
prog: volume only
dx: G80.0, Z45.1
95990 @AB
`,
  },
  concerns: ['pump-service', 'e/m'],
  check(visit, context) {
    if (visit.bill === 'facility') return;
    checkVisitByStaff(visit, context);
    const { pump } = supportedServices(visit);
    const who = visit.performer;
    for (const billed of visit.linesToCheck) {
      const level = levelOf(billed.code);
      if (!level || pump.facts.space === 'systemic' || !isDocumented(visit, billed)) continue;
      // The fill is part of the surgery, at any level.
      if (linesInsideSurgery(visit).has(billed)) continue;
      const open = whyOpen(visit, pump, billed);
      if (open || !who || who.class === 'unrecognized') {
        if (open) context.missing(open);
        continue;
      }
      context.applies();
      if (who.class === level) continue;
      const right = rightCode(visit, billed, who.class);
      const since = isOneStepAway(billed.code, right) ? '' : `; ${changeReason(visit).text}`;
      context.report({
        at: placeOfCode(billed),
        message: `Bill ${right}: ${nameOf(who)} filled, ${LEVELS[who.class]}, and ${billed.code} needs ${LEVELS[level]}${since}.`,
        evidence: cited([
          performerReason(visit),
          fillReason(visit),
          ...(isOneStepAway(billed.code, right) ? [] : pump.reasons),
        ]),
        fixes: replaceCodeFixes(visit, billed, right),
        severity: level === 'qhp' ? 'error' : 'warning',
      });
    }
  },
};

/** A visit (E/M) of the physician's level on a note that names only clinical staff. */
function checkVisitByStaff(visit: Visit, context: RuleContext<'error' | 'warning'>): void {
  const { claimLines } = visit;
  const who = visit.by?.main;
  // Beside a service, the visit is the physician's, whom `by:` does not name.
  if (!who || !isByStaffAlone(visit) || claimLines.some(({ code }) => !isEvaluation(visit.codes, code))) return;
  const [staffVisit] = codesOfGroup('staff-visit');
  for (const line of claimLines.filter(({ code }) => /^99(?:20[2-5]|21[2-5])$/.test(code))) {
    context.applies();
    context.report({
      at: placeOfCode(line),
      severity: 'warning',
      message: `Bill ${staffVisit}, or name in \`by:\` who saw the patient: ${nameOf(who)} is ${LEVELS.staff}, and ${line.code} needs ${LEVELS.qhp}.`,
      evidence: [{ at: who, text: LEVELS.staff }],
    });
  }
}

function isByStaffAlone(visit: Visit): boolean {
  const { by, encounter } = visit;
  if (by?.main?.class !== 'staff' || isUnreadable(visit, 'by') || encounter.em) return false;
  const others = [by.read, by.prog, by.needle, by.second, by.resident, by.teaching];
  return others.every(one => one === undefined) && !visit.affirms('md', 'physician', 'dr', 'np', 'pa');
}

const LEVELS = { qhp: 'a physician or other qualified professional', staff: 'clinical staff' } as const;

/** Why the level of a code cannot be decided; undefined if it can. */
function whyOpen(visit: Visit, { facts }: PumpService, billed: BilledCode): MissingFact | undefined {
  const at = placeOfCode(billed);
  const who = visit.performer;
  if (facts.space === undefined && isUnreadable(visit, 'pump')) {
    const message = `${billed.code} not decided: an item of \`pump:\` could not be read.`;
    return { at, message, evidence: undecidedEvidence(visit, 'pump'), show: false };
  }
  if (!who) return { at, message: `${billed.code} not decided: the note does not say who filled.`, show: false };
  return who.class === 'unrecognized'
    ? { at, message: `${billed.code} not decided: ${nameOf(who)} is not a recognized performer.`, show: false }
    : undefined;
}

/**
 * A performer is compared only if the pump was filled or a fill was tried; otherwise `refill-not-documented` reports.
 */
function isDocumented(visit: Visit, billed: BilledCode): boolean {
  return visit.fill !== 'none' || (visit.stopped && billed.modifiers.some(({ value }) => STOPPED_MODIFIERS.has(value)));
}

/**
 * The supported code; if the facts leave it open, or the coder waived the reprogramming finding, the same service at
 * the performer's level.
 */
function rightCode(visit: Visit, billed: BilledCode, level: 'staff' | 'qhp'): string {
  const sameService = atLevel(billed.code, level)!;
  const rule = isReprogrammingCode(billed.code) ? 'reprogram-not-documented' : 'reprogram-not-billed';
  const right = visit.fill === 'none' ? undefined : replacementFor(supportedServices(visit).pump, billed.code);
  return right === undefined || right === NO_CODE || isAccepted(visit, rule) ? sameService : right;
}

function isOneStepAway(billed: string, right: string): boolean {
  return isReprogrammingCode(billed) === isReprogrammingCode(right);
}
