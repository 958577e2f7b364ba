/** The words of a list that are nearest to a mistyped word, best first. At most three. */
export function suggest(word: string, words: readonly string[]): string[] {
  const typed = word.toLowerCase();
  const most = Math.max(1, Math.floor(typed.length / 3));
  const near = words.map(one => ({ one, slips: slips(typed, one.toLowerCase()) })).filter(({ slips }) => slips <= most);
  return near
    .sort((a, b) => a.slips - b.slips || alike(typed, b.one) - alike(typed, a.one) || (a.one < b.one ? -1 : 1))
    .slice(0, 3)
    .map(({ one }) => one);
}

/** `; did you mean “a”, “b” or “c”?`, or an empty string. */
export function didYouMean(near: readonly string[]): string {
  return near.length
    ? `; did you mean ${near
        .map(word => `“${word}”`)
        .join(', ')
        .replace(/, (?=[^,]*$)/, ' or ')}?`
    : '';
}

/** The length of the common prefix: it decides between two words of the same distance. */
function alike(typed: string, word: string): number {
  let i = 0;
  while (i < typed.length && typed[i] === word[i]?.toLowerCase()) i++;
  return i;
}

/** The edit distance: letters changed, added, dropped, or swapped with their neighbor. */
function slips(a: string, b: string): number {
  let before: number[] = [],
    last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? before[j - 2]! + 1 : Infinity;
      row.push(Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + Number(a[i - 1] !== b[j - 1]), swap));
    }
    [before, last] = [last, row];
  }
  return last[b.length]!;
}
