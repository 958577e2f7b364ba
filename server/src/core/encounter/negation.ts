/** Reading plain words of a note: whether a sentence says a thing, and does not deny it. */

const DENIALS: ReadonlySet<string> = new Set([
  'no',
  'not',
  'without',
  'never',
  'denies',
  'denied',
  'none',
  'nor',
  'neither',
  "wasn't",
  "isn't",
  "doesn't",
  "didn't",
]);

/** The sentences of a text; clauses cut by a semicolon count as sentences, a point inside a number does not end one. */
export function sentences(text: string): string[] {
  return text
    .split(/[;!?\n]|\.(?!\d)/)
    .map(part => part.trim())
    .filter(Boolean);
}

/** Whether some sentence of the text has one of these words (lower case, whole words) with no denial in the four words before it. */
export function affirms(text: string, words: readonly string[]): boolean {
  return mayHold(text, words) && sentences(text).some(sentence => hasAffirmed(sentence, words));
}

/** Whether the words stand in a text at all: most texts hold none, and need not be cut. */
function mayHold(text: string, words: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return words.some(word => lower.includes(word.endsWith('*') ? word.slice(0, -1) : word));
}

/** As {@link affirms}, for one sentence. A word that ends in `*` stands for all that begin with it. */
export function hasAffirmed(sentence: string, words: readonly string[]): boolean {
  const said = wordsOf(sentence);
  return said.some(
    (word, i) => matches(word, words) && !said.slice(Math.max(0, i - 4), i).some(before => DENIALS.has(before)),
  );
}

/** Whether a sentence has one of the words, denied or not. */
export function mentions(sentence: string, words: readonly string[]): boolean {
  return wordsOf(sentence).some(word => matches(word, words));
}

function wordsOf(sentence: string): string[] {
  return sentence.toLowerCase().split(/[^\p{L}\p{N}'-]+/u);
}

function matches(word: string, words: readonly string[]): boolean {
  return words.some(wanted => (wanted.endsWith('*') ? word.startsWith(wanted.slice(0, -1)) : word === wanted));
}
