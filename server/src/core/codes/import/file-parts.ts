/**
 * Editions that come in several files: NCCI publishes its pairs in four, f1 to f4, split at a key (column 1 and column
 * 2) in ascending order.
 */

/** One file of an edition, with the first and the last key in it. */
export interface FilePart {
  /** From 1. */
  readonly number: number;
  readonly first: string;
  readonly last: string;
}

export const PTP_FILES = 4;

/** More pairs than that in a file are no selection that someone made. */
export const MAX_SELECTED_PAIRS = 10_000;

/** `ccipra-v323r0-f2.txt`, `ccipra-2024q3-f1.txt.gz`: the number of the file; undefined for other names. */
export function partNumber(name: string): number | undefined {
  const match = /[-_ ]f([1-4])(?![a-z0-9])(?!.*[-_ ]f[1-4](?![a-z0-9]))/i.exec(name);
  return match ? Number(match[1]) : undefined;
}

/**
 * The number of a file whose name does not say it, from the codes of column 1 at its beginning and end; undefined if it
 * holds all pairs. The files divide the pairs about equally: at 25000, 37000 and 62000.
 */
export function partFromCodes(first: string, last: string): number | undefined {
  const isFirst = first < '1';
  const isLast = last >= 'A';
  if (isFirst && isLast) return undefined;
  if (isFirst) return 1;
  if (isLast) return PTP_FILES;
  return first < '31' ? 2 : 3;
}

/** The last file goes on to the codes that begin with a letter. */
export function reachesEnd({ number, last }: FilePart): boolean {
  return number < PTP_FILES || last >= 'A';
}

/**
 * Two files that follow each other and leave out codes of column 1 between them: the first is cut off. The published
 * files are divided within a code or between two neighbors.
 */
export function cutOffPart(parts: readonly FilePart[]): FilePart | undefined {
  const inOrder = [...parts].sort((a, b) => a.number - b.number);
  return inOrder.find((part, i) => {
    const next = inOrder[i + 1];
    if (next?.number !== part.number + 1) return false;
    const [from, to] = [column1(part.last), column1(next.first)];
    return Number.isNaN(from) || Number.isNaN(to) ? false : to - from > MAX_STEP;
  });
}

/** So far apart may neighbors in column 1 be. */
const MAX_STEP = 150;

function column1(key: string): number {
  return Number(key.slice(0, 5));
}

/** Files that an edition lacks, as `f2`; none if it did not come in parts. */
export function missingParts(parts: readonly FilePart[] | undefined): readonly string[] {
  if (!parts) return [];
  const here = new Set(parts.map(({ number }) => number));
  return Array.from({ length: PTP_FILES }, (_, i) => i + 1)
    .filter(number => !here.has(number))
    .map(number => `f${number}`);
}

/** Whether the files at hand decide a key: it is in one of them, or between two that follow each other. */
export function isInParts(parts: readonly FilePart[] | undefined, key: string): boolean {
  if (!parts) return true;
  if (parts.some(({ first, last }) => first <= key && key <= last)) return true;
  const before = parts.filter(({ last }) => last < key).map(({ number }) => number);
  const after = parts.filter(({ first }) => first > key).map(({ number }) => number);
  return Math.min(...after, PTP_FILES + 1) === Math.max(...before, 0) + 1;
}
