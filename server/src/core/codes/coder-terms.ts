/** What coders call services, products and complications: the codes that a query means by such a name. */
import { lazy } from './lazy.js';
import { wordsOf } from '../syntax/words.js';
import { stemOf, wordScore } from '../text/word-match.js';
import type { CoderTerms } from './types.js';

/** Codes, the best first. */
export interface NamedCodes {
  /** Names that hold every word of the query: those that say nothing else, or else those that say more. */
  saidBy(query: string): readonly string[];
  /** The same with typing errors. */
  nearlySaidBy(query: string): readonly string[];
  /** Names that the query holds beside other words; no more than half of its words may be others. */
  heldBy(query: string): readonly string[];
  /** The same beside any number of other words. */
  partlyHeldBy(query: string): readonly string[];
}

/** @param rows names, each with the codes that it leads to in their order */
export function createNamedCodes(rows: readonly CoderTerms[]): NamedCodes {
  const names = lazy((): readonly Named[] =>
    rows.map(({ terms, codes }) => ({ codes, terms: terms.map(contentWords) })),
  );
  return {
    saidBy: query => saying(names(), contentWords(query), SURE),
    nearlySaidBy: query => saying(names(), contentWords(query), SLIP),
    heldBy: query => heldIn(names(), contentWords(query), HALF),
    partlyHeldBy: query => heldIn(names(), contentWords(query), 0),
  };
}

interface Named {
  readonly codes: readonly string[];
  readonly terms: readonly (readonly string[])[];
}

/** The lowest score of a word: its stem, or one slip away from it. */
const SURE = 2;
const SLIP = 1;

function contentWords(text: string): readonly string[] {
  return wordsOf(text).filter(word => !FILLERS.has(word));
}

const FILLERS: ReadonlySet<string> = new Set(['a', 'an', 'and', 'by', 'for', 'from', 'in', 'of', 'the', 'to', 'with']);

function saying(names: readonly Named[], words: readonly string[], least: number): readonly string[] {
  const fitting = names
    .map(({ terms, codes }) => ({ codes, fit: terms.map(term => termFit(term, words, least)).sort(byFit)[0]! }))
    .filter(({ fit }) => fit.score > 0)
    .sort((a, b) => byFit(a.fit, b.fit));
  const exact = fitting.filter(({ fit }) => fit.isWhole);
  return (exact.length > 0 ? exact : fitting).flatMap(({ codes }) => codes);
}

interface TermFit {
  /** 0 unless each typed word is in the term; more if the term holds little else. */
  readonly score: number;
  /** The term holds nothing else. */
  readonly isWhole: boolean;
}

function byFit(a: TermFit, b: TermFit): number {
  return b.score - a.score;
}

function termFit(own: readonly string[], words: readonly string[], least: number): TermFit {
  let sum = 0;
  for (const word of words) {
    const score = Math.max(0, ...own.map(other => fit(word, other, least)));
    if (score === 0) return { score: 0, isWhole: false };
    sum += score;
  }
  return { score: sum / own.length, isWhole: own.length <= words.length };
}

/** Short words count only as they are. */
function fit(typed: string, word: string, least: number): number {
  if (typed.length < 3) return typed === word ? WHOLE : 0;
  const score = wordScore(typed, word);
  return score < least ? 0 : score;
}

const WHOLE = 4;

/** The least share of the query's words that a name must have. */
const HALF = 0.5;

/** The codes that most of the longest names in the query lead to come first. */
function heldIn(names: readonly Named[], words: readonly string[], share: number): readonly string[] {
  const held = names
    .map(({ terms, codes }) => ({ codes, length: Math.max(0, ...terms.map(term => heldLength(term, words))) }))
    .filter(({ length }) => length > 0 && length >= words.length * share);
  const longest = Math.max(0, ...held.map(({ length }) => length));
  const votes = new Map<string, number>();
  for (const { codes, length } of held)
    if (length === longest) for (const code of codes) votes.set(code, (votes.get(code) ?? 0) + 1);
  return [...votes].sort(([, a], [, b]) => b - a).map(([code]) => code);
}

/** How many words a name has, if the query holds them all; else 0. */
function heldLength(own: readonly string[], words: readonly string[]): number {
  return own.every(word => words.some(typed => isForm(typed, word))) ? own.length : 0;
}

/** A form of the same word: its beginning is another word ("pump" of "pumpogram"). */
function isForm(typed: string, word: string): boolean {
  return typed === word || (typed.length >= 3 && stemOf(typed) === stemOf(word));
}
