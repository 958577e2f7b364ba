import { isAnalysisWithoutRefill } from '../../claim/services/pump-codes.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { byLine, lineWith, type Requirement } from './required-when.js';
import { missing, SHARED, stillEmpty, stubLine } from './documentation-rule.js';
import { affirms, WordList } from '../../encounter/statements.js';
import { isStub } from '../../visit/acceptance.js';

/** Symptoms and events for which a pump is read or reprogrammed between refills. */
const OCCASIONS = new WordList(
  'pain*',
  'spas*',
  'tone',
  'stiff*',
  'weak*',
  'rigid*',
  'withdrawal',
  'itch*',
  'prurit*',
  'nause*',
  'vomit*',
  'sedat*',
  'drows*',
  'somnol*',
  'constip*',
  'numb*',
  'dizz*',
  'fall',
  'falls',
  'fell',
  'faint*',
  'confus*',
  'relief',
  'symptom*',
  'complain*',
  'worse*',
  'increas*',
  'reduc*',
  'alarm',
  'alarms',
  'alarming',
  'beep*',
  'mri',
  'stall*',
  'infection',
  'swelling',
  'edema',
  'trauma',
  'eri',
  'battery',
  'dose',
  'titrat*',
  'wean*',
  'side',
  'effect*',
  'tolerance',
  'response',
  'concern*',
  'suspect*',
  'malfunction*',
  'failure',
  'travel*',
  'flight',
  'surgery',
  'magnet*',
  'ashworth',
  'goal*',
  'function*',
);

export const analysisReason: Rule = {
  ...SHARED,
  id: 'doc-analysis-reason',
  element: 'reason for the reading',
  documents: [{ key: 'assess', when: visit => demandOf(visit) !== undefined }],
  title: 'Missing: reason for the analysis',
  description:
    'A reading or reprogramming without a refill (62367, 62368) needs its reason: the `reason` of ' +
    '`prog:`, a response, a reassessment, an alarm in `read:`, or an examination or narrative that ' +
    'mentions symptoms or of an event such as an MRI.',
  rationale:
    "Medicare contractors want the frequency of readings to be supported by the patient's symptoms, and have refused routine ones.",
  fixDescription: 'Edit: inserts an empty `assess:` line to fill in; it is reported until it has a text.',
  sources: ['A55239'],
  examples: {
    wrong: `2026-11-20 interrogate P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
read: expected 18.4 mL, dose 480 mcg/day, alarms none
62367 @A
`,
    right: `2026-11-20 interrogate P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
read: expected 18.4 mL, dose 480 mcg/day, alarms none
response: more spasms since the MRI of 2026-11-18
62367 @A
`,
  },
  concerns: ['pump-service'],
  check(visit, context) {
    const demand = demandOf(visit);
    if (!demand) return;
    context.applies();
    const { prog, read, response, assess, em, event, exam, observe, narrative } = visit.encounter;
    if (prog?.reason || response || assess || em || event) return;
    if (read?.alarms && !/^(?:none|no|off|ok|normal|0|nil|negative)\b/i.test(read.alarms.value)) return;
    if ([exam, observe, ...narrative].some(text => text && affirms(text.value, OCCASIONS))) return;
    if (isStub(visit, 'assess') || isStub(visit, 'response'))
      stillEmpty(context, demand.at, 'The reason is still to be filled in.');
    else {
      missing(
        visit,
        context,
        { rule: this.id, demand },
        {
          keys: ['prog', 'read', 'event'],
          message: `Write the symptoms or event that led to ${demand.of}, for example under \`assess:\`.`,
          fixes: [stubLine(visit, 'assess')],
        },
      );
    }
  },
};

function demandOf(visit: Visit): Requirement | undefined {
  const line = lineWith(visit, isAnalysisWithoutRefill);
  return line && byLine(line);
}
