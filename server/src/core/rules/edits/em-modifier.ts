import { MAX_EVIDENCE_LINES } from '../../claim/claim-limits.js';
import { evaluations, hasOtherWork, modifierOn, servicesBeside, staffRefill } from '../../claim/edits/evaluation.js';
import { memoByVisitAndKey } from '../../visit/memo.js';
import { lockedLines } from '../../claim/edits/pairs.js';
import type { BilledCode, Fact } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { isOfGroup, PUMP_CODES } from '../../codes/service-table.js';
import { isOfOtherNote, linesOfNextDay } from '../../visit/same-day.js';
import type { Fix } from '../../edits/fix.js';
import { globalDaysOf } from '../../visit/global-days.js';
import type { RuleContext, Rule } from '../rule.js';
import { replace } from '../../edits/builders.js';
import { placeOfCode, removeModifier } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';
import { addModifier, insertField } from '../../visit/note-edits.js';

export const emModifier: Rule<'error' | 'warning'> = {
  id: 'em-modifier',
  group: 'edits',
  severity: 'warning',
  severities: ['error', 'warning'],
  title: 'Visit and service on one day need 25 or 57',
  description: `A visit (E/M) beside a pump service, an injection or surgery must carry 25, or 57 where the surgery
has 90 global days (62351, 61215) and was decided at that visit. Beside 96521, 96522 and surgery it is a hard NCCI
edit (error); beside the other services it is CMS policy (warning). On the day before such surgery a visit needs 57 as
well; before surgery with fewer global days 57 is wrong. The other way round, 25 on a visit with no other service of
that day is reported too. 99211 beside a refill by staff is \`em-staff\`; \`bundled-pair\` reports a visit that no
modifier separates. On an institution's claim only the hospital's own visits are checked (G0463, emergency).`,
  rationale:
    'Without the modifier the visit counts as part of the service and is not paid; many payers deny it automatically.',
  fixDescription:
    `Edits: add 25 (with an empty \`em:\` line to fill in, where the note has none) or 57; put the right ` +
    'one of the two; take 25 off.',
  parameters: ['emModifier25'],
  sources: ['NPM26', 'PTP24'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 20 mL
dx: M96.1, M17.11
em: new right knee pain, exam and x-ray ordered
95991 @A
99214 @B
`,
    right: `2026-11-20 refill P-022 @office
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 20 mL
dx: M96.1, M17.11
em: new right knee pain, exam and x-ray ordered
95991 @A
99214-25 @B
`,
  },
  concerns: ['e/m', 'unknown code'],
  check(visit, context) {
    const locked = lockedLines(visit);
    const staff = staffRefill(visit);
    for (const evaluation of evaluations(visit)) {
      if (locked.has(evaluation) || (staff && isOfGroup('staff-visit', evaluation.code))) continue;
      if (visit.bill === 'facility' && !isOfGroup('hospital-visit', evaluation.code)) continue;
      const demand = demandOn(visit, evaluation.code);
      if (demand) checkBeside(visit, context, evaluation, demand);
      else if (visit.bill === 'pro' && !checkDayBefore(visit, context, evaluation))
        checkAlone(visit, context, evaluation);
    }
  },
};

/** What the services of the day ask of a visit. */
interface Demand {
  /** Surgery with 90 global days is among them, and asks for 57 instead of 25. */
  readonly isMajor: boolean;
  /** The services that ask for it, and their codes. */
  readonly services: readonly BilledCode[];
  readonly beside: string;
  readonly severity: 'error' | 'warning';
  /** An NCCI pair, if there is one; else the payer's own terms, as far as they are known. */
  readonly ground: { readonly edition?: string; readonly unverified?: string };
}

const demandOn = memoByVisitAndKey((visit, evaluation): Demand | undefined => {
  const { date, codes, policy } = visit;
  const isProfessional = visit.bill === 'pro';
  const isPaired = ({ code }: BilledCode): boolean =>
    isProfessional && date !== undefined && codes.pair(code, evaluation) !== undefined;
  const { value: isPolicy, unverified } = policy.parameters.emModifier25;
  // What CMS policy demands a payer may leave; an NCCI pair holds for all.
  const demanding = servicesBeside(visit, evaluation).filter(service => isPolicy || isPaired(service));
  if (!demanding.length) return undefined;
  // An institution has no global days: 25 sets its visit apart from everything.
  const major = demanding.filter(service => isProfessional && globalDaysOf(visit.codes, service.code) === 90);
  const services = major.length ? major : demanding;
  const policyGround = unverified ? { unverified } : {};
  return {
    isMajor: major.length > 0,
    services,
    beside: list([...new Set(services.map(({ code }) => code))]),
    severity: isProfessional ? severityBeside(visit, demanding) : 'warning',
    ground: demanding.some(isPaired) ? { edition: codes.edition('NCCI') } : policyGround,
  };
});

function checkBeside(
  visit: Visit,
  context: RuleContext<'error' | 'warning'>,
  evaluation: BilledCode,
  { isMajor, services, beside, severity, ground }: Demand,
): void {
  context.applies();
  const wanted = isMajor ? '57' : '25',
    other = isMajor ? '25' : '57';
  if (modifierOn(evaluation, wanted)) return;
  const wrong = modifierOn(evaluation, other);
  const right = isMajor
    ? 'a visit at which surgery with 90 global days was decided'
    : 'a visit that was significant and separate';
  context.report({
    at: wrong ?? placeOfCode(evaluation),
    message: wrong
      ? `Put ${wanted} instead of ${other} on ${evaluation.code}: beside ${beside} it marks ${right}.`
      : `Add ${wanted} to ${evaluation.code} if it was ${right}, or delete it: any other visit is part of ${beside}.`,
    evidence: [
      ...services.slice(0, MAX_EVIDENCE_LINES).map(service => ({
        at: service,
        text: `a service of the same day${isOfOtherNote(visit, service) ? ', in another note' : ''}${isMajor ? ', 90 global days' : ''}`,
      })),
      { at: evaluation, text: `the visit, without ${wanted}` },
    ],
    fixes: wrong ? [swapped(visit, evaluation, wrong, wanted)] : added(visit, evaluation, wanted),
    severity,
    ...ground,
  });
}

/** Beside systemic refills and surgery it is an NCCI edit. */
function severityBeside(visit: Visit, services: readonly BilledCode[]): 'error' | 'warning' {
  const isHard = (service: BilledCode): boolean => {
    return PUMP_CODES.get(service.code)?.hardVisitEdit === true || globalDaysOf(visit.codes, service.code) > 0;
  };
  return services.some(isHard) ? 'error' : 'warning';
}

function swapped(visit: Visit, evaluation: BilledCode, wrong: Fact<string>, wanted: string): Fix {
  const title = `Put ${wanted} instead of ${wrong.value} on ${evaluation.code}`;
  return { kind: 'edit', title, edits: [replace(wrong, wanted), ...reasonStub(visit, wanted)] };
}

function added(visit: Visit, evaluation: BilledCode, modifier: string): Fix[] {
  if (evaluation.modifiers.length >= 4) return [];
  const stub = reasonStub(visit, modifier);
  const title = `Add ${modifier} to ${evaluation.code}${stub.length ? ', and insert `em:` to fill in' : ''}`;
  return [{ kind: 'edit', title, edits: [addModifier(visit, evaluation, modifier), ...stub] }];
}

/** 25 rests on the visit's own reason: where the note has no line for it, one is inserted. */
function reasonStub(visit: Visit, modifier: string): Fix['edits'] {
  return modifier === '25' && !visit.encounter.fields.has('em') ? [insertField(visit, 'em', 'em:')] : [];
}

/**
 * The day before surgery: with 90 global days it is part of the surgery, unless this visit decided it (57).
 * @returns whether there is such surgery, and so nothing that 25 would be for
 */
function checkDayBefore(visit: Visit, context: RuleContext<'error' | 'warning'>, evaluation: BilledCode): boolean {
  const surgeries = linesOfNextDay(visit).filter(({ code }) => globalDaysOf(visit.codes, code) > 0);
  if (!surgeries.length || !visit.policy.parameters.emModifier25.value) return false;
  const major = surgeries.filter(({ code }) => globalDaysOf(visit.codes, code) === 90);
  const decided = modifierOn(evaluation, '57');
  context.applies();
  if (major.length ? (decided ?? modifierOn(evaluation, '24')) : !decided) return major.length > 0;
  const named = list([...new Set((major.length ? major : surgeries).map(({ code }) => code))]);
  context.report({
    at: decided ?? placeOfCode(evaluation),
    message: decided
      ? `Remove 57 from ${evaluation.code}: it is for surgery with 90 global days, and the next day has only ${named}.`
      : `Add 57 to ${evaluation.code} if it decided the surgery, or delete it: the 90 global days of ${named} begin the day before.`,
    evidence: (major.length ? major : surgeries)
      .slice(0, MAX_EVIDENCE_LINES)
      .map(line => ({ at: line, text: `${globalDaysOf(visit.codes, line.code)} global days, on the next day` })),
    fixes: decided
      ? [
          {
            kind: 'edit',
            title: `Remove 57 from ${evaluation.code}`,
            edits: [removeModifier(evaluation, decided)],
          },
        ]
      : added(visit, evaluation, '57'),
  });
  return true;
}

function checkAlone(visit: Visit, context: RuleContext<'error' | 'warning'>, evaluation: BilledCode): void {
  const alone = modifierOn(evaluation, '25');
  if (!alone) return;
  context.applies();
  if (hasOtherWork(visit, evaluation)) return;
  context.report({
    at: alone,
    message: `Remove 25 from ${evaluation.code}: no other service of the day is billed that it is separate from.`,
    evidence: [{ at: evaluation, text: 'the only service of the day' }],
    fixes: [{ kind: 'edit', title: `Remove 25 from ${evaluation.code}`, edits: [removeModifier(evaluation, alone)] }],
  });
}
