import { createRandom } from '../../../bench/corpus.mjs';

/** Choices that a seed decides, so that whatever was found is found again. */
export class Random {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = createRandom(seed);
  }

  /** An integer in [0, end). */
  below(end: number): number {
    return Math.floor(this.#next() * end);
  }

  /** An integer in [from, to]. */
  between(from: number, to: number): number {
    return from + this.below(to - from + 1);
  }

  chance(share: number): boolean {
    return this.#next() < share;
  }

  pick<T>(of: readonly T[]): T {
    if (of.length === 0) throw new Error('nothing to pick from');
    return of[this.below(of.length)]!;
  }

  /** A number that starts another row of choices. */
  seed(): number {
    return this.below(2 ** 31);
  }
}

/** The seed of one case of a run: cases do not depend on each other, so that each can be run alone. */
export function seedOf(run: number, number: number): number {
  return (Math.imul(run + 1, 0x9e3779b1) ^ Math.imul(number + 1, 0x85ebca6b)) >>> 0;
}
