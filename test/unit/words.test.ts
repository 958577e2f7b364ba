import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

// JSON with comments on lines of their own.
const text = readFileSync(path.resolve(import.meta.dirname, '../../language-configuration.json'), 'utf8').replace(
  /^\s*\/\/.*$/gm,
  '',
);
const { wordPattern, onEnterRules } = JSON.parse(text) as {
  wordPattern: { pattern: string; flags: string };
  onEnterRules: { beforeText: string; afterText: string; action: { appendText?: string } }[];
};

const wordsOf = (line: string): string[] => line.match(new RegExp(wordPattern.pattern, `${wordPattern.flags}g`)) ?? [];

test.each([
  ['J0475-JZ-KD x8 @A $1,212.40', ['J0475-JZ-KD', 'x8', 'A', '1,212.40']],
  ['?95990-52 @AB', ['95990-52', 'AB']],
  [
    '2026-11-20 refill+reprogram P-014 @off-campus #medicare-advantage bill=pro',
    ['2026-11-20', 'refill', 'reprogram', 'P-014', 'off-campus', 'medicare-advantage', 'bill', 'pro'],
  ],
  ['after: volume 40mL, dose 1,480.5 µg/day', ['after', 'volume', '40mL', 'dose', '1,480.5', 'µg/day']],
  ['dx: G80.0,Z45.1, T85.610A', ['dx', 'G80.0', 'Z45.1', 'T85.610A']],
  ['prog: dose 6.0->6.6 mg/day', ['prog', 'dose', '6.0', '6.6', 'mg/day']],
  ['ok: drug-units "settled", KL', ['ok', 'drug-units', 'settled', 'KL']],
  ['| Walks again. Pain 3/10.', ['Walks', 'again', 'Pain', '3/10']],
])('the words of %s', (line, words) => {
  expect(wordsOf(line)).toEqual(words);
});

test.each([
  ['| walks', ' slowly', '|'],
  ['| walks ', 'slowly', '| '],
  ['; see', ' photo', ';'],
  ['exam: pocket', ' clean', undefined],
  ['| walks slowly', '', undefined],
  ['95990 @AB', '', undefined],
])('Enter between “%s” and “%s” starts the next line with %s', (before, after, appended) => {
  const rule = onEnterRules.find(
    ({ beforeText, afterText }) => new RegExp(beforeText).test(before) && new RegExp(afterText).test(after),
  );
  expect(rule?.action.appendText).toBe(appended);
});
