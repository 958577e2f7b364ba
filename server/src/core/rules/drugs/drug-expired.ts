import { drugsGiven, nameOfDrug } from '../../claim/drugs/documented-drug.js';
import type { Rule, RuleContext } from '../rule.js';
import { alarmOf, lastDayAfter } from '../../claim/history/alarm.js';
import { isUnknown } from '../../claim/history/infusion-rate.js';
import { accountsFor } from '../../visit/accounted.js';
import type { Visit } from '../../visit/visit.js';

export const drugExpired: Rule<'error' | 'hint'> = {
  id: 'drug-expired',
  group: 'drugs',
  severity: 'error',
  severities: ['error', 'hint'],
  title: 'Expired drug, or a fill that outlasts its drug',
  description:
    'The expiry date of a drug that was placed is before the visit. `exp 2027-06` is the last day of ' +
    'that month; on the day itself the drug is still good. A drug marked `not given` may be expired. As ' +
    'a hint: the fill outlasts its drug, that is, the next visit (or, without one, the low-reservoir ' +
    'alarm) comes after the expiry or beyond-use date, or after the days that the drug keeps in the pump.',
  rationale:
    'Either the date is a typing slip, or an expired drug went into a patient: both must be cleared ' +
    'before the claim goes out.',
  sources: ['A55239'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office #medicare
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, lot G4412, exp 2026-10
`,
    right: `2026-11-20 refill P-014 @office #medicare
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, lot G4412, exp 2026-11
`,
  },
  concerns: ['drug:'],
  check(visit, context) {
    const { date } = visit;
    checkLastDay(visit, context);
    for (const of of drugsGiven(visit)) {
      const { expiry } = of.drug;
      if (!expiry || !date) {
        context.missing({
          at: of.drug,
          show: false,
          message: date
            ? `The note gives no expiry date of the ${nameOfDrug(of)}.`
            : 'The visit has no date to compare the expiry date with.',
        });
        continue;
      }
      context.applies();
      if (expiry.value >= date || accountsFor(visit, 'expired drug')) continue;
      context.report({
        at: expiry,
        message: `Correct the expiry date, or record what was done: the ${nameOfDrug(of)} expired on ${expiry.value}, before this visit of ${date}.`,
        evidence: [
          { at: expiry, text: `good until ${expiry.value}` },
          { at: visit.encounter.datePlace, text: 'the date of the visit' },
        ],
      });
    }
  },
};

/** A fill that is to stay in the pump longer than its drug. */
function checkLastDay(visit: Visit, context: RuleContext<'error' | 'hint'>): void {
  const last = lastDayAfter(visit);
  if (!last) return;
  if (isReportedItself(visit)) return;
  const alarm = alarmOf(visit);
  const next = visit.encounter.next?.date;
  const until = next?.value ?? (alarm && !isUnknown(alarm) ? alarm.date : undefined);
  if (until === undefined || until <= last.date) return;
  context.report({
    at: last.at,
    severity: 'hint',
    message: `Plan the next refill by ${last.date}: ${last.why}, and ${next ? `the next visit is on ${next.value}` : `the fill lasts until ${until}`}.`,
    evidence: [{ at: last.at, text: last.why }, ...(next ? [{ at: next, text: `next visit on ${next.value}` }] : [])],
    ...(last.unverified === undefined ? {} : { unverified: last.unverified }),
  });
}

/** Whether the next visit is after the alarm, or a date that cannot be read: then that is reported. */
function isReportedItself({ encounter: { next, fields } }: Visit): boolean {
  if (!next?.date) return fields.has('next') && !next?.alarm;
  return next.alarm !== undefined && next.date.value >= next.alarm.value;
}
