import { SURGERY_CODES } from '../../codes/service-table.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { byLine, lineWith, type Requirement } from './required-when.js';
import { missing, SHARED, stillEmpty, stubLine } from './documentation-rule.js';
import { affirms, sentences, WordList } from '../../encounter/statements.js';
import { list } from '../../text/prose.js';
import { isStub } from '../../visit/acceptance.js';

const FAILED_CARE = new WordList(
  'failed',
  'fails',
  'failure',
  'failing',
  'refractory',
  'intractable',
  'intolerable',
  'intolerant',
  'intolerance',
  'unresponsive',
  'inadequate',
  'insufficient',
  'ineffective',
  'exhausted',
  'conservative',
  'despite',
  'uncontrolled',
  'unrelieved',
  'tried',
);
/** What care failed at, where the sentence denies it: `oral agents not tolerated`, `no help from physical therapy`. */
const DENIED = new WordList(
  'tolerated',
  'tolerate',
  'help',
  'helped',
  'helpful',
  'controlled',
  'effective',
  'respond',
  'responded',
  'relief',
);
const RESULT = new WordList(
  'relief',
  'positive',
  'successful',
  'success',
  'effective',
  'favo*',
  'reduc*',
  'improv*',
  'respon*',
  'drop',
  'dropped',
  'fell',
  'decreas*',
  'passed',
  'good',
  'excellent',
  'ashworth',
  'tolerated',
  'better',
);

const NO = new WordList('not', 'never', 'no');
const TRIAL = new WordList('trial', 'trialed', 'trialled', 'screening');

export const documentedTrial: Rule = {
  ...SHARED,
  id: 'doc-trial',
  element: 'failed care or trial',
  documents: [{ key: 'assess', when: visit => demandOf(visit) !== undefined }],
  title: 'Missing: failed care or trial before an implant',
  description:
    'The first implant of a spinal pump (62360–62362) needs words on the care that failed before and on ' +
    'the result of a trial, in `assess:`, another text or the narrative; a trial visit of the patient ' +
    'counts as well. The replacement of a pump needs neither.',
  rationale:
    'The national coverage decision pays for a first pump only after less invasive treatment failed and ' +
    'a trial helped.',
  fixDescription:
    'Edit: inserts an empty `assess:` line to fill in where the note has none; it is reported until it has a text.',
  sources: ['NCD'],
  examples: {
    wrong: `2026-11-20 implant P-030 @asc #medicare bill=facility
device: in SynchroMed II 8637-40, sn NGP0000005, 40 mL, IT, programmable
catheter: new, no laminectomy
assess: severe spasticity
62350 @A
62362 @A
`,
    right: `2026-11-20 implant P-030 @asc #medicare bill=facility
device: in SynchroMed II 8637-40, sn NGP0000005, 40 mL, IT, programmable
catheter: new, no laminectomy
assess: severe spasticity, oral baclofen failed; trial of 50 mcg: Ashworth 4 to 2 for 4 hours
62350 @A
62362 @A
`,
  },
  concerns: ['pump-surgery'],
  check(visit, context) {
    const line = implantLine(visit);
    if (!line) return;
    const first = isFirstImplant(visit);
    if (first === false) return;
    const { exam, assess, em, response, observe, narrative } = visit.encounter;
    const texts = [exam, assess, em, response, observe, ...narrative].flatMap(text => text?.value ?? []);
    context.applies();
    const absent = [
      ...(texts.some(statesFailedCare) ? [] : ['which treatment failed before']),
      ...(texts.some(statesResult) || visit.history.since('isTrial') ? [] : ['how the trial went']),
    ];
    if (absent.length === 0) return;
    const demand = byLine(line);
    if (first === undefined)
      stillEmpty(
        context,
        demand.at,
        "The note does not say whether this pump is the patient's first, which decides whether failed care and a trial are due.",
      );
    else if (isStub(visit, 'assess')) stillEmpty(context, demand.at, '`assess:` is still to be filled in.');
    else {
      missing(
        visit,
        context,
        { rule: this.id, demand },
        {
          message: `Write ${list(absent)}: this is the first implant of a pump.`,
          fixes: visit.encounter.fields.has('assess') ? [] : [stubLine(visit, 'assess')],
        },
      );
    }
  },
};

function demandOf(visit: Visit): Requirement | undefined {
  const line = implantLine(visit);
  return line && isFirstImplant(visit) ? byLine(line) : undefined;
}

function implantLine(visit: Visit): BilledCode | undefined {
  return lineWith(visit, code => {
    const surgery = SURGERY_CODES.get(code);
    return surgery?.space === 'spinal' && surgery.part === 'device';
  });
}

/** Undefined if neither the note nor the patient's history states it. */
function isFirstImplant(visit: Visit): boolean | undefined {
  const { devices, services, catheter } = visit.encounter;
  const service = (word: string): boolean => services.some(({ value }) => value === word);
  if (devices.some(device => device.out) || service('replace') || catheter?.work.some(({ value }) => value === 'kept'))
    return false;
  if (visit.history.since('leavesPump')) return false;
  if (service('implant') || catheter?.work.some(({ value }) => value === 'new')) return true;
  return undefined;
}

function statesFailedCare(text: string): boolean {
  return (
    affirms(text, FAILED_CARE) || sentences(text).some(sentence => sentence.mentions(NO) && sentence.mentions(DENIED))
  );
}

/** Words, a share (`70%`), or a score before and after (`8 to 3`, `4/5 -> 2/5`). */
function statesResult(text: string): boolean {
  return sentences(text).some(
    sentence =>
      sentence.affirms(TRIAL) && (sentence.mentions(RESULT) || /\d\s?%|\d ?(?:to|->|→) ?\d/.test(sentence.text)),
  );
}
