import type { Big } from 'big.js';
import { differInStrength, reservoirContent } from '../../claim/drugs/reservoir-content.js';
import { daysOf, rateAfterVisit, isUnknown, variation } from '../../claim/history/infusion-rate.js';
import { fillsWith, lastDayOf } from '../../claim/drugs/last-day.js';
import { changesDose, differ, doseLeft, isEmptied, pumpHistory, putsIn } from '../../visit/pump-history.js';
import { isSurgeryDay } from '../../visit/surgery-day.js';
import { daysBetween } from '../../encounter/date.js';
import type { Encounter } from '../../encounter/model.js';
import { formatNumber, formatQuantity, isPositive, stated } from '../../encounter/quantity.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { isOpen } from '../undecided.js';

export const refillEarly: Rule = {
  id: 'refill-early',
  group: 'history',
  severity: 'warning',
  title: 'Refilled too early',
  description: [
    'Computes how many days the last fill of the same pump lasts until the alarm, (`fill: in` − alarm volume) ÷ (daily dose ÷ strength), and reports a',
    "refill before 70 percent of them (a share that the payer's profile sets). A drug that expires or keeps for fewer days sets the days instead. A `reason`",
    'in `fill:` excuses it,',
    'and so does a change of dose, drug or concentration since then or now, a pump that was emptied meanwhile, or one that is found at its alarm volume.',
  ].join('\n'),
  rationale:
    'Medicare contractors have found monthly refills of pumps that last two or three months, and want ' +
    'the interval to follow from reservoir and dose.',
  parameters: ['earlyRefillShare', 'alarmResidual'],
  sources: ['A55239'],
  examples: {
    wrong: `2026-10-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice
95991 @A

2026-11-20 refill P-014 @office
by: MD AS
fill: out 32.0 mL, in 40 mL
95991 @A
`,
    right: `2026-10-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice
95991 @A

2026-11-20 refill P-014 @office
by: MD AS
fill: out 32.0 mL, in 40 mL, reason "lot recalled"
95991 @A
`,
  },
  concerns: ['fill:'],
  check(visit, context) {
    const { encounter, date } = visit;
    if (visit.fill !== 'refill' || isSurgeryDay(visit)) return;
    const unknown = (message: string): void => context.missing({ at: encounter.header, message, show: false });
    const history = pumpHistory(visit);
    const last = history.lastFill;
    const before = last?.encounter,
      filled = before?.fill?.in;
    if (!date || !last || !before || !filled) return unknown('No earlier fill of this pump is noted.');
    if (last.date === date) return unknown('The pump was filled in another note of the same day.');
    const flow = rateAfterVisit(visit.codes, before);
    if (isUnknown(flow)) return unknown(`How long the fill of ${last.date} lasts cannot be computed: ${flow.unknown}.`);
    const { alarmResidual, earlyRefillShare } = visit.policy.parameters;
    const residual = stated(alarmResidual.value),
      share = stated(earlyRefillShare.value);
    const between = history.since(last);
    const varying = between.map(earlier => variation(earlier)).find(found => found !== undefined);
    if (varying) return unknown(`How long the fill of ${last.date} lasts cannot be computed: ${varying.unknown}.`);
    context.applies();
    const usable = filled.value.amount.minus(residual);
    const byVolume = isPositive(usable) ? daysOf(usable, flow) : 0;
    const isFirst = (name: string): boolean =>
      putsIn(before) || !history.earlierFills(last).some(one => fillsWith(visit.codes, one, name));
    const drug = lastDayOf(visit.codes, before, isFirst);
    const days = drug ? Math.min(byVolume, daysBetween(last.date, drug.date)) : byVolume;
    const since = daysBetween(last.date, date);
    if (share.times(days).lte(since) || isDue(encounter, between, residual) || isExcused(visit, before, between))
      return;
    const what = 'whether the early refill has a reason';
    if (isOpen(visit, context, { at: encounter.header, keys: ['fill', 'prog', 'drug', 'after'], what })) return;
    const unverified = earlyRefillShare.unverified ?? alarmResidual.unverified;
    context.report({
      at: encounter.header,
      message:
        `Add a \`reason\` to \`fill:\`: this refill comes ${since === 1 ? 'a day' : `${since} days`} after the last, sooner than ${formatNumber(share.times(100))} % of the ${days} days of that fill ` +
        (days < byVolume && drug
          ? `(${drug.why}).`
          : `((${formatQuantity(filled.value)} − ${formatQuantity({ amount: residual, unit: 'mL' })}) ÷ ${flow.text}).`),
      evidence: [{ at: filled, text: `${formatQuantity(filled.value)} filled in on ${last.date}` }, ...flow.from],
      ...(unverified ? { unverified } : {}),
    });
  },
};

/** The last fill left the pump, on purpose or because it was used up: what came out shows it. */
function isDue({ fill }: Encounter, between: readonly Encounter[], residual: Big): boolean {
  return between.some(isEmptied) || (fill?.out?.value.amount.lte(residual) ?? false);
}

/** A stated reason, or a change of dose, drug or concentration after the last fill: in a visit between, or now. */
function isExcused(visit: Visit, last: Encounter, between: readonly Encounter[]): boolean {
  const { encounter } = visit;
  if (encounter.fill?.reason || [encounter, ...between].some(changesDose)) return true;
  const before = doseLeft(last)?.value;
  if (differ(before, encounter.read?.dose?.value) || differ(before, doseLeft(encounter)?.value)) return true;
  return haveDrugsChanged(visit, last);
}

/**
 * Whether this fill holds other drugs or strengths than the last; a fill whose drugs the note does not state shows
 * nothing.
 */
function haveDrugsChanged(visit: Visit, last: Encounter): boolean {
  const now = reservoirContent(visit.codes, visit.encounter),
    before = reservoirContent(visit.codes, last);
  if (now.length === 0 || before.length === 0) return false;
  return (
    now.length !== before.length ||
    now.some(drug => {
      const same = before.find(({ name }) => name === drug.name);
      return !same || differInStrength(same.strength, drug.strength);
    })
  );
}
