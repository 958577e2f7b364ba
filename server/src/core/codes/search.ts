/** Codes of every set by number or by words. */
import { inCapitals } from '../syntax/chars.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { wordsOf } from '../syntax/words.js';
import type { Row } from './block-table.js';
import type { Diagnoses } from './diagnoses.js';
import { lazy } from './lazy.js';
import type { Releases } from './loaded/releases.js';
import type { Modifiers } from './modifiers.js';
import type { Procedures } from './procedures.js';
import type { CodeSetName, CoderTerms, FoundCode } from './types.js';

export interface SearchedParts {
  readonly procedures: Procedures;
  readonly diagnoses: Diagnoses;
  readonly modifiers: Modifiers;
  readonly releases: Releases;
  readonly coderTerms: readonly CoderTerms[];
}

type Search = (words: string, date: IsoDate, limit: number) => readonly FoundCode[];

/** Best first: a code that is typed whole, what coders call so, codes that begin so, then titles that hold the words. */
export function createSearch(parts: SearchedParts): Search {
  const { procedures, diagnoses, modifiers } = parts;
  const plain = lazy((): readonly FoundCode[] => [
    ...procedures.all().map(({ code, system, title, summary }) => ({ code, set: system, title: title ?? summary })),
    ...modifiers.all().map(({ modifier, summary }) => ({ code: modifier, set: 'modifiers' as const, title: summary })),
  ]);

  return (query, date, limit) => {
    const words = wordsOf(query);
    if (words.length === 0) return [];
    const typed = inCapitals(query.trim());
    const found = [
      ...plain().filter(({ code }) => code === typed),
      ...named(parts, query, date),
      ...(/^[A-Z][0-9A-Z]{2}/.test(typed) ? diagnoses.startingWith(typed, date).map(asDiagnosis) : []),
      ...plain().filter(({ code }) => code.startsWith(typed)),
      ...plain().filter(({ title }) => holds(title, words)),
      ...diagnoses.search(query, date, limit).map(asDiagnosis),
      ...loadedHits(parts, typed, words, date),
    ];
    const seen = new Set<string>();
    return found.filter(({ set, code }) => !seen.has(`${set} ${code}`) && seen.add(`${set} ${code}`)).slice(0, limit);
  };
}

function asDiagnosis({ code, title }: { readonly code: string; readonly title: string }): FoundCode {
  return { code, set: 'ICD-10-CM', title };
}

/** What coders call a service or a product by this very name. */
function named({ coderTerms, procedures, diagnoses }: SearchedParts, query: string, date: IsoDate): FoundCode[] {
  const asked = query.trim().toLowerCase();
  const codes = coderTerms
    .filter(({ terms }) => terms.some(term => term.toLowerCase() === asked))
    .flatMap(term => term.codes);
  return codes.flatMap((code): FoundCode[] => {
    const procedure = procedures.get(code, date);
    if (procedure) return [{ code, set: procedure.system, title: procedure.title ?? procedure.summary }];
    const diagnosis = diagnoses.get(code);
    return diagnosis ? [asDiagnosis(diagnosis)] : [];
  });
}

/** Each word begins a word of the text. */
function holds(text: string, words: readonly string[]): boolean {
  const own = wordsOf(text);
  return words.every(word => own.some(other => other.startsWith(word)));
}

/** Codes of loaded releases that the shipped tables do not hold. */
function loadedHits({ releases }: SearchedParts, typed: string, words: readonly string[], date: IsoDate): FoundCode[] {
  const sets = [
    ['HCPCS', 'HCPCS'],
    ['HCPCS modifiers', 'modifiers'],
    ['taxonomy', 'taxonomy'],
  ] as const;
  return sets.flatMap(([set, name]) => {
    const table = releases.on(set, date)?.table();
    if (!table) return [];
    const isHit = ({ key, text }: Row): boolean => key.startsWith(typed) || holds(text, words);
    return [...table.all()].filter(isHit).map(row => asFound(row, name));
  });
}

function asFound({ key, text }: Row, set: CodeSetName): FoundCode {
  return { code: key, set, title: text };
}
