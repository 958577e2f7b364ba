import { describe, expect, it } from 'vitest';
import { failures, type Sized } from '../growth/growth';

/** Work that takes `ms(count)` on a clock that only it moves. */
function onFakeClock(ms: (count: number) => number): { work: Sized; clock: () => number; counts: Set<number> } {
  let now = 0;
  const counts = new Set<number>();
  return {
    work: count => () => {
      counts.add(count);
      now += ms(count);
    },
    clock: () => now,
    counts,
  };
}
const problems = (ms: (count: number) => number, count = 300): string[] => {
  const { work, clock } = onFakeClock(ms);
  return failures({ work }, count, { clock });
};

describe('the growth check', () => {
  it.each<[string, (count: number) => number]>([
    ['constant', () => 1],
    ['linear', count => count / 1e4],
    ['linear with a constant part', count => 1 + count / 1e5],
    ['n log n', count => (count * Math.log2(count)) / 1e5],
  ])('passes work that is %s', (_, ms) => {
    expect(problems(ms)).toEqual([]);
  });

  it.each<[string, (count: number) => number]>([
    ['quadratic', count => count ** 2 / 1e5],
    ['quadratic, and too short to be timed at the first size', count => count ** 2 / 1e9],
    ['quadratic with a linear part that hides it at the first size', count => count / 1e3 + count ** 2 / 1e6],
    ['n to the power of 1.5', count => count ** 1.5 / 1e5],
    ['exponential', count => 2 ** Math.min(20, count / 100)],
  ])('fails work that is %s', (_, ms) => {
    expect(problems(ms)).toHaveLength(1);
  });

  it('enlarges the input until the work takes 8 ms, but not beyond the maximum', () => {
    const { work, clock, counts } = onFakeClock(count => count / 1000);
    failures({ work }, 10, { clock, max: 100_000 });
    expect(Math.max(...counts)).toBeGreaterThanOrEqual(8000);
    const bounded = onFakeClock(count => count / 1000);
    failures({ work: bounded.work }, 10, { clock: bounded.clock, max: 50 });
    expect(Math.max(...bounded.counts)).toBe(40);
  });
});
