/**
 * What the words of a query may mean: themselves, what an abbreviation means, or the codes that coders call so.
 */
import { wordsOf } from '../syntax/words.js';
import { lazy } from './lazy.js';
import { slipsAllowed, slipsBetween, type Reading, type Term } from './text-index.js';
import type { RawDiagnosisName, RawSearchWord } from './tables.js';

/** Words that every title may hold. "Without" decides between codes, so it counts. */
const STOP_WORDS: ReadonlySet<string> = new Set([
  'a',
  'an',
  'and',
  'at',
  'by',
  'due',
  'for',
  'from',
  'in',
  'of',
  'on',
  'or',
  'the',
  'to',
  'with',
  'w',
]);
const MAX_PHRASE = 4;
/** A name that is known says more than words that happen to be in a title. */
const NAME_QUALITY = 0.95;
/** The code that an abbreviation means if nothing else is typed comes before titles that hold its words. */
const FIRST_QUALITY = 1.2;

export interface QueryTerms {
  readonly terms: readonly Term[];
  /** The everyday names of diagnoses that the query holds. */
  readonly names: readonly { readonly name: string; readonly row: RawDiagnosisName }[];
}

export interface TermReader {
  read(query: string): QueryTerms;
  /** The query with the typing errors in everyday names put right; undefined if there are none. */
  correct(query: string): string | undefined;
  /** The query with its abbreviations spelled out: those that mean no code by themselves. */
  spellOut(query: string): string;
}

/** Reads queries by the tables of everyday words. */
export function createTermReader(
  searchWords: readonly RawSearchWord[],
  diagnosisNames: readonly RawDiagnosisName[],
): TermReader {
  const phrases = new Map<string, { readings: Term; names: QueryTerms['names'] }>();
  const add = (phrase: string, readings: Term, names: QueryTerms['names'] = []): void => {
    const key = wordsOf(phrase).join(' ');
    const known = phrases.get(key);
    phrases.set(key, {
      readings: [...(known?.readings ?? []), ...readings],
      names: [...(known?.names ?? []), ...names],
    });
  };
  for (const { terms, means, codes } of searchWords) {
    const readings: Term = [
      ...(codes ? [{ codes, quality: FIRST_QUALITY }] : []),
      { words: contentWords(means), quality: NAME_QUALITY },
    ];
    for (const term of terms) add(term, readings);
  }
  for (const row of diagnosisNames)
    for (const name of row.names) add(name, [{ codes: row.codes, quality: NAME_QUALITY }], [{ name, row }]);

  const vocabulary = lazy(() => new Set([...phrases.keys()].flatMap(phrase => phrase.split(' '))));

  function read(query: string): QueryTerms {
    const words = wordsOf(query);
    const terms: Term[] = [];
    const names: { name: string; row: RawDiagnosisName }[] = [];
    for (let at = 0; at < words.length;) {
      const length = phraseLength(words, at, phrases);
      const own = words.slice(at, at + Math.max(length, 1));
      const found = phrases.get(own.join(' '));
      if (found) names.push(...found.names);
      if (found || !STOP_WORDS.has(own[0]!)) {
        const itself = { words: own, quality: 1 };
        terms.push([
          ...(found?.readings.filter(isFirst) ?? []),
          itself,
          ...(found?.readings.filter(one => !isFirst(one)) ?? []),
        ]);
      }
      at += own.length;
    }
    return { terms, names };
  }

  function correct(query: string): string | undefined {
    const words = wordsOf(query);
    const corrected = words.map(word => (vocabulary().has(word) ? word : (nearestOf(word, vocabulary()) ?? word)));
    return corrected.some((word, i) => word !== words[i]) ? corrected.join(' ') : undefined;
  }

  return { read, correct, spellOut: createSpeller(searchWords) };
}

/** Spells out the abbreviations that mean no code by themselves. */
function createSpeller(searchWords: readonly RawSearchWord[]): (query: string) => string {
  const long = new Map(
    searchWords.flatMap(({ terms, means, codes }) =>
      codes ? [] : terms.map(term => [wordsOf(term).join(' '), means] as const),
    ),
  );
  return query => {
    const words = wordsOf(query);
    const out: string[] = [];
    for (let at = 0; at < words.length;) {
      const length = Math.max(phraseLength(words, at, long), 1);
      const own = words.slice(at, at + length).join(' ');
      out.push(long.get(own) ?? own);
      at += length;
    }
    return out.join(' ');
  };
}

/** The word with the fewest slips to a typed one; undefined if it has too many, or two words have as few. */
function nearestOf(typed: string, vocabulary: ReadonlySet<string>): string | undefined {
  const most = slipsAllowed(typed);
  let [best, least]: [string | undefined, number] = [undefined, most + 1];
  if (most === 0) return undefined;
  for (const word of vocabulary) {
    if (word.length < MIN_CORRECTED) continue;
    const slips = slipsBetween(typed, word, most);
    if (slips < least) [best, least] = [word, slips];
    else if (slips === least && slips <= most) best = undefined;
  }
  return best;
}

/** Shorter names are abbreviations: a slip makes another of them. */
const MIN_CORRECTED = 5;

function isFirst({ quality }: Reading): boolean {
  return quality === FIRST_QUALITY;
}

/** Words of the longest known phrase that begins here; 0 if none does. */
function phraseLength(words: readonly string[], at: number, phrases: ReadonlyMap<string, unknown>): number {
  for (let length = Math.min(MAX_PHRASE, words.length - at); length > 0; length--)
    if (phrases.has(words.slice(at, at + length).join(' '))) return length;
  return 0;
}

function contentWords(text: string): readonly string[] {
  return wordsOf(text).filter(word => !STOP_WORDS.has(word));
}

/** The same query with two neighbors as one word: "wheel chair" for "wheelchair". */
export function joinedWords(query: string): readonly string[] {
  const words = wordsOf(query);
  return words.slice(1).map((word, i) => [...words.slice(0, i), words[i]! + word, ...words.slice(i + 2)].join(' '));
}
