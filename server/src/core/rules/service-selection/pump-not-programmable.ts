import { isOfOtherSpace, needsProgrammablePump } from '../../claim/services/pump-codes.js';
import { NO_CODE, replacementFor } from '../../claim/services/pump-service.js';
import { cited } from '../../claim/reason.js';
import { replaceCodeFixes } from '../../claim/fixes/replace-code.js';
import { supportedServices, serviceFor } from '../../claim/services/supported-services.js';
import { changeReason, fillReason, pumpReason } from '../../claim/services/service-facts.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { RuleContext, Rule } from '../rule.js';
import { deleteLine } from '../../edits/builders.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';

const DEVICE = { 'constant-flow': 'a constant-flow pump', reservoir: 'a reservoir' } as const;

export const pumpNotProgrammable: Rule = {
  id: 'pump-not-programmable',
  group: 'service-selection',
  severity: 'error',
  title: 'Analysis or reprogramming of a device without a program',
  description: `A constant-flow pump or a reservoir can be neither analyzed nor reprogrammed. 62367–62370 on one are
wrong, and so are a \`read:\` or a
change in \`prog:\`, no matter what is billed. \`prog: none\` and \`prog: volume only\` are no change. If the route already excludes the code,
\`route\` reports the line and this rule does not.`,
  rationale: '62367–62370 name a programmable pump. Either the code is wrong, or the pump line is.',
  fixDescription: `Edit: 95990 or 95991 for a refill, the line deleted without one; \`read:\` or \`prog:\` deleted. If \`pump:\` is what is wrong, correct
that instead.`,
  sources: ['NPM26', 'PTP24'],
  examples: {
    wrong: `2026-11-20 refill P-044 @office
pump: IsoMed 8472-35, sn NGP0000044, 35 mL, IT, constant-flow
by: RN KL
fill: out 3.0 mL, in 35 mL
prog: none
dx: M96.1, Z45.1
62369 @AB
`,
    right: `2026-11-20 refill P-044 @office
pump: IsoMed 8472-35, sn NGP0000044, 35 mL, IT, constant-flow
by: RN KL
fill: out 3.0 mL, in 35 mL
prog: none
dx: M96.1, Z45.1
95990 @AB
`,
  },
  check(visit, context) {
    const choice = supportedServices(visit);
    const { facts } = choice.pump;
    // Devices of other code families: `route` and `neurostimulator-code` report their codes.
    if (facts.device === 'port' || facts.device === 'external' || facts.device === 'neurostimulator') return;
    if (facts.device === 'programmable') {
      if (
        visit.encounter.read ||
        visit.encounter.prog ||
        visit.linesToCheck.some(({ code }) => needsProgrammablePump(code))
      )
        context.applies();
      return;
    }
    for (const billed of visit.linesToCheck) {
      if (!needsProgrammablePump(billed.code) || isOfOtherSpace(billed.code, facts)) continue;
      const at = placeOfCode(billed);
      if (!facts.device) {
        context.missing({
          at,
          message: `${billed.code} not decided: the note does not say whether the pump is programmable.`,
          show: false,
        });
        continue;
      }
      const service = serviceFor(choice, billed.code);
      const right = replacementFor(service, billed.code);
      const bill = right === NO_CODE ? `Delete ${billed.code}` : `Bill ${right ?? list(service.open, 'or')}`;
      const filled = right === NO_CODE ? ', and nothing was filled' : '';
      context.report({
        at,
        message: `${bill}: ${billed.code} takes a programmable pump, and the note has ${DEVICE[facts.device]}${filled}.`,
        evidence: cited([pumpReason(visit.pump), fillReason(visit), ...service.reasons.slice(2)]),
        fixes: replaceCodeFixes(visit, billed, right),
      });
    }
    if (facts.device) checkNote(visit, DEVICE[facts.device], context);
  },
};

/**
 * An analysis or a change that the device cannot have had. On a day of surgery it may be about the pump that was taken
 * out.
 */
function checkNote(visit: Visit, device: string, context: RuleContext): void {
  context.applies();
  const { read, prog, block, fields, devices } = visit.encounter;
  if (devices.length) return;
  const change = prog?.items.find(item => item.changes);
  const claimed = [...(read ? ['read' as const] : []), ...(change ? ['prog' as const] : [])];
  if (!claimed.length) return;
  const lines = claimed.flatMap(key => fields.get(key) ?? []);
  const keys = list(claimed.map(key => `\`${key}:\``));
  const what = list([...(read ? ['analyzed'] : []), ...(change ? ['reprogrammed'] : [])]);
  const fix: Fix = { kind: 'edit', title: `Delete ${keys}`, edits: lines.map(({ line }) => deleteLine(block, line)) };
  context.report({
    at: read ?? change!,
    message: `Correct \`pump:\` or delete ${keys}: ${device} can't be ${what}.`,
    evidence: cited([pumpReason(visit.pump), ...(read && change ? [changeReason(visit)] : [])]),
    fixes: [fix],
  });
}
