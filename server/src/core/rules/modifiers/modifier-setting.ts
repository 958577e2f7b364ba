import { decideDiscontinued, stopModifiers } from '../../claim/services/discontinued.js';
import type { BilledCode, Fact } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { Evidence, Rule } from '../rule.js';
import { stopFixes } from './stop-fix.js';
import { removeModifier } from '../../encounter/code-line-edits.js';

/**
 * Modifiers of institutions: the stopped procedures of hospitals and ASCs, several clinic visits on a day, off-campus
 * departments.
 */
const INSTITUTIONAL: ReadonlySet<string> = new Set(['27', '73', '74', 'PN', 'PO']);

/**
 * Modifiers of a practitioner's part: the professional component, a surgeon's share, a second surgeon, an assistant.
 */
const PRACTITIONERS: ReadonlySet<string> = new Set(['26', '54', '55', '56', '62', '66', '80', '81', '82', 'AS']);

/** Whether a modifier belongs to the other kind of claim than this one. */
export function isOfOtherSetting(visit: Visit, modifier: string): boolean {
  return visit.bill === 'facility' ? modifier === '53' : INSTITUTIONAL.has(modifier);
}

export const modifierSetting: Rule<'error' | 'warning'> = {
  id: 'modifier-setting',
  group: 'modifiers',
  severity: 'error',
  severities: ['error', 'warning'],
  title: 'Modifier of the other kind of claim',
  description: `73, 74, 27, PO or PN is on a professional line, or 53 on an institutional one (\`bill=facility\`). A stopped procedure is 53
or 52 for the practitioner, and 73, 74 or 52 for the hospital or ASC. On an institutional claim a modifier of a practitioner's part (26, 54 to
56, 62, 66, 80 to 82, AS) is a warning: only a critical access hospital bills practitioners there. A code that never
takes the modifier is left to \`modifier-not-accepted\`.`,
  rationale: 'The claim is returned: the modifier does not exist for that kind of claim.',
  fixDescription:
    'Edits: put the counterpart that the `stop:` line leads to; delete the line where nothing is billed; ' +
    'take 27, PO or PN off.',
  sources: ['MODS'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office !stopped
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 0 mL, in 0 mL, attempts 3
stop: after-start, reason "port not found"
dx: G80.0
95991-74 @A
`,
    right: `2026-11-20 replace P-131 @asc bill=facility !stopped
by: MD AS
stop: after-anesthesia, in room, anesthesia planned, reason "hypotension"
dx: Z45.1
62362-74 @A
`,
  },
  concerns: ['modifier'],
  check(visit, context) {
    for (const line of visit.linesToCheck) {
      for (const modifier of line.modifiers) {
        const { value } = modifier;
        const isShare = PRACTITIONERS.has(value);
        if (value !== '53' && !INSTITUTIONAL.has(value) && !isShare) continue;
        if (visit.codes.modifierFit(value, line.code).verdict === 'rejected') continue;
        context.applies();
        if (isShare ? visit.bill !== 'facility' : !isOfOtherSetting(visit, value)) continue;
        context.report({
          at: modifier,
          severity: isShare ? 'warning' : 'error',
          message: messageFor(visit, line, value),
          evidence: evidenceOf(visit),
          fixes: fixesFor(visit, line, modifier),
        });
      }
    }
  },
};

function messageFor(visit: Visit, { code }: BilledCode, modifier: string): string {
  const isStop = modifier === '53' || modifier.startsWith('7');
  const whose =
    visit.bill === 'facility'
      ? "it is a practitioner's modifier, and this is an institutional claim"
      : 'it is a modifier of hospitals and ASCs, and this is a professional claim';
  if (isStop && !isStopStated(visit)) return `Remove ${modifier} from ${code}: ${whose}, and the note states no stop.`;
  return isStop
    ? `Replace ${modifier} on ${code}: ${whose}; ${counterpartOf(visit)}.`
    : `Remove ${modifier} from ${code}: ${whose}.`;
}

/** Whether the note says that something was stopped: a counterpart on work that was done would lower the claim. */
function isStopStated(visit: Visit): boolean {
  return visit.stopped || visit.fill === 'attempt';
}

function counterpartOf(visit: Visit): string {
  const decision = decideDiscontinued(visit);
  if (decision.kind === 'no code') return `${decision.reasons[0]!.text}, it bills nothing`;
  const modifiers = decision.kind === 'modifier' ? decision.allowed : decision.possible;
  const nothing = decision.kind === 'unknown' && decision.orNothing ? ', or no code before the start' : '';
  return `its counterpart here is ${modifiers.join(' or ')}${nothing}`;
}

function fixesFor(visit: Visit, line: BilledCode, modifier: Fact<string>): Fix[] {
  if (stopModifiers(line).includes(modifier) && isStopStated(visit))
    return stopFixes(visit, line, decideDiscontinued(visit));
  return [
    { kind: 'edit', title: `Remove ${modifier.value} from ${line.code}`, edits: [removeModifier(line, modifier)] },
  ];
}

function evidenceOf(visit: Visit): Evidence[] {
  const { bill, stop } = visit.encounter;
  return [
    ...(bill
      ? [{ at: bill, text: visit.bill === 'facility' ? 'an institutional claim' : 'a professional claim' }]
      : []),
    ...(stop ? [{ at: stop, text: 'how far the procedure went' }] : []),
  ];
}
