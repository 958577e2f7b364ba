import { memoByVisit, memoByVisitAndKey } from '../../visit/memo.js';
import type { Diagnosis } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { wordsOf } from '../../syntax/words.js';
import type { Rule } from '../rule.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { placeOfDiagnosis } from '../../encounter/code-line-edits.js';

/** Terms that a provider must have written for a code, with the inclusion terms of the tabular list. */
const TERMS: ReadonlyMap<string, readonly string[]> = new Map([
  ['G89.4', ['chronic pain syndrome', 'cps', 'psychosocial dysfunction']],
  [
    'G89.0',
    [
      'central pain syndrome',
      'dejerine-roussy',
      'déjérine-roussy',
      'myelopathic pain syndrome',
      'thalamic pain syndrome',
      'thalamic pain',
    ],
  ],
]);

/** Words of a diagnosis that is not established (outpatient guideline IV.H), as typed and as words. */
const DOUBTS = [
  'suspected',
  'suspect',
  'probable',
  'possible',
  'possibly',
  'questionable',
  'rule out',
  'rule-out',
  'r/o',
  'likely',
  'working diagnosis',
  'compatible with',
  'consistent with',
].map(typed => ({ typed, words: slashed(typed) }));

export const diagnosisTerm: Rule = {
  id: 'diagnosis-term',
  group: 'code-sets',
  severity: 'hint',
  title: 'Words that the diagnosis needs',
  description:
    'G89.4 or G89.0 where the note never says the syndrome, only pain. A diagnosis that the note calls ' +
    'suspected, probable or to be ruled out, coded as if established. Inpatient claims of a hospital may ' +
    'code what is probable and are left alone.',
  rationale:
    "Chronic pain is not chronic pain syndrome: the code follows the provider's word, not the patient's history. For outpatients a suspicion is coded by its symptoms.",
  sources: ['GL26'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office
dx: G89.4, Z45.1
assess: chronic pain, goals partly met
`,
    right: `2026-11-20 refill P-022 @office
dx: G89.4, Z45.1
assess: chronic pain syndrome, goals partly met
`,
  },
  concerns: ['dx:'],
  check(visit, context) {
    for (const dx of visit.encounter.dx) {
      const terms = TERMS.get(dx.code);
      const doubt = visit.bill === 'facility' && visit.pos === '21' ? undefined : doubtOf(visit, dx);
      if (terms) {
        context.applies();
        if (!doubt && !holdsAny(dx.words, terms) && !isWritten(visit, dx.code)) {
          context.report({
            at: placeOfDiagnosis(dx),
            evidence: [
              { at: dx, text: 'the code' },
              ...(visit.encounter.assess ? [{ at: visit.encounter.assess, text: 'the assessment' }] : []),
            ],
            message: `Check ${dx.code}: it needs “${terms[0]}” in the provider's words, and the note does not have them${dx.code === 'G89.4' ? '; chronic pain by its cause is G89.2-' : ''}.`,
          });
        }
      }
      if (!doubt) continue;
      context.report({
        at: placeOfDiagnosis(dx),
        evidence: [{ at: doubt.at, text: `“${doubt.word}”` }],
        message: `Code the symptoms instead of ${dx.code}: the note says “${doubt.word}”, and for outpatients only what is established is coded.`,
      });
    }
  },
};

/** Whether a text of the note has one of the terms that the code means. */
const isWritten = memoByVisitAndKey((visit, code) => visit.affirms(...TERMS.get(code)!) !== undefined);

/**
 * Where the note doubts a diagnosis: in the words after its code, or where a text puts a doubt right before a word of
 * its title.
 */
function doubtOf(visit: Visit, dx: Diagnosis): { at: SourceRange; word: string } | undefined {
  const own = dx.words && DOUBTS.find(({ typed }) => holdsAny(dx.words, [typed]));
  if (own) return { at: dx, word: own.typed };
  return doubtedIn(visit).length ? doubtOfTitle(visit, dx.code) : undefined;
}

const doubtOfTitle = memoByVisitAndKey((visit, code): { at: SourceRange; word: string } | undefined => {
  const significant = significantWords(visit.codes.diagnosis(code)?.title ?? '');
  const terms = TERMS.get(code) ?? [];
  if (!significant.length && !terms.length) return undefined;
  for (const { at, doubt, after } of doubtedIn(visit)) {
    const term = terms.find(words => after.join(' ').startsWith(slashed(words).join(' ')));
    if (term) return { at, word: `${doubt} ${term}` };
    const end = after.findIndex(word => significant.includes(word));
    if (end >= 0) return { at, word: `${doubt} ${after.slice(0, end + 1).join(' ')}` };
  }
  return undefined;
});

/** What every text with a doubt holds: the first word of one. */
const MAY_DOUBT = new RegExp([...new Set(DOUBTS.map(({ words }) => words[0]))].join('|'), 'i');

/** Every doubt in the texts of a note, with the three words after it. */
const doubtedIn = memoByVisit((visit): readonly { at: SourceRange; doubt: string; after: readonly string[] }[] => {
  const { exam, assess, em, response, observe, narrative } = visit.encounter;
  const found = [];
  for (const text of [exam, assess, em, response, observe, ...narrative]) {
    if (!text || !MAY_DOUBT.test(text.value)) continue;
    const words = slashed(text.value);
    for (const { typed, words: phrase } of DOUBTS) {
      for (const end of placesOf(words, phrase))
        found.push({ at: text, doubt: typed, after: words.slice(end, end + 3) });
    }
  }
  return found;
});

/** Where each occurrence of a phrase in a text ends. */
function placesOf(words: readonly string[], phrase: readonly string[]): number[] {
  return words.flatMap((_, at) => (phrase.every((word, i) => words[at + i] === word) ? [at + phrase.length] : []));
}

/** Words that many titles hold and that tell nothing apart. */
const COMMON: ReadonlySet<string> = new Set([
  'chronic',
  'acute',
  'unspecified',
  'specified',
  'syndrome',
  'disorder',
  'disease',
  'encounter',
  'initial',
  'subsequent',
  'sequela',
  'adjustment',
  'management',
  'device',
  'devices',
  'implant',
  'implants',
  'internal',
  'prosthetic',
  'infusion',
  'catheter',
  'nervous',
  'system',
  'region',
  'without',
  'elsewhere',
  'classified',
  'effect',
  'adverse',
  'other',
  'lower',
  'upper',
  'right',
  'spinal',
  'cranial',
  'muscle',
  'current',
  'complication',
  'complications',
  'mechanical',
]);

function significantWords(title: string): string[] {
  return slashed(title).filter(word => word.length >= 6 && !COMMON.has(word));
}

/** `r/o` is a word here. */
function slashed(text: string): string[] {
  return wordsOf(text, '/');
}

function holdsAny(text: string, terms: readonly string[]): boolean {
  const words = ` ${slashed(text).join(' ')} `;
  return terms.some(term => words.includes(` ${slashed(term).join(' ')} `));
}
