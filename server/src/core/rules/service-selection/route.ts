import { belongsToFacility } from '../../claim/services/facility.js';
import { isOfOtherSpace, needsProgrammablePump, PUMP_CODES, type Space } from '../../claim/services/pump-codes.js';
import { NO_CODE, replacementFor, type PumpService } from '../../claim/services/pump-service.js';
import { cited } from '../../claim/reason.js';
import { replaceCodeFixes } from '../../claim/fixes/replace-code.js';
import { supportedServices, serviceFor } from '../../claim/services/supported-services.js';
import { pumpReason } from '../../claim/services/service-facts.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';

const WHERE: Readonly<Record<Space, string>> = {
  spinal: 'the spine (intrathecal or epidural)',
  brain: 'a ventricle of the brain',
  systemic: 'a vein or an artery',
};

export const route: Rule = {
  id: 'route',
  group: 'service-selection',
  severity: 'error',
  title: 'A code for another route',
  description: `The route of the pump decides the family of codes. Intrathecal and epidural: 62367–62370, 95990, 95991. Intraventricular: 95990 and 95991
only. Intravenous and intra-arterial: 96522 only, and no code for reading or changing the pump without a refill. 96521 is for a portable
pump, so never for an implanted one that feeds the spine or the brain.`,
  rationale: 'The code describes another service on another device: it is denied, or paid back.',
  fixDescription:
    'Edit: the code of the right family for the same facts, or the line deleted where that family has none.',
  sources: ['NPM26', 'PTP24', 'RVU26'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
dx: G80.0, Z45.1
96522 @AB
`,
    right: `2026-11-20 refill P-117 @office
pump: IP2000V, sn TRC0000117, 30 mL, IA, constant-flow
by: RN TP
fill: out 2.0 mL, in 30 mL
dx: C78.7, C18.7
96522 @AB
`,
  },
  check(visit, context) {
    const choice = supportedServices(visit);
    const { space } = choice.pump.facts;
    for (const billed of visit.linesToCheck) {
      const pumpCode = PUMP_CODES.get(billed.code);
      if (!pumpCode) continue;
      const at = placeOfCode(billed);
      if (!space) {
        const message = `The note does not say where the pump delivers, so it is not decided whether ${billed.code} is of the right family.`;
        context.missing({ at, message, show: false });
        continue;
      }
      context.applies();
      if (!isOfOtherSpace(billed.code, choice.pump.facts)) continue;
      const service = serviceFor(choice, billed.code);
      const right = service.doubt === 'no-pump' ? undefined : replacementFor(service, billed.code);
      context.report({
        at,
        message: `${billed.code} is ${meaning(billed.code)}, but this pump delivers into ${WHERE[space]}: ${advice(visit, service, billed.code, right)}.`,
        evidence: cited([pumpReason(visit.pump), ...service.reasons.slice(1)]),
        fixes: replaceCodeFixes(visit, billed, right && belongsToFacility(visit, right) ? NO_CODE : right),
        ...(service.doubt === 'no-own-code'
          ? {
              unverified:
                'That reprogramming such a pump has no code of its own is professional knowledge (confidence 0.8).',
            }
          : {}),
      });
    }
  },
};

function meaning(code: string): string {
  if (needsProgrammablePump(code)) return 'for programmable pumps of the spine';
  return code === '96521'
    ? 'for portable pumps outside the body'
    : `for pumps of ${code === '96522' ? 'a vein or an artery' : 'the spine or the brain'}`;
}

function advice(visit: Visit, service: PumpService, billed: string, right: string | undefined): string {
  if (right === NO_CODE)
    return service.inside
      ? `delete ${billed}, since ${service.inside.text}`
      : `delete ${billed}, since without a refill there is no code for it`;
  if (right && belongsToFacility(visit, right)) return `delete ${billed}, since the facility bills ${right}`;
  if (right) return `bill ${right}`;
  return service.open.length ? `bill ${list(service.open, 'or')}` : 'bill the code of that family';
}
