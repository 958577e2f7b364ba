import { formatQuantity } from '../../encounter/quantity.js';
import type { Fact, Quantity } from '../../encounter/model.js';
import { isUndecided } from '../../visit/undecided.js';
import type { Rule } from '../rule.js';

/** mL by which the volume set may differ from what was filled in. */
const TOLERANCE = 1;

export const afterVolume: Rule<'error' | 'warning'> = {
  id: 'after-volume',
  group: 'history',
  severity: 'warning',
  severities: ['error', 'warning'],
  title: 'Volume set in the pump does not match the fill',
  description:
    'Compares the volume that the pump was set to (`volume` in `after:`) with `fill: in`, 1 mL either way, and with the reservoir. More than the reservoir holds is an error.',
  rationale:
    'The pump counts down from the volume that was set. A volume above what went in moves the low-reservoir alarm past the day on which the pump is empty: patients have died of it.',
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
  check(visit, context) {
    const { after, fill, devices } = visit.encounter;
    const set = after?.volume;
    if (!set) return;
    const reservoir = (devices.findLast(device => device.in)?.in ?? visit.pump)?.reservoir;
    const filled = visit.fill === 'refill' ? fill?.in : undefined;
    if (!filled && !reservoir) {
      const message =
        'The note gives neither the volume filled in nor the reservoir, so the volume set cannot be compared.';
      context.missing({ at: set, show: false, message });
      return;
    }
    const isOver = reservoir !== undefined && set.value.amount.gt(reservoir.value.amount);
    const isOff = filled !== undefined && set.value.amount.minus(filled.value.amount).abs().gt(TOLERANCE);
    if (isOff && !isOver && isUndecided(visit, 'fill', 'after')) {
      const message = 'An item of `fill:` or `after:` cannot be read, so it is open whether the volume set is wrong.';
      context.missing({ at: set, show: false, message });
      return;
    }
    context.applies();
    if (!isOver && !isOff) return;
    const facts = [
      ...(isOff ? [`${mL(filled)} was filled in`] : []),
      ...(isOver ? [`the reservoir holds ${mL(reservoir)}`] : []),
    ];
    context.report({
      at: set,
      severity: isOver ? 'error' : 'warning',
      message: `Correct the volume set: ${mL(set)} was set, but ${facts.join(', and ')}.`,
      evidence: [
        { at: set, text: `${mL(set)} set` },
        ...(isOff ? [{ at: filled, text: `${mL(filled)} filled in` }] : []),
        ...(isOver ? [{ at: reservoir, text: `a reservoir of ${mL(reservoir)}` }] : []),
      ],
    });
  },
};

const mL = (volume: Fact<Quantity>): string => formatQuantity(volume.value);
