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

/** `ccipra-v323r0-f2.txt`, `ccipra-2024q3-f1.txt.gz`: the number of the file; undefined for other names. */
export function partNumber(name: string): number | undefined {
  const match = /[-_ ]f([1-4])(?![a-z0-9])(?!.*[-_ ]f[1-4](?![a-z0-9]))/i.exec(name);
  return match ? Number(match[1]) : undefined;
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
