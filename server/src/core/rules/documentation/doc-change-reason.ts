import type { Rule } from '../rule.js';
import { reprogramming } from './required-when.js';
import { itemWith, lineOf, missing, SHARED, stillEmpty, stubItems } from './documentation-rule.js';

export const changeReason: Rule = {
  ...SHARED,
  id: 'doc-change-reason',
  element: 'reason for the change',
  documents: [{ key: 'prog', item: 'reason' }],
  title: 'Missing: reason for the change',
  description:
    'A change of dose, concentration, mode, bolus or bridge needs its reason: `reason "…"` in `prog:`. ' +
    'Setting the reservoir volume alone is no change.',
  rationale:
    'Medicare contractors list the reason for any change of dose or drug among the least that the record must hold.',
  fixDescription: 'Edit: adds an empty `reason ""` to `prog:` to fill in; it is reported until it has a text.',
  sources: ['A55239'],
  examples: {
    wrong: `2026-11-20 reprogram P-022 @office #medicare
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
read: expected 9.1 mL, dose 6.0 mg/day, alarms none
prog: dose 6.0 -> 6.6 mg/day
62368 @A
`,
    right: `2026-11-20 reprogram P-022 @office #medicare
pump: SynchroMed II 8637-20, sn NGP0000002, 20 mL, IT, programmable
by: MD AS
read: expected 9.1 mL, dose 6.0 mg/day, alarms none
prog: dose 6.0 -> 6.6 mg/day, reason "evening pain 7/10"
62368 @A
`,
  },
  concerns: ['prog:'],
  check(visit, context) {
    const demand = reprogramming(visit);
    if (!demand) return;
    context.applies();
    if (visit.encounter.prog?.reason) return;
    const line = lineOf(visit, 'prog');
    if (itemWith(line, 'reason')) {
      stillEmpty(context, demand.at, 'The `reason` in `prog:` is still to be filled in.');
      return;
    }
    const stub = stubItems(visit, line, 'reason ""');
    missing(
      visit,
      context,
      { rule: this.id, demand },
      {
        keys: ['prog'],
        message: 'Write the `reason` for the change in `prog:`.',
        fixes: stub ? [stub] : [],
      },
    );
  },
};
