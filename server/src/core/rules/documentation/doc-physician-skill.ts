import { levelOf } from '../../claim/services/pump-codes.js';
import type { Visit } from '../../visit/visit.js';
import type { Rule } from '../rule.js';
import { byLine, lineWith, type Requirement } from './required-when.js';
import { missing, SHARED, stillEmpty, stubLine } from './documentation-rule.js';
import { refillExample } from './examples.js';
import { sentences, WordList, type Sentence } from '../../encounter/statements.js';
import { isStub } from '../../visit/acceptance.js';

/** A physician, who was needed. */
const PRACTITIONER = new WordList(
  'physician*',
  'md',
  'provider',
  'doctor',
  'np',
  'pa',
  'qhp',
  'practitioner',
  'surgeon',
);
const NEED = new WordList(
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
);
/** What makes a pump hard to fill, regardless of what else the text has. */
const POSITIONS = new WordList(
  'skill',
  'skills',
  'tilt*',
  'flipped',
  'inverted',
  'malposition*',
  'nonpalpable',
  'non-palpable',
  'impalpable',
  'upside-down',
);
/** What does so unless the access was easy. */
const BUILD = new WordList(
  'scar',
  'scars',
  'scarred',
  'scarring',
  'fibros*',
  'fibrot*',
  'obes*',
  'habitus',
  'adipos*',
  'contracture*',
);
/** What does so if the pump or the access is mentioned. */
const DIFFICULTIES = new WordList(
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
  'upside',
);
const PUMP = new WordList(
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
  'refill',
  'fill',
);
const ELSEWHERE = new WordList('tendon', 'breath', 'breaths', 'breathing', 'vein', 'brain');
const MANY = new WordList('multiple', 'several', 'repeated', 'second', 'third', 'two', 'three', '2', '3');
const TRIES = new WordList('attempt*', 'puncture*', 'passes', 'tries', 'sticks');
const STAFF = new WordList('nurse', 'nurses', 'rn', 'lpn', 'lvn', 'ma', 'staff', 'assistant');
const COULD_NOT = new WordList(
  'unable',
  'failed',
  'fails',
  'unsuccessful*',
  'twice',
  'could',
  'cannot',
  "couldn't",
  "can't",
);
const DENIED = new WordList('not', 'cannot', 'barely', 'hardly', 'no', "couldn't", "can't", "didn't", 'never');
const FOUND = new WordList(
  'palpable',
  'palpate',
  'palpated',
  'felt',
  'located',
  'locate',
  'found',
  'reached',
  'accessible',
  'access',
);
/** What a denial denies in `no difficulty with access`. */
const TROUBLE = new WordList('difficult*', 'problem*', 'issue*', 'trouble*', 'complication*', 'resistance');
/** What a template did, if it was of no help. */
const FITTED = new WordList('match', 'matched', 'fit', 'fitted', 'align', 'aligned', 'sit', 'work', 'help', 'line');
const EASY = new WordList(
  'easily',
  'readily',
  'easy',
  'uneventful*',
  'effortless*',
  'straightforward',
  'well-palpable',
  'superficial',
);

const TEMPLATE = new WordList('template');
const MISMATCHED = new WordList('mismatch*', 'misaligned');
/** What was `without` at an easy access, and what went well `at first`. */
const DIFFICULTY = new WordList('difficulty', 'problem', 'problems');
const WITHOUT = new WordList('without', 'no');
const FIRST = new WordList('first');
const ATTEMPT = new WordList('attempt', 'pass', 'try', 'stick');

export const physicianSkill: Rule = {
  ...SHARED,
  id: 'doc-physician-skill',
  element: 'why a physician filled',
  documents: [{ key: 'exam', when: visit => demandOf(visit) !== undefined }],
  title: 'Missing: why a physician filled',
  description:
    '62370 and 95991 need an affirmed reason in `exam:` or the narrative why the fill took a physician ' +
    'or other qualified professional: a pump that is deep, tilted or flipped, a template that did not ' +
    'match, failed attempts by staff, or that a physician was needed. Who filled is not why, and a large ' +
    'abdomen over a pump that is easily felt is no reason.',
  rationale:
    "Some payers pay the physician's code for who filled; others ask why a nurse could not, and pay the lower code where the record does not say.",
  fixDescription:
    'Edit: inserts an empty `exam:` line to fill in where the note has none; it is reported until it has a text.',
  sources: ['RVU26', 'AAPC'],
  examples: {
    wrong: refillExample('exam: pocket clean'),
    right: refillExample('exam: pocket clean; physician needed, pump deep and tilted'),
  },
  concerns: ['pump-service'],
  check(visit, context) {
    const demand = demandOf(visit);
    if (!demand) return;
    context.applies();
    const { exam } = visit.encounter;
    if (statesReason(visit)) return;
    if (isStub(visit, 'exam')) stillEmpty(context, demand.at, '`exam:` is still to be filled in.');
    else {
      missing(
        visit,
        context,
        { rule: this.id, demand },
        {
          message: `Say why a physician filled, in \`exam:\` or the narrative: ${demand.of} is for a fill that staff could not do.`,
          evidence: [...demand.evidence, ...(exam ? [{ at: exam, text: 'no reason for a physician' }] : [])],
          fixes: visit.encounter.fields.has('exam') ? [] : [stubLine(visit, 'exam')],
        },
      );
    }
  },
};

/** 62370 or 95991, unless staff filled: then the code is wrong, and `performer-level` says so. */
function demandOf(visit: Visit): Requirement | undefined {
  const line = lineWith(visit, code => levelOf(code) === 'qhp');
  return line && visit.performer?.class !== 'staff' ? byLine(line) : undefined;
}

/**
 * Whether the note gives an affirmed reason why a fill took a physician: in the text, or where it states the attempts.
 */
function statesReason(visit: Visit): boolean {
  const { exam, event, fill, stop, imaging, narrative } = visit.encounter;
  if ((fill?.attempts?.value ?? 0) > 1) return true;
  const texts = [
    ...[exam, event, fill?.reason, stop?.reason, ...narrative].map(text => text?.value ?? ''),
    imaging ? imaging.block.text.slice(imaging.start, imaging.end) : '',
  ];
  const all = texts.flatMap(sentences);
  const isEasy = all.some(isEasyAccess);
  return all.some(sentence => isReason(sentence) || (!isEasy && isMarkOfDifficulty(sentence)));
}

function isReason(sentence: Sentence): boolean {
  if (sentence.affirms(PRACTITIONER) && sentence.affirms(NEED)) return true;
  if (sentence.affirms(POSITIONS)) return true;
  if (sentence.affirms(MANY) && sentence.mentions(TRIES)) return true;
  if (sentence.mentions(STAFF) && sentence.mentions(COULD_NOT)) return true;
  if (!sentence.mentions(DENIED)) return sentence.mentions(TEMPLATE) && sentence.mentions(MISMATCHED);
  if (sentence.mentions(TEMPLATE)) return sentence.mentions(FITTED);
  return sentence.mentions(FOUND) && sentence.mentions(PUMP) && !sentence.mentions(TROUBLE);
}

/** What only points to a difficult access: the patient's build, or a word such as `deep` beside the pump. */
function isMarkOfDifficulty(sentence: Sentence): boolean {
  if (sentence.affirms(BUILD)) return true;
  return sentence.affirms(DIFFICULTIES) && sentence.mentions(PUMP) && !sentence.mentions(ELSEWHERE);
}

function isEasyAccess(sentence: Sentence): boolean {
  if (sentence.mentions(DIFFICULTY) && sentence.mentions(WITHOUT)) return true;
  return sentence.affirms(EASY) || (sentence.mentions(FIRST) && sentence.mentions(ATTEMPT));
}
