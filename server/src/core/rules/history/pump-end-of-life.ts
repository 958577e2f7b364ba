import { formatNumber } from '../../encounter/quantity.js';
import type { Visit } from '../../visit/visit.js';
import type { Fact, Quantity } from '../../encounter/model.js';
import type { Rule, RuleContext } from '../rule.js';
import type { SourceRange } from '../../syntax/source-range.js';
import type { IsoDate } from '../../syntax/iso-day.js';

/** Months before the end of its battery in which a pump is to be replaced. */
const MONTHS = 3;

export const pumpEndOfLife: Rule = {
  id: 'pump-end-of-life',
  group: 'history',
  severity: 'hint',
  title: 'Pump near its replacement indicator',
  description:
    'Reports a pump whose elective replacement indicator (`ERI` in `pump:`) is three months away or ' +
    'less, or whose date of replacement (`replace by 2027-04`) is. Where the pump comes from an earlier ' +
    'note, the months since then are taken off. On the day of its replacement nothing is reported.',
  rationale:
    'A pump that stops means withdrawal. A replacement needs an authorization, which takes weeks, and ' +
    'the end of the battery in the record is its reason.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 3 mo
`,
    right: `2026-11-20 visit P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 4 mo
`,
  },
  check(visit, context) {
    const { encounter, pump } = visit;
    if (encounter.devices.length) return;
    if (pump?.eri) checkMonths(visit, pump.eri, context);
    else if (pump?.replaceBy) checkDate(visit, pump.replaceBy, context);
    else {
      const type = pump?.type?.value;
      if (encounter.pump && (type === undefined || type === 'programmable'))
        context.missing({ at: encounter.pump, message: 'The note does not give the ERI of the pump.', show: false });
    }
  },
};

/** The months until the battery asks for replacement, as a note states them. */
function checkMonths(visit: Visit, eri: Fact<Quantity>, context: RuleContext): void {
  const { encounter } = visit;
  const elapsed = monthsSince(visit, eri);
  if (elapsed === undefined) {
    context.missing({
      at: encounter.header,
      message: 'The date of this visit, or of the note with the ERI, cannot be read.',
      show: false,
    });
    return;
  }
  context.applies();
  const left = eri.value.amount.minus(elapsed);
  if (left.gt(MONTHS)) return;
  const isOwn = eri.block === encounter.block;
  const when = left.lte(0)
    ? 'has reached its replacement indicator'
    : `reaches its replacement indicator in ${left.eq(1) ? 'a month' : `${formatNumber(left)} months`}`;
  context.report({
    at: isOwn ? eri : encounter.header,
    message: `Plan and authorize the replacement: the pump ${when}${isOwn ? '' : ', by the ERI of an earlier note'}.`,
    evidence: [{ at: eri, text: `ERI ${formatNumber(eri.value.amount)} mo` }],
  });
}

/** A date by which the pump is to be replaced, in place of months. */
function checkDate(visit: Visit, by: Fact<IsoDate>, context: RuleContext): void {
  if (!visit.date) {
    context.missing({ at: visit.encounter.header, message: 'The date of this visit cannot be read.', show: false });
    return;
  }
  context.applies();
  const left = monthsBetween(visit.date, by.value);
  if (left > MONTHS || (left === MONTHS && by.value.slice(8) !== visit.date.slice(8))) return;
  context.report({
    at: by.block === visit.encounter.block ? by : visit.encounter.header,
    message: `Plan and authorize the replacement: the pump is to be replaced by ${by.value}.`,
    evidence: [{ at: by, text: `replacement by ${by.value}` }],
  });
}

/** Whole months since the note that states the ERI; 0 for this one, undefined if a date is missing. */
function monthsSince(visit: Visit, eri: SourceRange): number | undefined {
  if (eri.block === visit.encounter.block) return 0;
  const then = visit.history.find(earlier => earlier.block === eri.block)?.date;
  return then && visit.date ? monthsBetween(then, visit.date) : undefined;
}

function monthsBetween(from: IsoDate, to: IsoDate): number {
  const months = (+to.slice(0, 4) - +from.slice(0, 4)) * 12 + (+to.slice(5, 7) - +from.slice(5, 7));
  return to.slice(8) < from.slice(8) ? months - 1 : months;
}
