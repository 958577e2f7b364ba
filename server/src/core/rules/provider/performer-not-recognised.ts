import { nameOf } from '../../claim/services/service-facts.js';
import type { Unverified } from '../../codes/types.js';
import type { Defaults, People, Performer } from '../../encounter/model.js';
import type { RuleContext, Rule } from '../rule.js';
import { doubtsOf } from '../../codes/caveats.js';

export const performerNotRecognized: Rule = {
  id: 'performer-not-recognised',
  group: 'provider',
  severity: 'warning',
  title: 'Performer is not recognized',
  description: [
    'The person who filled, read or programmed the pump must be a physician or other qualified professional (MD DO DPM NP APRN ARNP CRNP FNP CNS PA CRNA CNM) or clinical',
    'staff (RN LPN LVN MA CMA tech). Physical therapists, pharmacists, device representatives and unknown credentials are reported.',
  ].join('\n'),
  rationale:
    'No claim line covers the work of other people: a representative may run the programmer on order and ' +
    'a pharmacist may prepare the drug, but neither is billed.',
  sources: ['410.26', 'RVU26'],
  examples: {
    wrong: `2026-11-20 interrogate P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: PT JM
read: expected 18.4 mL, dose 480 mcg/day, alarms none
62367 @A
`,
    right: `2026-11-20 interrogate P-014 @office
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: PA-C JM
read: expected 18.4 mL, dose 480 mcg/day, alarms none
62367 @A
`,
  },
  check(visit, context) {
    // A performer in the file's defaults is reported once, in the defaults.
    checkPeople(visit.encounter.by, visit.codes.credential, context);
    if (visit.encounter.by) context.applies();
    else if (
      !visit.performer &&
      visit.linesToCheck.some(({ code }) => visit.codes.procedure(code)?.kind === 'pump-service')
    ) {
      context.missing({ at: visit.encounter.header, show: false, message: 'The note does not say who performed.' });
    }
  },
  checkDefaults: (defaults: Defaults, context: RuleContext) => checkPeople(defaults.by, undefined, context),
};

type Known = (word: string) => {
  readonly known: boolean;
  readonly summary: string;
  readonly unverified?: readonly Unverified[];
};

function checkPeople(by: People | undefined, credential: Known | undefined, context: RuleContext): void {
  if (!by) return;
  const jobs: readonly (readonly [string, Performer | undefined])[] = [
    ['performed', by.main],
    ['read the pump', by.read],
    ['programmed the pump', by.prog],
  ];
  for (const [did, who] of jobs) {
    if (who?.class !== 'unrecognized') continue;
    const entry = credential?.(who.credential);
    context.report({
      at: who,
      message: `Name who ${did}: ${nameOf(who)} is not recognized for pump services, which a physician, other qualified professional or clinical staff performs.`,
      evidence: [
        { at: who, text: entry?.known ? entry.summary : `${who.credential} is no credential that the tables know` },
      ],
      ...doubtsOf(entry?.unverified),
    });
  }
}
