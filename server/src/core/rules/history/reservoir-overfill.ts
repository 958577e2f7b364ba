import { isOpen } from '../undecided.js';
import { formatQuantity } from '../../encounter/quantity.js';
import type { Rule } from '../rule.js';

export const reservoirOverfill: Rule = {
  id: 'reservoir-overfill',
  group: 'history',
  severity: 'error',
  title: 'More filled in than the reservoir holds',
  description:
    'Compares `fill: in` with the reservoir of the pump: of `pump:` in this note or an earlier one of ' +
    'the patient, or of the pump that `device: in` put in. A full reservoir is right.',
  rationale:
    'A pump cannot hold more than its reservoir: either volume is a slip, and the units of the drug ' +
    'follow from it; or drug was placed beside the pump.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 40 mL
95991 @A
`,
    right: `2026-11-20 refill P-022 @office
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
fill: out 2.9 mL, in 20 mL
95991 @A
`,
  },
  concerns: ['fill:'],
  check(visit, context) {
    const filled = visit.encounter.fill?.in;
    if (visit.fill !== 'refill' || !filled) return;
    const pump = visit.encounter.devices.findLast(device => device.in)?.in ?? visit.pump;
    const reservoir = pump?.reservoir;
    if (!reservoir) {
      context.missing({ at: filled, message: 'The note does not give the reservoir volume of the pump.', show: false });
      return;
    }
    context.applies();
    if (filled.value.amount.lte(reservoir.value.amount)) return;
    if (isOpen(visit, context, { at: filled, keys: ['device'], what: 'which reservoir was filled' })) return;
    context.report({
      at: filled,
      message: `Correct a volume: ${formatQuantity(filled.value)} was filled into a reservoir of ${formatQuantity(reservoir.value)}.`,
      evidence: [
        { at: filled, text: `${formatQuantity(filled.value)} filled in` },
        { at: reservoir, text: `a reservoir of ${formatQuantity(reservoir.value)}` },
      ],
    });
  },
};
