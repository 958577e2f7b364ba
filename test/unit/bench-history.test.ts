import { expect, it } from 'vitest';
import { worsened } from '../../bench/lib/history.mjs';

const runs = [10, 12, 11, 9, 30, 10].map(ratio => ({ ratios: { 'check ÷ parse': ratio } }));

it('a ratio is named that is 15 % above the median of the last five runs', () => {
  expect(worsened({ 'check ÷ parse': 12.6 }, runs)).toEqual([]);
  expect(worsened({ 'check ÷ parse': 13.2 }, runs)).toEqual([
    'check ÷ parse: 13.2, 20 % more than 11, the median of the last 5 runs',
  ]);
});

it('a ratio that no run has measured is not', () => {
  expect(worsened({ 'new ÷ old': 99 }, runs)).toEqual([]);
  expect(worsened({ 'check ÷ parse': 99 }, [])).toEqual([]);
});
