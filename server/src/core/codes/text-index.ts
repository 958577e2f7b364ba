/**
 * An index of the words of many short texts, for searches that allow for beginnings, other endings and typing errors.
 * Postings are typed arrays: the titles of a hundred thousand codes take about ten megabytes, and a search a few
 * milliseconds.
 */
import { firstIndex } from '../collections/binary-search.js';
import { wordsOf } from '../syntax/words.js';
import { stemOf } from '../text/word-match.js';

/** A code with the text that it is found by. */
export interface Indexed {
  readonly code: string;
  readonly text: string;
  /** Added to the score of each match. */
  readonly weight?: number;
  /** Words at the end of the text that say no more than others of its kind say. */
  readonly commonWords?: number;
}

/**
 * What a typed word may mean: itself, other words that must all be there, or the codes that begin with one of
 * these.
 */
export type Reading =
  | { readonly words: readonly string[]; readonly quality: number }
  | { readonly codes: readonly string[]; readonly quality: number };

/** One word or phrase of a query; any of its readings counts, the best first. */
export type Term = readonly Reading[];

export interface Match {
  /** Position of the document, in the order of codes. */
  readonly document: number;
  /** How well the terms fit, from 0 to 1, less what else the text says. */
  readonly score: number;
}

export interface Wanted {
  readonly terms: readonly Term[];
  /** How many of the terms a document must hold. */
  readonly least: number;
  /** Typing errors count too. */
  readonly tolerant: boolean;
  /** No more than about so many, the best. */
  readonly limit: number;
}

/** How well a word of the index fits a typed word. */
interface Candidate {
  readonly word: number;
  readonly quality: number;
}

const QUALITY = { whole: 1, stem: 0.9, ending: 0.85, beginning: 0.8, slip: 0.6, slips: 0.4 };

/** Fewer letters begin words of every kind. */
const MIN_BEGINNING = 3;
/** A slip in a shorter word makes another word; longer words may have two. */
const MIN_SLIP = 4;
const MIN_TWO_SLIPS = 8;

export class TextIndex {
  private readonly words: readonly string[];
  private readonly letters: Uint32Array;
  private readonly starts: Uint32Array;
  private readonly postings: Uint32Array;
  private readonly lengths: Uint8Array;
  private readonly weights: Float32Array;
  private readonly codes: PackedTexts;
  private readonly texts: PackedTexts;

  /** @param documents in the order of their codes */
  constructor(documents: Iterable<Indexed>) {
    const ids = new Map<string, number>();
    const codes: string[] = [];
    const texts: string[] = [];
    const counts: number[] = [];
    const lengths: number[] = [];
    const weights: number[] = [];
    let found = new Uint32Array(1 << 16);
    let count = 0;
    for (const { code, text, weight = 0, commonWords = 0 } of documents) {
      codes.push(code);
      texts.push(text);
      const words = wordsOf(text);
      counts.push(words.length);
      lengths.push(Math.min(words.length - commonWords, 255));
      weights.push(weight);
      if (count + words.length > found.length) found = grown(found, count + words.length);
      for (const word of words) {
        let id = ids.get(word);
        if (id === undefined) ids.set(word, (id = ids.size));
        found[count++] = id;
      }
    }
    this.words = [...ids.keys()];
    this.letters = Uint32Array.from(this.words, lettersOf);
    this.lengths = Uint8Array.from(lengths);
    this.weights = Float32Array.from(weights);
    this.codes = new PackedTexts(codes);
    this.texts = new PackedTexts(texts);
    [this.starts, this.postings] = postingsOf(found.subarray(0, count), counts, this.words.length);
  }

  get size(): number {
    return this.lengths.length;
  }

  codeOf(document: number): string {
    return this.codes.get(document);
  }

  textOf(document: number): string {
    return this.texts.get(document);
  }

  /** First document whose code is not before the prefix. */
  firstFrom(prefix: string): number {
    return firstIndex(this.size, document => this.codeOf(document) >= prefix);
  }

  /** Documents whose code begins so: from the first to before the second. */
  rangeOf(prefix: string): readonly [start: number, end: number] {
    return [this.firstFrom(prefix), this.firstFrom(`${prefix}\uffff`)];
  }

  /** Documents that hold enough of the terms, in the order of codes. */
  match({ terms, least, tolerant, limit }: Wanted): Match[] {
    const { counts, sums } = this.count(terms, tolerant);
    const scores = new Float32Array(this.size);
    let hits = 0;
    for (let document = 0; document < counts.length; document++) {
      if (counts[document]! < least) continue;
      hits++;
      const rest = 1 - Math.min(1, counts[document]! / Math.max(1, this.lengths[document]!));
      const score = sums[document]! / terms.length - REST_PENALTY * rest + this.weights[document]!;
      scores[document] = Math.max(MIN_SCORE, score);
    }
    const threshold = hits > limit ? thresholdOf(scores, limit) : 0;
    const matches: Match[] = [];
    scores.forEach((score, document) => score > 0 && score >= threshold && matches.push({ document, score }));
    return matches;
  }

  /** How many documents hold a term. */
  hits(term: Term): number {
    return this.count([term], false).counts.reduce((sum, count) => sum + count, 0);
  }

  /** For each document how many terms it holds, and the sum of their qualities. */
  private count(terms: readonly Term[], tolerant: boolean): { counts: Uint8Array; sums: Float32Array } {
    const counts = new Uint8Array(this.size);
    const sums = new Float32Array(this.size);
    const seen = new Uint8Array(this.size);
    terms.forEach((term, i) => {
      const mark = i + 1;
      const take = (document: number, quality: number): void => {
        if (seen[document] === mark) return;
        seen[document] = mark;
        counts[document]!++;
        sums[document]! += quality;
      };
      for (const reading of term) this.read(reading, tolerant, take);
    });
    return { counts, sums };
  }

  private read(reading: Reading, tolerant: boolean, take: (document: number, quality: number) => void): void {
    if ('codes' in reading) {
      for (const prefix of reading.codes) {
        const [start, end] = this.rangeOf(prefix);
        for (let document = start; document < end; document++) take(document, reading.quality);
      }
    } else if (reading.words.length === 1) {
      this.each(reading.words[0]!, tolerant, (document, quality) => take(document, quality * reading.quality));
    } else {
      const { length } = reading.words;
      const { counts, sums } = this.count(
        reading.words.map(word => [{ words: [word], quality: 1 }]),
        tolerant,
      );
      counts.forEach((count, document) => {
        if (count === length) take(document, (sums[document]! / length) * reading.quality);
      });
    }
  }

  private each(word: string, tolerant: boolean, take: (document: number, quality: number) => void): void {
    for (const { word: id, quality } of this.candidates(word, tolerant))
      for (let at = this.starts[id]!; at < this.starts[id + 1]!; at++) take(this.postings[at]!, quality);
  }

  /** Words that fit a typed one, best first. Slips count only if nothing fits better. */
  private candidates(typed: string, tolerant: boolean): readonly Candidate[] {
    const found: Candidate[] = [];
    this.words.forEach((word, id) => {
      const quality = fit(typed, word);
      if (quality > 0) found.push({ word: id, quality });
    });
    if (tolerant && !found.some(({ quality }) => quality > QUALITY.beginning)) found.push(...this.slips(typed));
    return found.sort((a, b) => b.quality - a.quality);
  }

  private *slips(typed: string): Generator<Candidate> {
    const most = slipsAllowed(typed);
    if (most === 0) return;
    const letters = lettersOf(typed);
    for (let id = 0; id < this.words.length; id++) {
      if (bits(letters ^ this.letters[id]!) > 2 * most) continue;
      const slips = slipsBetween(typed, this.words[id]!, most);
      if (slips > 0 && slips <= most) yield { word: id, quality: slips === 1 ? QUALITY.slip : QUALITY.slips };
    }
  }
}

/** Texts one after the other: a hundred thousand strings of their own would take several times the memory. */
class PackedTexts {
  private readonly all: string;
  private readonly starts: Uint32Array;

  constructor(texts: readonly string[]) {
    this.all = texts.join('');
    this.starts = new Uint32Array(texts.length + 1);
    texts.forEach((text, i) => (this.starts[i + 1] = this.starts[i]! + text.length));
  }

  get(index: number): string {
    return this.all.slice(this.starts[index], this.starts[index + 1]);
  }
}

/** The share of a text that a query does not hold counts so much. */
const REST_PENALTY = 0.25;
/** A document that holds the terms is a match, however long its text is. */
const MIN_SCORE = 0.01;

/** A score that about so many documents reach. */
function thresholdOf(scores: Float32Array, limit: number): number {
  const steps = 200;
  const histogram = new Uint32Array(2 * steps + 1);
  for (const score of scores) if (score > 0) histogram[Math.min(2 * steps, Math.floor(score * steps))]!++;
  let step = histogram.length - 1;
  for (let count = histogram[step]!; step > 0 && count < limit; count += histogram[step]!) step--;
  return step / steps;
}

function grown(before: Uint32Array<ArrayBuffer>, least: number): Uint32Array<ArrayBuffer> {
  const more = new Uint32Array(Math.max(before.length * 2, least));
  more.set(before);
  return more;
}

/** For each word the documents that hold it, in order. */
function postingsOf(
  found: Uint32Array,
  lengths: readonly number[],
  words: number,
): readonly [starts: Uint32Array, postings: Uint32Array] {
  const starts = new Uint32Array(words + 1);
  for (const id of found) starts[id + 1]!++;
  for (let id = 0; id < words; id++) starts[id + 1]! += starts[id]!;
  const next = starts.slice();
  const postings = new Uint32Array(found.length);
  let at = 0;
  lengths.forEach((length, document) => {
    for (const end = at + length; at < end; at++) postings[next[found[at]!]!++] = document;
  });
  return [starts, postings];
}

/** How many typing errors a word of this length may have. */
export function slipsAllowed(typed: string): 0 | 1 | 2 {
  if (/\d/.test(typed) || typed.length < MIN_SLIP) return 0;
  return typed.length < MIN_TWO_SLIPS ? 1 : 2;
}

function fit(typed: string, word: string): number {
  if (typed === word) return QUALITY.whole;
  if (typed.charCodeAt(0) !== word.charCodeAt(0)) return 0;
  if (typed.length < MIN_BEGINNING) return 0;
  if (word.startsWith(typed)) return QUALITY.beginning;
  if (typed.length < MIN_SLIP || word.length < MIN_SLIP || typed.charCodeAt(3) !== word.charCodeAt(3)) return 0;
  if (stemOf(typed) === stemOf(word)) return QUALITY.stem;
  return sameBeginning(typed, word) ? QUALITY.ending : 0;
}

/** Two words that differ in their ending only: "diplegia" and "diplegic". */
function sameBeginning(typed: string, word: string): boolean {
  const stem = Math.max(5, typed.length - 2);
  return (
    typed.length > 5 && word.length >= stem && word.length <= typed.length + 2 && word.startsWith(typed.slice(0, stem))
  );
}

/** One bit for each letter that a word holds. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function bits(number: number): number {
  let count = 0;
  for (; number !== 0; number &= number - 1) count++;
  return count;
}

/** Letters changed, added, dropped, or neighbors swapped between two words; more than `most` if there are more. */
export function slipsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  const width = b.length + 1;
  const table = new Uint8Array((a.length + 1) * width);
  for (let j = 0; j < width; j++) table[j] = j;
  for (let i = 1; i <= a.length; i++) {
    const at = i * width;
    let least = (table[at] = i);
    for (let j = 1; j < width; j++) {
      const here = at + j;
      const isSame = a.charCodeAt(i - 1) === b.charCodeAt(j - 1);
      let slips = Math.min(table[here - width]! + 1, table[here - 1]! + 1, table[here - width - 1]! + (isSame ? 0 : 1));
      if (isSwap(a, i, b, j)) slips = Math.min(slips, table[here - 2 * width - 2]! + 1);
      table[here] = slips;
      if (slips < least) least = slips;
    }
    if (least > most) return most + 1;
  }
  return table[a.length * width + b.length]!;
}

function isSwap(a: string, i: number, b: string, j: number): boolean {
  return i > 1 && j > 1 && a.charCodeAt(i - 1) === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
}
