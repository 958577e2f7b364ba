/**
 * Whether two words are one slip apart: a letter changed, added or dropped, or two neighbors swapped. Case does not
 * count.
 */
export function oneSlipApart(a: string, b: string): boolean {
  a = a.toLowerCase();
  b = b.toLowerCase();
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && i < b.length && a[i] === b[i]) i++;
  if (a.length > b.length) return a.slice(i + 1) === b.slice(i);
  if (a.length < b.length) return a.slice(i) === b.slice(i + 1);
  if (a.slice(i + 1) === b.slice(i + 1)) return true;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

/** The only word of a list that is one slip away; undefined if there is none or more than one. */
export function nearestWord(word: string, words: Iterable<string>): string | undefined {
  let found: string | undefined;
  for (const candidate of words) {
    if (!oneSlipApart(word, candidate)) continue;
    if (found !== undefined) return undefined;
    found = candidate;
  }
  return found;
}
