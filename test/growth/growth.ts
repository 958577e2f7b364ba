// Whether work grows no faster than what it works on: twice as much takes at most 2.1 times as long. Judged by processor time, the best of
// several rounds, and tried again with more before it is called a failure; there are no deadlines.

/** @returns the work on so many things; what it takes to prepare them does not count */
export type Sized = (count: number) => () => unknown;

interface Growth {
  readonly count: number;
  /** Milliseconds of processor time. */
  readonly once: number;
  readonly twice: number;
  readonly ratio: number;
}

const LIMIT = 2.1;
const ROUNDS = 3;
const ATTEMPTS = 8;
/** What takes less than this cannot be timed well, and is no blow-up at the sizes that are asked for. */
const LEAST_MS = 4;
/** More is not tried: a blow-up shows long before. */
const MOST_MS = 400;

/** The growth of the last attempt where every attempt took more than 2.1 times as long; undefined where one did not. */
function tooFast(work: Sized, count: number, most: number): Growth | undefined {
  let last: Growth | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    last = growthOf(work, count);
    if (last.twice < LEAST_MS || last.ratio <= LIMIT) return undefined;
    if (last.twice < MOST_MS / 4 && 4 * count <= most) count *= 2;
  }
  return last;
}

function growthOf(work: Sized, count: number): Growth {
  const large = work(2 * count);
  let once = Infinity,
    twice = cpuOf(large);
  if (twice < LEAST_MS) return { count, once, twice, ratio: 0 };
  const small = work(count);
  small();
  for (let round = 0; round < ROUNDS; round++) {
    once = Math.min(once, cpuOf(small));
    twice = Math.min(twice, cpuOf(large));
    if (twice > MOST_MS) break;
  }
  return { count, once, twice, ratio: twice / once };
}

function cpuOf(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** `name: 3.9 times for twice 400 (12.1 → 47.2 ms)`, for each that grows too fast. @param most that there ever are */
export function failures(works: Readonly<Record<string, Sized>>, count: number, most = Infinity): string[] {
  return Object.entries(works).flatMap(([name, work]) => {
    const found = tooFast(work, count, most);
    return found
      ? [
          `${name}: ${found.ratio.toFixed(2)} times for twice ${found.count} (${found.once.toFixed(1)} → ${found.twice.toFixed(1)} ms)`,
        ]
      : [];
  });
}
