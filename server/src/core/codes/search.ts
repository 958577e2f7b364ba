/**
 * Codes of every set by number or by words: typing errors, abbreviations and coders' names count, the best come first.
 */
import { inCapitals } from '../syntax/chars.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { wordsOf } from '../syntax/words.js';
import type { Diagnoses } from './diagnoses.js';
import { spellDiagnosis } from './diagnosis-spelling.js';
import type { ReleaseSet } from './import/release.js';
import { inAmericanSpelling } from './american-spelling.js';
import { BILLABLE_WEIGHT, FAMILY_WEIGHT } from './diagnosis-indexes.js';
import { createNamedCodes } from './coder-terms.js';
import { lazy } from './lazy.js';
import type { OpenRelease, Releases } from './loaded/releases.js';
import type { Modifiers } from './modifiers.js';
import { nearest } from './nearest.js';
import { statusOn, type Procedures } from './procedures.js';
import { createTermReader, joinedWords, type QueryTerms, type TermReader } from './search-terms.js';
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
  const named = createNamedCodes(parts.coderTerms);
  const reader = createTermReader(parts.searchWords, parts.diagnosisNames);
  const othersOn = createOtherCodes(parts);

  return (text, date, limit) => {
    const query = inAmericanSpelling(text);
    if (wordsOf(query).length === 0) return [];
    const spelledOut = reader.spellOut(query);
    const saidBy = (ask: (words: string) => readonly string[]) => [...ask(query), ...ask(spelledOut)];
    const typed = inCapitals(query.trim()).replace(LABEL, '');
    const others = othersOn(date);
    const begun = codesFrom(parts, others, typed, date);
    const asked: Asked = { ...reader, diagnoses: parts.diagnoses, others, date, limit };
    const described = (codes: readonly string[]): FoundCode[] => describedOn(parts, codes, date);
    const stages: readonly (() => readonly FoundCode[])[] = [
      () => [
        ...begun.filter(({ code }) => code === typed || code === spellDiagnosis(typed)),
        // A code of another edition: it says when it ended or begins.
        ...(DIAGNOSIS.test(typed) ? described([spellDiagnosis(typed)]) : []),
        ...described(saidBy(named.saidBy)),
        ...begun,
        ...byWords(asTyped(query, asked), asked),
      ],
      () => [
        ...described(saidBy(named.nearlySaidBy)),
        ...described(saidBy(named.heldBy)),
        ...byWords(withErrors(query, asked), asked),
      ],
      () => nearCodes(parts, others, typed, date),
      () => [...described(saidBy(named.partlyHeldBy)), ...byWords(inPart(query, asked), asked)],
    ];
    for (const stage of stages) {
      const found = withoutRepeats(stage());
      if (found.length > 0) return found.slice(0, limit).map(one => withLife(parts, one, date));
    }
    return [];
  };
}

/** Says of a code that is not valid on the day when it ended or begins. */
function withLife(parts: SearchedParts, found: FoundCode, date: IsoDate): FoundCode {
  const life = lifeOf(parts, found, date);
  const status = life && statusOn(life, date);
  if (status === 'ended') return { ...found, ended: life!.to! };
  return status === 'not-yet' ? { ...found, begins: life!.from! } : found;
}

function lifeOf({ procedures, diagnoses, modifiers }: SearchedParts, { code, set }: FoundCode, date: IsoDate) {
  switch (set) {
    case 'CPT':
    case 'HCPCS':
      return procedures.get(code, date);
    case 'modifiers':
      return modifiers.get(code, date);
    case 'ICD-10-CM':
      return diagnoses.get(code);
    default:
      return undefined;
  }
}

/** What kind of code is typed: `modifier 25`, `KD modifier`, `CPT 62370`. */
const LABEL = /^(?:MODIFIER|MOD|CPT|HCPCS|ICD-?10(?:-CM)?|CODE) +|(?<=^[0-9A-Z]{2}) +(?:MODIFIER|MOD)$/;

function withoutRepeats(found: readonly FoundCode[]): readonly FoundCode[] {
  const seen = new Set<string>();
  return found.filter(({ set, code }) => !seen.has(`${set} ${code}`) && seen.add(`${set} ${code}`));
}

interface Asked extends TermReader {
  readonly diagnoses: Diagnoses;
  readonly others: OtherCodes;
  readonly date: IsoDate;
  readonly limit: number;
}

interface Scored extends FoundCode {
  readonly score: number;
}

/** One way to read a query: the words that titles must hold. */
type Attempt = () => { readonly wanted: Wanted; readonly names: QueryTerms['names'] };

function holding({ terms, names }: QueryTerms, { limit }: Asked, how: Partial<Wanted> = {}): ReturnType<Attempt> {
  return { wanted: { terms, least: terms.length, tolerant: false, limit: limit + MARGIN, ...how }, names };
}

/** Every word, or neighbors as one word. */
function asTyped(query: string, asked: Asked): readonly Attempt[] {
  return [query, ...joinedWords(query)].map(words => () => holding(asked.read(words), asked));
}

/** Every word, with typing errors in titles or in everyday names; then all words but one. */
function withErrors(query: string, asked: Asked): readonly Attempt[] {
  const tolerant = true;
  const corrected = asked.correct(query);
  return [
    () => holding(asked.read(query), asked, { tolerant }),
    ...(corrected === undefined ? [] : [() => holding(asked.read(corrected), asked, { tolerant })]),
    () => {
      const terms = asked.read(query);
      return holding(terms, asked, { tolerant, least: Math.max(2, terms.terms.length - 1) });
    },
  ];
}

/**
 * Of the words that titles hold, fewer and fewer: those that coders have a name for, and then the rarest, stay longest.
 * Words that coders have no name for must be more than half of the query.
 */
function inPart(query: string, asked: Asked): readonly Attempt[] {
  const { terms, names } = asked.read(query);
  const index = asked.diagnoses.indexOn(asked.date);
  const held = terms
    .map(term => ({ term, hits: (index?.hits(term) ?? 0) + asked.others.index.hits(term) }))
    .filter(({ hits }) => hits > 0)
    .sort((a, b) => Number(isNamed(b.term)) - Number(isNamed(a.term)) || a.hits - b.hits)
    .map(({ term }) => term);
  const least = terms.length === 2 ? 1 : Math.floor(terms.length / 2) + 1;
  return held
    .map((_, i) => held.slice(0, held.length - i))
    .filter(kept => kept.length >= least || isNamed(kept[0]!))
    .map(kept => () => holding({ terms: kept, names }, asked));
}

function isNamed(term: Term): boolean {
  return term.some(reading => 'codes' in reading);
}

/** The titles of the first attempt that finds any, best first. */
function byWords(attempts: readonly Attempt[], asked: Asked): readonly FoundCode[] {
  for (const attempt of attempts) {
    const { wanted, names } = attempt();
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

/** The codes that names lead to, as they are found: those that no table describes are left out. */
function describedOn(
  { procedures, diagnoses, modifiers }: SearchedParts,
  codes: readonly string[],
  date: IsoDate,
): FoundCode[] {
  return codes.flatMap((code): FoundCode[] => {
    const procedure = procedures.get(code, date);
    if (procedure) return [{ code, set: procedure.system, title: procedure.title ?? procedure.summary }];
    const diagnosis = diagnoses.get(code);
    if (diagnosis) return [{ code, set: 'ICD-10-CM', title: diagnosis.title }];
    const modifier = modifiers.get(code, date);
    return modifier ? [{ code, set: 'modifiers', title: modifier.summary }] : [];
  });
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
      const release = releases.newest(set, date);
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

/** A category, or the beginning of a code below it, with or without the dot. */
const DIAGNOSIS = /^[A-Z]\d[0-9A-Z](\.?[0-9A-Z]*)$/;

/** Codes that begin with what is typed: those of ICD-10-CM from the category on, with or without the dot. */
function codesFrom(
  { diagnoses }: SearchedParts,
  { index, codes }: OtherCodes,
  typed: string,
  date: IsoDate,
): FoundCode[] {
  const [start, end] = index.rangeOf(typed);
  const others = codes.slice(start, end);
  if (!DIAGNOSIS.test(typed)) return others;
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
