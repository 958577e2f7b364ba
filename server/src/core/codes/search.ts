/**
 * Codes of every set by number or by words: typing errors, abbreviations and coders' names count, the best come first.
 */
import { inCapitals } from '../syntax/chars.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { wordsOf } from '../syntax/words.js';
import { wordScore } from '../text/word-match.js';
import type { Diagnoses } from './diagnoses.js';
import { spellDiagnosis } from './diagnosis-spelling.js';
import type { ReleaseSet } from './import/release.js';
import { BILLABLE_WEIGHT, FAMILY_WEIGHT } from './diagnosis-indexes.js';
import { lazy } from './lazy.js';
import type { OpenRelease, Releases } from './loaded/releases.js';
import type { Modifiers } from './modifiers.js';
import { nearest } from './nearest.js';
import type { Procedures } from './procedures.js';
import { createTermReader, joinedWords, type QueryTerms } from './search-terms.js';
import type { RawDiagnosisName, RawSearchWord } from './tables.js';
import { TextIndex, type Indexed, type Term, type Wanted } from './text-index.js';
import type { CodeSetName, CoderTerms, FoundCode } from './types.js';

export interface SearchedParts {
  readonly procedures: Procedures;
  readonly diagnoses: Diagnoses;
  readonly modifiers: Modifiers;
  readonly releases: Releases;
  readonly coderTerms: readonly CoderTerms[];
  readonly searchWords: readonly RawSearchWord[];
  readonly diagnosisNames: readonly RawDiagnosisName[];
}

type Search = (words: string, date: IsoDate, limit: number) => readonly FoundCode[];

/**
 * Best first: a code that is typed whole, what coders call so, codes that begin so, then titles that hold the words.
 */
export function createSearch(parts: SearchedParts): Search {
  const { diagnoses } = parts;
  const coderTerms = lazy(() =>
    parts.coderTerms.map(({ terms, codes }) => ({ codes, terms: terms.map(contentWords) })),
  );
  const read = createTermReader(parts.searchWords, parts.diagnosisNames);
  const othersOn = createOtherCodes(parts);

  return (query, date, limit) => {
    if (wordsOf(query).length === 0) return [];
    const typed = inCapitals(query.trim());
    const others = othersOn(date);
    const begun = codesFrom(parts, others, typed, date);
    const found = [
      ...begun.filter(({ code }) => code === typed || code === spellDiagnosis(typed)),
      ...named(parts, coderTerms(), query, date),
      ...begun,
      ...byWords(query, { read, diagnoses, others, date, limit, isCode: begun.length > 0 }),
    ];
    if (found.length === 0) found.push(...nearCodes(parts, others, typed, date));
    const seen = new Set<string>();
    return found.filter(({ set, code }) => !seen.has(`${set} ${code}`) && seen.add(`${set} ${code}`)).slice(0, limit);
  };
}

interface Asked {
  readonly read: (query: string) => QueryTerms;
  readonly diagnoses: Diagnoses;
  readonly others: OtherCodes;
  readonly date: IsoDate;
  readonly limit: number;
  /** Codes begin so: the query is none with typing errors. */
  readonly isCode: boolean;
}

interface Scored extends FoundCode {
  readonly score: number;
}

/**
 * Titles that hold every word; if none does, with typing errors, with neighbors as one word, and at last all words but
 * one.
 */
function byWords(query: string, asked: Asked): readonly FoundCode[] {
  const { terms, names } = asked.read(query);
  const all = (wanted: readonly Term[], tolerant: boolean): Wanted => ({
    terms: wanted,
    least: wanted.length,
    tolerant,
    limit: asked.limit + MARGIN,
  });
  const attempts: readonly (() => Wanted)[] = [
    () => all(terms, false),
    ...joinedWords(query).map(joined => () => all(asked.read(joined).terms, false)),
    () => all(terms, true),
    ...(terms.length > 2 ? [() => ({ ...all(terms, true), least: terms.length - 1 })] : []),
  ];
  for (const attempt of asked.isCode ? attempts.slice(0, 1) : attempts) {
    const wanted = attempt();
    if (wanted.terms.length === 0) continue;
    const found = [...scoredDiagnoses(wanted, asked), ...scoredOthers(wanted, asked)];
    if (found.length > 0) return found.sort(byScore).map(found => withName(found, names));
  }
  return [];
}

/** Titles decide among so many more than are shown. */
const MARGIN = 100;

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || (a.code < b.code ? -1 : 1);
}

/** By which everyday name the query means the code. */
function withName({ code, set, title }: FoundCode, names: QueryTerms['names']): FoundCode {
  const called = names.filter(({ row }) => set === 'ICD-10-CM' && row.codes.some(from => code.startsWith(from)));
  if (called.length === 0) return { code, set, title };
  return { code, set, title, called: called.map(({ name, row }) => `${name}: ${row.means}`).join('; ') };
}

const WHOLE_PHRASE_BONUS = 0.1;

function scoredDiagnoses(wanted: Wanted, { diagnoses, date }: Asked): Scored[] {
  const index = diagnoses.indexOn(date);
  return (index?.match(wanted) ?? []).map(({ document, score }): Scored => {
    const title = index!.textOf(document);
    return { code: index!.codeOf(document), set: 'ICD-10-CM', title, score: score + phraseBonus(title, wanted.terms) };
  });
}

function scoredOthers(wanted: Wanted, { others: { index, codes } }: Asked): Scored[] {
  return index.match(wanted).map(({ document, score }): Scored => {
    const code = codes[document]!;
    return { ...code, score: score + phraseBonus(code.title, wanted.terms) };
  });
}

/** The title contains the words as typed, or begins with them. */
function phraseBonus(title: string, terms: readonly Term[]): number {
  const phrase = terms.map(([own]) => (own && 'words' in own ? own.words.join(' ') : '')).join(' ');
  const at = ` ${wordsOf(title).join(' ')}`.indexOf(` ${phrase}`);
  if (at < 0) return 0;
  return at === 0 ? WHOLE_PHRASE_BONUS : WHOLE_PHRASE_BONUS / 2;
}

/** What coders call a service or a product: terms that say just what is typed; if none does, terms that say more. */
function named(
  { procedures, diagnoses }: SearchedParts,
  coderTerms: readonly TermWords[],
  query: string,
  date: IsoDate,
): FoundCode[] {
  const words = contentWords(query);
  const fitting = coderTerms
    .map(({ terms, codes }) => ({ codes, fit: terms.map(term => termFit(term, words)).sort(byFit)[0]! }))
    .filter(({ fit }) => fit.score > 0)
    .sort((a, b) => byFit(a.fit, b.fit));
  const exact = fitting.filter(({ fit }) => fit.isWhole);
  return (exact.length > 0 ? exact : fitting)
    .flatMap(({ codes }) => codes)
    .flatMap((code): FoundCode[] => {
      const procedure = procedures.get(code, date);
      if (procedure) return [{ code, set: procedure.system, title: procedure.title ?? procedure.summary }];
      const diagnosis = diagnoses.get(code);
      return diagnosis ? [{ code, set: 'ICD-10-CM', title: diagnosis.title }] : [];
    });
}

interface TermWords {
  readonly codes: readonly string[];
  readonly terms: readonly (readonly string[])[];
}

function contentWords(text: string): readonly string[] {
  return wordsOf(text).filter(word => !FILLERS.has(word));
}

const FILLERS: ReadonlySet<string> = new Set(['a', 'an', 'and', 'by', 'for', 'from', 'in', 'of', 'the', 'to', 'with']);

interface TermFit {
  /** 0 unless each typed word is in the term; more if the term holds little else. */
  readonly score: number;
  /** The term holds nothing else. */
  readonly isWhole: boolean;
}

function byFit(a: TermFit, b: TermFit): number {
  return b.score - a.score;
}

function termFit(own: readonly string[], words: readonly string[]): TermFit {
  let sum = 0;
  for (const word of words) {
    const score = Math.max(0, ...own.map(other => (word.length < 3 && word !== other ? 0 : wordScore(word, other))));
    if (score === 0) return { score: 0, isWhole: false };
    sum += score;
  }
  return { score: sum / own.length, isWhole: own.length <= words.length };
}

/** Codes outside ICD-10-CM, with their index. */
interface OtherCodes {
  readonly index: TextIndex;
  /** In the order of the index. */
  readonly codes: readonly FoundCode[];
}

const LOADED_SETS: readonly (readonly [ReleaseSet, CodeSetName])[] = [
  ['HCPCS', 'HCPCS'],
  ['HCPCS modifiers', 'modifiers'],
  ['taxonomy', 'taxonomy'],
  ['CPT descriptors', 'CPT'],
];

/** By the releases in force; those of the last two days that were asked for are kept. */
function createOtherCodes({ procedures, modifiers, releases }: SearchedParts): (date: IsoDate) => OtherCodes {
  const own = lazy((): readonly (FoundCode & Indexed)[] => [
    ...procedures.all().map(({ code, system, title, summary, short }) => ({
      code,
      set: system,
      title: title ?? summary,
      text: `${title ?? ''} ${summary} ${short}`,
      weight: BILLABLE_WEIGHT + FAMILY_WEIGHT,
    })),
    ...modifiers.all().map(({ modifier, summary }) => ({
      code: modifier,
      set: 'modifiers' as const,
      title: summary,
      text: summary,
      weight: BILLABLE_WEIGHT + FAMILY_WEIGHT,
    })),
  ]);
  const kept = new Map<string, OtherCodes>();
  return date => {
    const loaded = LOADED_SETS.flatMap(([set, name]) => {
      const release = releases.on(set, date);
      return release ? [{ release, name }] : [];
    });
    const key = loaded.map(({ release }) => release.source.id).join(' ');
    let found = kept.get(key);
    if (!found) {
      if (kept.size >= 2) kept.clear();
      const ownCodes = new Set(own().map(({ set, code }) => `${set} ${code}`));
      const rows = [...own(), ...loaded.flatMap(({ release, name }) => rowsOf(release, name, ownCodes))];
      rows.sort((a, b) => (a.code < b.code ? -1 : 1));
      found = { index: new TextIndex(rows), codes: rows.map(({ code, set, title }) => ({ code, set, title })) };
      kept.set(key, found);
    }
    return found;
  };
}

function rowsOf(release: OpenRelease, set: CodeSetName, own: ReadonlySet<string>): (FoundCode & Indexed)[] {
  return [...release.table().all()].flatMap(({ key, text }) =>
    own.has(`${set} ${key}`) && set !== 'CPT' ? [] : [{ code: key, set, title: text, text, weight: BILLABLE_WEIGHT }],
  );
}

/** Codes that begin with what is typed: those of ICD-10-CM from the category on, with or without the dot. */
function codesFrom(
  { diagnoses }: SearchedParts,
  { index, codes }: OtherCodes,
  typed: string,
  date: IsoDate,
): FoundCode[] {
  const [start, end] = index.rangeOf(typed);
  const others = codes.slice(start, end);
  if (!/^[A-Z]\d[0-9A-Z](\.?[0-9A-Z]*)$/.test(typed)) return others;
  return [
    ...diagnoses.startingWith(typed, date).map(({ code, title }) => ({ code, set: 'ICD-10-CM' as const, title })),
    ...others,
  ];
}

/** Codes one slip away from one that is none. */
function nearCodes(
  { diagnoses }: SearchedParts,
  { index, codes }: OtherCodes,
  typed: string,
  date: IsoDate,
): FoundCode[] {
  const bare = typed.replace('.', '');
  if (!/^(?=.*\d.*\d)[0-9A-Z]{3,8}$/.test(bare)) return [];
  const other = (code: string): FoundCode | undefined => {
    const at = index.firstFrom(code);
    return codes[at]?.code === code ? codes[at] : undefined;
  };
  return [
    ...nearest(bare, word => other(word) !== undefined).map(code => other(code)!),
    ...nearest(bare, word => diagnoses.status(word, date) === 'billable').flatMap((word): FoundCode[] => {
      const found = diagnoses.get(word);
      return found ? [{ code: found.code, set: 'ICD-10-CM', title: found.title }] : [];
    }),
  ];
}
