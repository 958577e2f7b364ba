// Whether the time of some work grows in proportion to its input. The input is enlarged, and the work repeated, until
// it takes long enough to be timed; then twice the input may take at most 2.5 times as long (n log n takes 2.2 times, n
// to the power of 1.5 takes 2.8 times).

/** @returns the work on so many items; what it takes to prepare them does not count */
export type Sized = (count: number) => () => unknown;

export interface Limits {
  /** More items than this are never tried. */
  readonly max?: number;
  /** Milliseconds of processor time used so far; a test of this check has a clock of its own. */
  readonly clock?: () => number;
}

interface Growth {
  readonly count: number;
  /** Milliseconds that the work takes on `count` items, and on twice as many. */
  readonly once: number;
  readonly twice: number;
}

const MAX_RATIO = 2.5;
/** What takes less is too short to be compared: the input is enlarged, and if it may not be, the work is repeated. */
const MIN_MS = 8;
/** The input is not enlarged beyond what takes this long. */
const MAX_MS = 400;
/** How much larger than at first the input may become if no limit is given. */
const MAX_ENLARGEMENT = 8;
/** Of so many rounds the shortest time counts, since other processes only ever lengthen it. */
const ROUNDS = 3;
/** Work fails if it grows too fast in each of so many attempts. */
const ATTEMPTS = 8;

/** `name: 3.9 times for twice 400 (12.1 → 47.2 ms)`, for each work that grows too fast. */
export function failures(works: Readonly<Record<string, Sized>>, count: number, limits: Limits = {}): string[] {
  const { max = MAX_ENLARGEMENT * count, clock = cpuTime } = limits;
  return Object.entries(works).flatMap(([name, work]) => {
    const found = tooFast(work, count, max, clock);
    if (!found) return [];
    const ratio = (found.twice / found.once).toFixed(2);
    return [
      `${name}: ${ratio} times for twice ${found.count} (${found.once.toFixed(3)} → ${found.twice.toFixed(3)} ms)`,
    ];
  });
}

/** The growth in the last attempt if it is too fast in every attempt. */
function tooFast(work: Sized, first: number, max: number, clock: () => number): Growth | undefined {
  let count = timeable(work, first, max, clock);
  let last: Growth | undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    last = growthAt(work, count, clock);
    if (last.twice <= MAX_RATIO * last.once) return undefined;
    // More items show better whether it is the work that grows or what surrounds it.
    if (last.twice < MAX_MS / 4 && 4 * count <= max) count *= 2;
  }
  return last;
}

/** The number of items, from the first to half the maximum, of which twice as many take long enough. */
function timeable(work: Sized, first: number, max: number, clock: () => number): number {
  let count = first;
  while (4 * count <= max && timeOf(work(2 * count), 1, clock) < MIN_MS) count *= 2;
  return count;
}

function growthAt(work: Sized, count: number, clock: () => number): Growth {
  const small = work(count);
  const large = work(2 * count);
  const repeats = Math.max(repeatsOf(small, clock), repeatsOf(large, clock));
  let once = Infinity;
  let twice = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    once = Math.min(once, timeOf(small, repeats, clock));
    twice = Math.min(twice, timeOf(large, repeats, clock));
    if (twice > MAX_MS) break;
  }
  return { count, once: once / repeats, twice: twice / repeats };
}

/** How often work must run to take long enough; the runs that find out also warm it up. */
function repeatsOf(work: () => unknown, clock: () => number): number {
  let repeats = 1;
  while (repeats < 2 ** 16 && timeOf(work, repeats, clock) < MIN_MS / 2) repeats *= 2;
  return repeats;
}

function timeOf(work: () => unknown, repeats: number, clock: () => number): number {
  const before = clock();
  for (let i = 0; i < repeats; i++) work();
  return clock() - before;
}

function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
