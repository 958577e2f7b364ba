/** The words of the titles of an edition of ICD-10-CM, indexed on the first search. */
import { wordsOf } from '../syntax/words.js';
import type { DiagnosisEditions, FlaggedCode } from './diagnosis-editions.js';
import { TextIndex, type Indexed } from './text-index.js';

/** A clinic looks up codes of the edition in force, and sometimes of the one before. */
const MAX_INDEXES = 2;

/** @returns the index of an edition by its position; undefined before the oldest */
export function createDiagnosisIndexes({
  all,
  isOfFamily,
}: DiagnosisEditions): (edition: number) => TextIndex | undefined {
  const kept = new Map<number, TextIndex>();
  return edition => {
    let index = kept.get(edition);
    if (!index && all[edition]) {
      if (kept.size >= MAX_INDEXES) kept.clear();
      kept.set(edition, (index = new TextIndex(documents(all[edition].all(), isOfFamily))));
    }
    return index;
  };
}

function* documents(codes: Iterable<FlaggedCode>, isOfFamily: (code: string) => boolean): Generator<Indexed> {
  for (const { code, flag, title } of codes) {
    const episode = code.length === CODE_WITH_SEVENTH ? EPISODE.exec(title) : null;
    yield {
      code,
      text: title,
      weight:
        (flag === '1' ? BILLABLE_WEIGHT : 0) +
        (isOfFamily(code) ? FAMILY_WEIGHT : 0) -
        (episode ? EPISODE_WEIGHT * EPISODES.indexOf(episode[1]!) : 0),
      commonWords: episode ? wordsOf(episode[0]).length : 0,
    };
  }
}

/** With its dot. */
const CODE_WITH_SEVENTH = 8;
/** Codes of our own families come first if they fit alike: they are what pump notes are about. */
export const FAMILY_WEIGHT = 0.06;
export const BILLABLE_WEIGHT = 0.1;
/** Of the encounters of an injury the initial one comes first, as in the list. */
const EPISODE_WEIGHT = 0.005;
const EPISODES = ['initial encounter', 'subsequent encounter', 'sequela'];
const EPISODE = /, (initial encounter|subsequent encounter|sequela)[^,]*$/;
