import { otherLinesThatDay } from '../../visit/same-day.js';
import { statedInText } from '../../visit/stated-in-text.js';
import { belongsToFacility } from '../../claim/services/facility.js';
import { cited } from '../../claim/reason.js';
import { addingFixes } from '../../claim/fixes/replace-code.js';
import { supportedServices } from '../../claim/services/supported-services.js';
import { analysisReason } from '../../claim/services/service-facts.js';
import { analysisCode, PUMP_CODES } from '../../claim/services/pump-codes.js';
import { shareOfClaim } from '../../claim/services/claim-share.js';
import { hasLikelyTypoOf } from '../../claim/services/likely-typo.js';
import { isSurgeryVisit } from '../../claim/services/surgery.js';
import type { Rule } from '../rule.js';
import { list } from '../../text/prose.js';

export const analysisNotBilled: Rule = {
  id: 'analysis-not-billed',
  group: 'service-selection',
  severity: 'warning',
  title: 'Pump analysis not billed',
  description: `\`read:\` is complete (expected volume, dose, alarms) on a programmable pump of the spine, nothing was filled, tried or changed, there
was no surgery, and the claim has no 62367. An analysis beside a refill, a change or surgery is part of that. If the claim has another code
of the pump services instead, the rule for that code reports it. Staff work in a facility is the facility's to bill, and is not asked for.`,
  rationale: 'The service of the visit is not paid.',
  fixDescription: 'Edit: adds 62367.',
  sources: ['PTP24', 'NPM26'],
  examples: {
    wrong: `2026-11-20 interrogate P-031 @office
pump: SynchroMed II 8637-40, sn NGP0000003, 40 mL, IT, programmable
by: RN KL
read: expected 18.0 mL, dose 480 mcg/day, alarms none
prog: none
dx: G80.0, Z45.1
`,
    right: `2026-11-20 refill P-031 @office
pump: SynchroMed II 8637-40, sn NGP0000003, 40 mL, IT, programmable
by: RN KL
read: expected 6.0 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL
prog: none
dx: G80.0, Z45.1
95990 @AB
`,
  },
  check(visit, context) {
    const { pump } = supportedServices(visit);
    const { facts } = pump;
    const code = analysisCode(false);
    if (!visit.encounter.read || facts.fill === 'refill' || facts.fill === 'attempt' || facts.change === 'made') return;
    if (visit.stopped || shareOfClaim(visit) || pump.inside || isSurgeryVisit(visit)) return;
    if ((facts.space && facts.space !== 'spinal') || (facts.device && facts.device !== 'programmable')) return;
    const isBilledThatDay = otherLinesThatDay(visit).some(line => PUMP_CODES.has(line.code));
    if (isBilledThatDay || hasLikelyTypoOf(visit, [code]) || belongsToFacility(visit, code)) {
      context.applies();
      return;
    }
    const undecided = (message: string, show: boolean): void =>
      context.missing({ at: visit.encounter.read!, message, show });
    if (pump.outcome === 'undecided')
      return undecided(
        `${code} not decided: the pump was read, and the note lacks a fact that decides the code.`,
        false,
      );
    if (facts.analysis === 'partial') {
      return undecided(
        `Add ${list(facts.lacking)} to \`read:\` to bill ${code}: the pump was read, and the analysis is incomplete.`,
        true,
      );
    }
    if (statedInText(visit, 'fill') ?? statedInText(visit, 'prog'))
      return undecided(`${code} not decided: the text states a refill or a change, and no line does.`, false);
    context.applies();
    context.report({
      at: visit.encounter.header,
      message: `Add ${code}: ${analysisReason(visit).text}, nothing was changed or filled, and no line bills it.`,
      evidence: cited(pump.reasons),
      fixes: addingFixes(visit, code),
    });
  },
};
