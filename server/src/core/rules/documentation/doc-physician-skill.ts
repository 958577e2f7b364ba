import { levelOf } from '../../claim/services/pump-codes.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { byLine, lineWith, type Requirement } from './required-when.js';
import { missing, SHARED, stillEmpty, stubLine } from './documentation-rule.js';
import { refillExample } from './examples.js';
import { hasAffirmed, mentions, sentences } from '../../encounter/negation.js';
import { isStub } from '../../visit/acceptance.js';

/** A physician, who was needed. */
const PRACTITIONER = [
  'physician',
  'physicians',
  'md',
  'provider',
  'doctor',
  'np',
  'pa',
  'qhp',
  'practitioner',
  'surgeon',
];
const NEED = [
  'need',
  'needed',
  'needs',
  'required',
  'requires',
  'requiring',
  'necessary',
  'necessitated',
  'because',
  'due',
];
/** What makes a pump hard to fill, whatever stands beside it. */
const OBSTACLES = [
  'skill',
  'skills',
  'tilt*',
  'flipped',
  'inverted',
  'malposition*',
  'scar',
  'scars',
  'scarred',
  'scarring',
  'fibros*',
  'fibrot*',
  'obes*',
  'habitus',
  'adipos*',
  'nonpalpable',
  'non-palpable',
  'impalpable',
  'contracture*',
  'upside-down',
];
/** What does so where the pump or the access to it is spoken of. */
const DIFFICULTIES = [
  'deep',
  'deeply',
  'difficult*',
  'hard',
  'challenging',
  'complex',
  'complicated',
  'unable',
  'failed',
  'unsuccessful',
  'turned',
  'rotated',
  'mobile',
  'moved',
  'migrated',
  'displaced',
  'thick',
  'ultrasound',
  'fluoroscop*',
  'angled',
  'seroma',
  'swollen',
];
const PUMP = [
  'pump',
  'port',
  'septum',
  'pocket',
  'reservoir',
  'device',
  'implant',
  'access*',
  'needle',
  'attempt*',
  'palpa*',
  'locat*',
  'puncture*',
];
const ELSEWHERE = ['tendon', 'breath', 'breaths', 'breathing', 'vein', 'brain'];
const MANY = ['multiple', 'several', 'repeated', 'second', 'third', 'two', 'three', '2', '3'];
const TRIES = ['attempt*', 'puncture*', 'passes'];

export const physicianSkill: Rule = {
  ...SHARED,
  id: 'doc-physician-skill',
  element: 'why a physician filled',
  documents: [{ key: 'exam', when: visit => demandOf(visit) !== undefined }],
  title: 'Why a physician had to fill',
  description:
    '62370 and 95991 need a word in `exam:` or the narrative on why the fill took a physician or other qualified professional: a pump that lies deep, tilted or turned over, scars, failed attempts, or that a physician was needed. Who filled is not why.',
  rationale:
    "Some payers pay the physician's code for who filled; others ask why a nurse could not, and pay the lower code where the record does not say.",
  fixDescription:
    'Edit: inserts an empty `exam:` line to fill in where the note has none; it is reported until it has a text.',
  sources: ['RVU26', 'AAPC'],
  examples: {
    wrong: refillExample('exam: pocket clean'),
    right: refillExample('exam: pocket clean; physician needed, pump deep and tilted'),
  },
  check(visit, context) {
    const demand = demandOf(visit);
    if (!demand) return;
    context.applies();
    const { exam, narrative } = visit.encounter;
    if ([...(exam ? [exam] : []), ...narrative].some(text => saysWhy(text.value))) return;
    if (isStub(visit, 'exam')) stillEmpty(context, demand.at, '`exam:` is still to be filled in.');
    else {
      missing(visit, context, this.id, demand, {
        message: `${demand.of} stands for a fill that needed a physician or other qualified professional, and neither \`exam:\` nor the narrative says why it did.`,
        evidence: [...demand.evidence, ...(exam ? [{ at: exam, text: 'no reason for a physician' }] : [])],
        fixes: visit.encounter.fields.has('exam') ? [] : [stubLine(visit, 'exam')],
      });
    }
  },
};

/** 62370 or 95991, unless staff filled: then the code is wrong, and `performer-level` says so. */
function demandOf(visit: Visit): Requirement | undefined {
  const line = lineWith(visit, code => levelOf(code) === 'qhp');
  return line && visit.performer?.class !== 'staff' ? byLine(line) : undefined;
}

function saysWhy(text: string): boolean {
  return sentences(text).some(sentence => {
    if (hasAffirmed(sentence, PRACTITIONER) && hasAffirmed(sentence, NEED)) return true;
    if (hasAffirmed(sentence, OBSTACLES) || (hasAffirmed(sentence, MANY) && mentions(sentence, TRIES))) return true;
    if (
      mentions(sentence, ['not', 'cannot', 'barely', 'hardly']) &&
      mentions(sentence, ['palpable', 'palpate', 'palpated', 'located', 'locate'])
    )
      return true;
    return hasAffirmed(sentence, DIFFICULTIES) && mentions(sentence, PUMP) && !mentions(sentence, ELSEWHERE);
  });
}
