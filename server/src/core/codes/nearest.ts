/** What a person may have meant: words one typing slip away (Damerau distance 1). */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** Characters that are confused when read or typed. */
const LOOKALIKES: ReadonlySet<string> = new Set([
  '0O',
  'O0',
  '1I',
  'I1',
  '1L',
  'L1',
  '5S',
  'S5',
  '8B',
  'B8',
  '2Z',
  'Z2',
]);

/** Signs of the longest code of any set, without points: a diagnosis with its extension. */
const LONGEST = 7;

/**
 * The words among `isWord` that differ from `text` by one sign changed, added or dropped, or by two neighbors swapped.
 * Best first: swapped neighbors and look-alikes, then the rest; of each kind those first that begin alike the longest.
 * The cost depends on the length of the text only, and none is near a text that is longer than any code by more than
 * one sign.
 */
export function nearest(text: string, isWord: (candidate: string) => boolean): readonly string[] {
  if (text.length > LONGEST + 1) return [];
  const best = new Set<string>();
  const rest = new Set<string>();
  const add = (set: Set<string>, candidate: string): void => {
    if (candidate !== text && isWord(candidate)) set.add(candidate);
  };
  for (let i = 0; i <= text.length; i++) {
    const [before, here, after] = [text.slice(0, i), text[i], text.slice(i + 1)];
    if (i + 1 < text.length) add(best, before + text[i + 1]! + here! + text.slice(i + 2));
    if (here !== undefined) add(rest, before + after);
    for (const sign of ALPHABET) {
      if (here !== undefined) add(LOOKALIKES.has(here + sign) ? best : rest, before + sign + after);
      add(rest, before + sign + text.slice(i));
    }
  }
  const shared = (word: string): number => {
    let length = 0;
    while (length < text.length && word[length] === text[length]) length++;
    return length;
  };
  const closest = (a: string, b: string): number => shared(b) - shared(a) || (a < b ? -1 : 1);
  return [...[...best].sort(closest), ...[...rest].filter(word => !best.has(word)).sort(closest)];
}
