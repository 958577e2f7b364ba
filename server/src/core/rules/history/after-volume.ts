import { formatQuantity } from '../../encounter/quantity.js';
import type { Fact, Quantity } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule, Violation } from '../rule.js';
import { isOpen } from '../undecided.js';

/** mL by which the volume set may differ from what was filled in. */
const TOLERANCE = 1;

export const afterVolume: Rule<'error' | 'warning'> = {
  id: 'after-volume',
  group: 'history',
  severity: 'warning',
  severities: ['error', 'warning'],
  title: 'Volume set in the pump does not match the fill',
  description:
    'Compares the volume that the pump was set to (`volume` in `after:`) with `fill: in`, 1 mL either ' +
    'way, and with the reservoir. More than the reservoir holds is an error.',
  rationale:
    'The pump counts down from the volume that was set. A volume above what went in moves the ' +
    'low-reservoir alarm past the day on which the pump is empty: patients have died of it.',
  sources: ['ALARM', 'LANG'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 20 mL
after: volume 40 mL, dose 6.0 mg/day, alarms none
95991 @A
`,
    right: `2026-11-20 refill P-022 @office
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 20 mL
after: volume 20 mL, dose 6.0 mg/day, alarms none
95991 @A
`,
  },
  concerns: ['after:'],
  check(visit, context) {
    const set = visit.encounter.after?.volume;
    if (!set) return;
    const { filled, reservoir } = comparedWith(visit);
    if (!filled && !reservoir) {
      const message = 'The note gives neither the volume filled in nor the reservoir to compare the volume set with.';
      context.missing({ at: set, show: false, message });
      return;
    }
    const over = reservoir && set.value.amount.gt(reservoir.value.amount) ? reservoir : undefined;
    const other = filled && set.value.amount.minus(filled.value.amount).abs().gt(TOLERANCE) ? filled : undefined;
    const what = 'whether the volume set is wrong';
    const differs = over ?? other;
    const keys = over ? (['pump', 'device'] as const) : (['fill', 'after'] as const);
    if (differs && isOpen(visit, context, { at: set, keys, what })) return;
    context.applies();
    if (differs) context.report(violation(set, other, over));
  },
};

/** What the volume set is compared with: what was filled in, and the reservoir of the pump. */
function comparedWith(visit: Visit): { filled: Fact<Quantity> | undefined; reservoir: Fact<Quantity> | undefined } {
  const { fill, devices } = visit.encounter;
  const pump = devices.findLast(device => device.in)?.in ?? visit.pump;
  return { filled: visit.fill === 'refill' ? fill?.in : undefined, reservoir: pump?.reservoir };
}

/** @param filled if it differs from the volume set; @param reservoir if it is smaller */
function violation(
  set: Fact<Quantity>,
  filled: Fact<Quantity> | undefined,
  reservoir: Fact<Quantity> | undefined,
): Violation<'warning' | 'error'> {
  const facts = [
    ...(filled ? [`${mL(filled)} was filled in`] : []),
    ...(reservoir ? [`the reservoir holds ${mL(reservoir)}`] : []),
  ];
  return {
    at: set,
    severity: reservoir ? 'error' : 'warning',
    message: `Correct the volume set: ${mL(set)} was set, but ${facts.join(', and ')}.`,
    evidence: [
      { at: set, text: `${mL(set)} set` },
      ...(filled ? [{ at: filled, text: `${mL(filled)} filled in` }] : []),
      ...(reservoir ? [{ at: reservoir, text: `a reservoir of ${mL(reservoir)}` }] : []),
    ],
  };
}

const mL = (volume: Fact<Quantity>): string => formatQuantity(volume.value);
