import { linesThatDay } from '../../visit/same-day.js';
import { shareOfClaim } from '../../claim/services/claim-share.js';
import { belongsToFacility } from '../../claim/services/facility.js';
import {
  isAnalysisWithoutRefill,
  isOfOtherSpace,
  isRefillCode,
  isReprogrammingCode,
  PUMP_CODES,
} from '../../claim/services/pump-codes.js';
import { isOfGroup } from '../../codes/service-table.js';
import { NO_CODE, replacementFor, type PumpService } from '../../claim/services/pump-service.js';
import { DOUBTS } from '../../claim/services/decision-tables.js';
import { cited } from '../../claim/reason.js';
import { addingFixes, replaceCodeFixes, withReading } from '../../claim/fixes/replace-code.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import { fillReason } from '../../claim/services/service-facts.js';
import { isLikelyTypoOf } from '../../claim/services/likely-typo.js';
import { decideDiscontinued } from '../../claim/services/discontinued.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { capitalized, list } from '../../text/prose.js';

export const refillNotBilled: Rule = {
  id: 'refill-not-billed',
  group: 'service-selection',
  severity: 'warning',
  title: 'Refill not billed',
  description: `\`fill:\` states that something was filled in, and the claim has no refill code (95990, 95991, 62369, 62370, 96521, 96522). A line marked
\`?\` does not count. An attempt asks for no code, nor does a day when a pump is put in, a port, a systemic refill beside the start of a long
infusion (96416, 96425), an injection through a reservoir of the brain (96542, 61070), or, on a professional claim, staff work in a facility,
which the facility bills. The finding is on 62367 or 62368 if one of them is billed instead of the refill, else on the header.`,
  rationale: 'The service of the visit is not paid, and a drug line without it is denied.',
  fixDescription:
    'Edit: the refill code that the facts lead to, added, or in place of 62367 or 62368 (which are part of it).',
  sources: ['NPM26', 'PTP24'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL
prog: volume only
dx: G80.0, Z45.1
62367 @AB
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 0 mL, attempts 2
dx: G80.0, Z45.1
62367 @AB
`,
  },
  check(visit, context) {
    const { pump } = supportedServices(visit);
    if (pump.facts.fill !== 'refill' || pump.inside) return;
    context.applies();
    if (
      pump.outcome === 'none' ||
      linesThatDay(visit).some(({ code }) => isRefillCode(code)) ||
      shareOfClaim(visit) ||
      isCalledOff(visit) ||
      isInjection(visit, pump) ||
      isWrongOtherwise(visit, pump)
    )
      return;
    if (pump.doubt === 'no-pump') {
      const message =
        'Refill not decided: 96522 takes a device that releases its drug at a prescribed rate, and this is a reservoir without a pump.';
      context.missing({ at: visit.encounter.header, message, show: false });
      return;
    }
    const billed = readingLine(visit, pump);
    const right = billed ? replacementFor(pump, billed.code) : pump.code;
    const due = right ? [right] : pump.open.filter(isRefillCode);
    if (due.length && due.every(code => belongsToFacility(visit, code))) return;
    const named = right ?? list(pump.open.filter(isRefillCode), 'or');
    const bill = adviceOf(pump, billed ? `Bill ${named}` : `Add ${named}`);
    const fixes = right ? fixesFor(visit, billed, right) : [];
    context.report({
      at: billed ? placeOfCode(billed) : visit.encounter.header,
      message: billed
        ? `${bill}: ${fillReason(visit).text}, and ${billed.code} is ${PUMP_CODES.get(billed.code)!.means}.`
        : `${bill}: ${fillReason(visit).text}, and no line bills the refill.`,
      evidence: cited(pump.reasons),
      fixes: pump.doubt === 'no-analysis' ? fixes.map(fix => withReading(visit, fix)) : fixes,
      sources: pump.sources.length ? pump.sources : ['NPM26'],
      ...(pump.doubt === 'set-rate' ? { unverified: `${capitalized(DOUBTS['set-rate'])}.` } : {}),
    });
  },
};

/** What to do first; without the route no code may be suggested. */
function adviceOf(pump: PumpService, bill: string): string {
  if (pump.missing.includes('route')) return 'Write where the pump delivers, which decides the code';
  return pump.missing.includes('edition') ? 'Bill the code that was valid on that date' : bill;
}

/** 62368 before 62367: it is the nearer to a refill with reprogramming. */
function readingLine(visit: Visit, pump: PumpService): BilledCode | undefined {
  const readings = visit.claimLines.filter(({ code }) => isAnalysisWithoutRefill(code));
  return readings.find(({ code }) => isReprogrammingCode(code) === (pump.facts.change === 'made')) ?? readings[0];
}

/** Stopped before it began, or by choice: no code is due. */
function isCalledOff(visit: Visit): boolean {
  return visit.stopped && decideDiscontinued(visit).kind === 'no code';
}

function isInjection(visit: Visit, pump: PumpService): boolean {
  return (
    pump.facts.space === 'brain' &&
    pump.facts.device !== 'programmable' &&
    visit.claimLines.some(({ code }) => isOfGroup('reservoir-injection', code))
  );
}

/**
 * Another rule replaces a line of the claim with the refill: a mistyped or neurostimulator code, or an analysis that
 * this pump cannot have.
 */
function isWrongOtherwise(visit: Visit, pump: PumpService): boolean {
  const { facts, open } = pump;
  const fixed = facts.device !== undefined && facts.device !== 'programmable';
  return visit.encounter.codes.some(
    ({ code, valid, unsure }) =>
      !unsure &&
      ((valid && PUMP_CODES.get(code)?.analysis && (fixed || isOfOtherSpace(code, facts))) ||
        (!valid && isRefillCode(code)) ||
        isLikelyTypoOf(visit, code, open)),
  );
}

/** @param billed a line that the refill replaces, if there is one */
function fixesFor(visit: Visit, billed: BilledCode | undefined, right: string): Fix[] {
  if (right === NO_CODE) return [];
  return billed ? replaceCodeFixes(visit, billed, right) : addingFixes(visit, right);
}
