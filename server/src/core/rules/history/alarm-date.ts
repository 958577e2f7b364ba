import type { Visit } from '../../visit/visit.js';
import { isOpen } from '../undecided.js';
import { statedInText } from '../../visit/stated-in-text.js';
import { alarmOf } from '../../claim/history/alarm.js';
import { isUnknown } from '../../claim/history/infusion-rate.js';
import { daysBetween } from '../../encounter/date.js';
import type { Fact } from '../../encounter/model.js';
import { formatQuantity } from '../../encounter/quantity.js';
import type { Fix } from '../../edits/fix.js';
import type { Rule } from '../rule.js';
import type { SourceRange } from '../../syntax/source-range.js';
import type { IsoDate } from '../../syntax/iso-day.js';
import { at, replace } from '../../edits/builders.js';

export const alarmDate: Rule = {
  id: 'alarm-date',
  group: 'history',
  severity: 'warning',
  title: 'Alarm date does not follow from the fill',
  description: [
    'Computes the day on which the reservoir is down to the volume of the alarm: the date of the fill plus the whole days of',
    '(`fill: in` − alarm volume) ÷ (daily dose ÷ strength). The dose is the one of `after:`, else the one programmed, else the one read. The strength is that',
    'of the first drug in the reservoir: of several drug lines, total mass ÷ total volume. An `alarm` in `next:` more than a day away is reported, unless it',
    'is the last day of the drug (its expiry, its beyond-use date, or how long it keeps in the pump), if that comes first. With a bolus, a mode, a bridge or',
    'doses that the patient controls nothing can be computed.',
  ].join('\n'),
  rationale:
    'An alarm date that is too late lets the pump run dry; one that does not fit the numbers shows that ' +
    'one of them is wrong.',
  fixDescription:
    'Edits: replace the date by the one computed by volume, or by the last day of the drug if that comes first.',
  parameters: ['alarmResidual'],
  sources: ['ALARM'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice
next: 2027-04-20, alarm 2027-05-27
95991 @A
`,
    right: `2026-11-20 refill P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
fill: out 6.0 mL, in 40 mL
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice
next: 2027-04-20, alarm 2027-04-27
95991 @A
`,
  },
  concerns: ['fill:'],
  check(visit, context) {
    const computed = alarmOf(visit);
    if (!computed) return;
    const {
      encounter: { next, header },
    } = visit;
    const alarm = next?.alarm;
    const unknown = (message: string): void => context.missing({ at: alarm ?? header, message, show: false });
    if (!alarm) return unknown('The note gives no alarm date.');
    if (isUnknown(computed)) return unknown(`The alarm date cannot be computed: ${computed.unknown}.`);
    if (isDoseInText(visit))
      return unknown('The alarm date cannot be computed: the text states a change, and `prog:` does not.');
    const what = 'which alarm follows from the fill';
    if (isOpen(visit, context, { at: alarm, keys: ['drug', 'prog', 'fill', 'after'], what })) return;
    context.applies();
    const { date, filled, flow, lastDay, planBy } = computed;
    if ([date, planBy].some(day => Math.abs(daysBetween(day, alarm.value)) <= 1)) return;
    const unverified = lastDay?.unverified ?? visit.policy.parameters.alarmResidual.unverified;
    context.report({
      at: alarm,
      message: `Set the alarm to ${date}: ${computed.text}; ${alarm.value} is noted${lastDay ? `, and ${lastDay.why}` : ''}.`,
      evidence: [
        { at: alarm, text: `alarm on ${alarm.value}` },
        { at: filled, text: `${formatQuantity(filled.value)} filled in` },
        ...flow.from,
        ...(lastDay ? [{ at: lastDay.at, text: lastDay.why }] : []),
      ],
      fixes: [setAlarm(alarm, date), ...(lastDay ? [setAlarm(alarm, planBy, ', the last day of the drug')] : [])],
      ...(unverified ? { unverified } : {}),
    });
  },
};

/** Whether the text states a change that would give the dose, and no line does. */
function isDoseInText(visit: Visit): boolean {
  const { after, prog } = visit.encounter;
  return !after?.dose && !prog && statedInText(visit, 'prog') !== undefined;
}

function setAlarm(alarm: Fact<IsoDate>, date: IsoDate, why = ''): Fix {
  return { kind: 'edit', title: `Set the alarm to ${date}${why}`, edits: [replace(dateIn(alarm), date)] };
}

/** The span of the date in an item such as `alarm 2027-04-27`. */
function dateIn(item: Fact<IsoDate>): SourceRange {
  const text = item.block.text.slice(item.start, item.end);
  const start = text.search(/\d/);
  const length = text.slice(start).search(/\s|$/);
  return at(item.block, item.start + start, item.start + start + length);
}
