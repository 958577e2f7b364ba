const SMALL = [
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
].flatMap(words => words.split(' '));
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

const WORD = `(?:${[...SMALL, ...TENS].sort((a, b) => b.length - a.length).join('|')})`;

/** Numbers in words, as a pattern: `forty`, `twenty-two`, `four hundred eighty`, `two point five`. */
export const SPELLED = `\\b${WORD}(?:[- ](?:${WORD}|hundred|thousand|and|point|oh)){0,9}(?: and a half)?\\b`;

/** `22` of `twenty-two`; undefined if the words make no number. */
export function spelledNumber(words: string): string | undefined {
  const half = / and a half$/.exec(words);
  if (half) {
    const count = wholeNumber(words.slice(0, half.index));
    return count === undefined ? undefined : `${count}.5`;
  }
  const [whole, decimals] = words.split(/[- ]point[- ]/);
  const left = wholeNumber(whole!);
  if (left === undefined || decimals === undefined) return left?.toString();
  const digits = decimals.split(/[- ]/).map(word => (word === 'oh' ? 0 : SMALL.indexOf(word)));
  return digits.every(digit => digit >= 0 && digit < 10) ? `${left}.${digits.join('')}` : undefined;
}

function wholeNumber(words: string): number | undefined {
  let total = 0,
    group = 0;
  for (const word of words.split(/[- ]/)) {
    if (word === 'and') continue;
    const small = SMALL.indexOf(word),
      tens = TENS.indexOf(word);
    if (small >= 0) group += small;
    // `four ninety-five` is 495.
    else if (tens >= 0) group = (group > 0 && group < 10 ? group * 100 : group) + (tens + 2) * 10;
    else if (word === 'hundred') group = (group || 1) * 100;
    else if (word === 'thousand') {
      total += (group || 1) * 1000;
      group = 0;
    } else return undefined;
  }
  return total + group;
}
