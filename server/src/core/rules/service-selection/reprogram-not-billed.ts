import { otherLinesThatDay } from '../../visit/same-day.js';
import { statedInText } from '../../visit/stated-in-text.js';
import { shareOfClaim } from '../../claim/services/claim-share.js';
import { belongsToFacility } from '../../claim/services/facility.js';
import { isOfOtherPerformer } from '../../claim/services/other-performer.js';
import { isRefillCode, isReprogrammingCode, PUMP_CODES } from '../../claim/services/pump-codes.js';
import { replacementFor, type PumpService } from '../../claim/services/pump-service.js';
import { cited } from '../../claim/reason.js';
import { addingFixes, replaceCodeFixes, withReading } from '../../claim/fixes/replace-code.js';
import { supportedServices, serviceFor } from '../../claim/services/supported-services.js';
import { hasLikelyTypoOf } from '../../claim/services/likely-typo.js';
import { analysisReason, changeReason } from '../../claim/services/service-facts.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

export const reprogramNotBilled: Rule = {
  id: 'reprogram-not-billed',
  group: 'service-selection',
  severity: 'warning',
  title: 'Reprogramming not billed',
  description: `\`prog:\` states a change (dose, concentration, mode, bolus, bridge) on a programmable pump of the spine, and the claim has a code
without reprogramming (95990, 95991, 62367), or no code of the pump services at all. Where the note also lacks the reading that 62368–62370
presume, the message says so. Not on a day when a pump is put in: programming belongs to the surgery then.`,
  rationale:
    'The work was done and is not paid; and a claim that differs from the note fails an audit in either direction.',
  fixDescription:
    'Edit: 62369 or 62370 (by who filled) for a refill, 62368 without one, with a `read:` to fill in ' +
    'where the note has no reading.',
  parameters: ['reprogramRequires'],
  sources: ['PTP24', 'NPM26', 'AAPC'],
  examples: {
    wrong: `2026-11-20 refill+reprogram P-022 @office
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
read: expected 3.1 mL, dose 6.0 mg/day, alarms none
fill: out 2.9 mL, in 20 mL
prog: dose 6.0 -> 6.6 mg/day, reason "evening pain 7/10"
dx: M96.1, Z45.1
95991 @AB
`,
    right: `2026-11-20 refill P-022 @office
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
read: expected 3.1 mL, dose 6.0 mg/day, alarms none
fill: out 2.9 mL, in 20 mL
prog: volume only
dx: M96.1, Z45.1
95991 @AB
`,
  },
  concerns: ['prog:'],
  check(visit, context) {
    const choice = supportedServices(visit);
    const { pump } = choice;
    const { space, device, change } = pump.facts;
    if (
      change !== 'made' ||
      pump.inside ||
      (space !== undefined && space !== 'spinal') ||
      (device !== undefined && device !== 'programmable')
    )
      return;
    const lines = wrongLines(visit);
    if (!space || !device || pump.missing.includes('edition')) {
      const message =
        space && device
          ? 'Reprogramming not decided: the codes for it were others on that date.'
          : 'Reprogramming not decided: the note does not say where the pump delivers and that it is programmable.';
      context.missing({ at: lines[0] ? placeOfCode(lines[0]) : visit.encounter.header, message, show: false });
      return;
    }
    context.applies();
    if (!lines.length && !isLineMissing(visit, pump)) return;
    const reason = changeReason(visit);
    const reading =
      pump.facts.analysis === 'none' || pump.facts.analysis === 'partial'
        ? `; it also takes a complete analysis, and ${analysisReason(visit).text}`
        : '';
    const evidence = cited([reason, ...pump.reasons]);
    for (const billed of lines) {
      // The code of the other performer brings the change along.
      if (isOfOtherPerformer(visit, billed)) continue;
      const right = replacementFor(serviceFor(choice, billed.code), billed.code);
      context.report({
        at: placeOfCode(billed),
        message: `Bill ${nameOfRight(right, pump)}: ${reason.text}, and ${billed.code} has no reprogramming in it${reading}.`,
        evidence,
        fixes: replaceCodeFixes(visit, billed, right).map(fix => withReading(visit, fix)),
      });
    }
    if (lines.length || pump.code === undefined) return;
    context.report({
      at: visit.encounter.header,
      message: `Add ${pump.code}: ${reason.text}, and no line bills it${reading}.`,
      evidence,
      fixes: addingFixes(visit, pump.code).map(fix => withReading(visit, fix)),
    });
  },
};

/** Whether the claim should have a line that it does not have. */
function isLineMissing(visit: Visit, { code, facts }: PumpService): boolean {
  return (
    facts.fill === 'none' &&
    code !== undefined &&
    !shareOfClaim(visit) &&
    !otherLinesThatDay(visit).some(line => isReprogrammingCode(line.code)) &&
    !statedInText(visit, 'fill') &&
    !hasLikelyTypoOf(visit, [code]) &&
    !belongsToFacility(visit, code)
  );
}

/**
 * The lines that another code should replace: refills before readings, since a reading beside a refill is part of it
 * anyway. Nothing is wrong where the claim has a code with reprogramming already, except 62368 beside a plain refill:
 * the two together are one code. A line marked `?` is checked by itself.
 */
function wrongLines(visit: Visit): readonly BilledCode[] {
  const without = (lines: readonly BilledCode[]): BilledCode[] =>
    lines.filter(({ code }) => isSpinalWithoutChange(code));
  const unsure = without(visit.linesToCheck.filter(line => line.unsure));
  const sure = without(visit.claimLines);
  const refills = sure.filter(({ code }) => isRefillCode(code));
  const changes = visit.claimLines.filter(({ code }) => isReprogrammingCode(code));
  if (changes.some(({ code }) => isRefillCode(code)) || (changes.length && !refills.length)) return unsure;
  return [...(refills.length ? refills : sure), ...unsure];
}

/** Codes of a spinal pump that reprogramming would turn into another code. */
function isSpinalWithoutChange(code: string): boolean {
  const entry = PUMP_CODES.get(code);
  return entry !== undefined && !entry.change && (entry.spaces?.includes('spinal') ?? false);
}

function nameOfRight(right: string | undefined, pump: PumpService): string {
  return right ?? pump.open.filter(isReprogrammingCode).join(' or ');
}
