import { formatQuantity, stated } from '../../encounter/quantity.js';
import type { Visit } from '../../visit/visit.js';
import { accountsFor } from '../../visit/accounted.js';
import type { Rule } from '../rule.js';
import { isOpen } from '../undecided.js';

export const residualDiscrepancy: Rule = {
  id: 'residual-discrepancy',
  group: 'history',
  severity: 'warning',
  title: 'Aspirated and expected volume differ',
  description: [
    'Compares the aspirated volume (`fill: out`) with the volume that the pump expected (`read: expected`). A difference above the threshold (2 mL, or',
    '1 mL for a reservoir of 20 mL or less) needs an explanation: a `reason` in `fill:`, or a sentence of the narrative that names the residual, the',
    'volume or the discrepancy as checked or reviewed at this visit; what is checked at every visit explains nothing. An attempt that aspirated nothing',
    'measured nothing.',
  ].join('\n'),
  rationale:
    'Until it is explained, a difference means a leak, a pump fault or a fill outside the pump. A record ' +
    'that ignores it is the first thing a reviewer finds.',
  parameters: ['residualThreshold'],
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 9.4 mL, in 40 mL
95991 @A
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 9.4 mL, in 40 mL
95991 @A
| Discrepancy of 3.2 mL reviewed with the log; catheter patent.
`,
  },
  concerns: ['fill:'],
  check(visit, context) {
    const { fill, read, devices } = visit.encounter;
    // On the day of an exchange the read-out is of the old pump and the fill of the new one.
    if (!fill || devices.some(device => device.in)) return;
    const { out } = fill,
      expected = read?.expected;
    // Where the septum was not reached, the 0 mL drawn says nothing of what the reservoir holds.
    if (visit.fill === 'attempt' && out?.value.amount.eq(0)) {
      context.missing({
        at: out,
        message: 'Nothing was aspirated at this attempt, so there is no volume to compare with the expected one.',
        show: false,
      });
      return;
    }
    if (!out || !expected) {
      if (out || expected || visit.fill === 'refill') {
        context.missing({
          at: out ?? fill,
          message: `The note does not give the ${out ? 'expected' : 'aspirated'} volume, so the two cannot be compared.`,
          show: false,
        });
      }
      return;
    }
    const difference = out.value.amount.minus(expected.value.amount).abs();
    const limit = limitFor(visit, difference);
    if (!limit) {
      context.missing({
        at: out,
        message: `The note does not give the reservoir volume, which decides whether a difference of ${mL(difference)} is too much.`,
        show: false,
      });
      return;
    }
    context.applies();
    if (difference.lte(limit) || fill.reason || accountsFor(visit, 'residual')) return;
    if (
      isOpen(visit, context, {
        at: out,
        keys: ['fill', 'event', 'device'],
        what: 'whether the difference is explained',
      })
    )
      return;
    const { unverified } = visit.policy.parameters.residualThreshold;
    const reservoir = visit.pump?.reservoir;
    context.report({
      at: out,
      message: `Explain the residual: ${formatQuantity(out.value)} aspirated, ${formatQuantity(expected.value)} expected; more than ${mL(limit)} apart needs a \`reason\` in \`fill:\`, or a sentence that the discrepancy was checked or reviewed.`,
      evidence: [
        { at: out, text: `${formatQuantity(out.value)} aspirated` },
        { at: expected, text: `${formatQuantity(expected.value)} expected` },
        ...(reservoir ? [{ at: reservoir, text: `a reservoir of ${formatQuantity(reservoir.value)}` }] : []),
      ],
      ...(unverified ? { unverified } : {}),
    });
  },
};

/** The difference that needs no explanation; undefined if the missing size of the reservoir decides. */
function limitFor(visit: Visit, difference: Big): Big | undefined {
  const { value } = visit.policy.parameters.residualThreshold;
  const wide = stated(value.default),
    narrow = stated(value.smallReservoir.threshold);
  const reservoir = visit.pump?.reservoir;
  if (reservoir) return reservoir.value.amount.lte(value.smallReservoir.upTo) ? narrow : wide;
  const [lower, upper] = narrow.lt(wide) ? [narrow, wide] : [wide, narrow];
  return difference.gt(lower) && difference.lte(upper) ? undefined : wide;
}

const mL = (amount: Big): string => formatQuantity({ amount, unit: 'mL' });
