import { belongsToFacility } from '../../claim/services/facility.js';
import { isOfOtherSpace, PUMP_CODES, type Space } from '../../claim/services/pump-codes.js';
import { doubtsOf } from '../../codes/caveats.js';
import type { DeviceKind } from '../../codes/service-table.js';
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
  title: 'Code for another route',
  description: `The device and its route decide the family of codes. Intrathecal and epidural: 62367–62370,
95990, 95991. Intraventricular: 95990 and 95991 only. Intravenous and intra-arterial: 96522 only, and no code for an
analysis or a change without a refill. A portable pump (\`external\`) takes 96521 only, no matter where it delivers.
A port is accessed or flushed, not refilled.`,
  rationale: 'The code describes another service on another device: it is denied, or paid back.',
  fixDescription: 'Edit: the code of the right family for the same facts, or the line deleted if that family has none.',
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
  concerns: ['pump-service'],
  check(visit, context) {
    const choice = supportedServices(visit);
    const { space, device } = choice.pump.facts;
    for (const billed of visit.linesToCheck) {
      const pumpCode = PUMP_CODES.get(billed.code);
      if (!pumpCode) continue;
      const at = placeOfCode(billed);
      // A neurostimulator's codes are a rule of their own.
      if (device === 'neurostimulator') continue;
      if (!space && device !== 'external' && device !== 'port') {
        const message = `${billed.code} not decided: the note does not say where the pump delivers.`;
        context.missing({ at, message, show: false });
        continue;
      }
      context.applies();
      if (!isOfOtherSpace(billed.code, choice.pump.facts)) continue;
      const service = serviceFor(choice, billed.code);
      const right = service.doubt === 'no-pump' ? undefined : replacementFor(service, billed.code);
      context.report({
        at,
        message: `${advice(visit, service, billed.code, right)}: ${billed.code} is for ${pumpCode.takes}, and ${whatItIs(device, space)}.`,
        evidence: cited([pumpReason(visit.pump), ...service.reasons.slice(1)]),
        fixes: replaceCodeFixes(visit, billed, right && belongsToFacility(visit, right) ? NO_CODE : right),
        ...(service.doubt === 'no-own-code' ? doubtsOf(visit.codes.unverifiedAbout('code:64999')) : {}),
      });
    }
  },
};

/** The device, or where the pump delivers: what excludes the code. */
function whatItIs(device: DeviceKind | undefined, space: Space | undefined): string {
  if (device === 'external') return 'this pump is outside the body';
  if (device === 'port') return 'this device is a port';
  return `this pump delivers into ${WHERE[space ?? 'spinal']}`;
}

function advice(visit: Visit, service: PumpService, billed: string, right: string | undefined): string {
  if (right === NO_CODE) return `Delete ${billed}`;
  if (right && belongsToFacility(visit, right))
    return `Delete ${billed}, which only the facility could bill as ${right}`;
  if (right) return `Bill ${right}`;
  return service.open.length ? `Bill ${list(service.open, 'or')}` : 'Bill the code of the right family';
}
