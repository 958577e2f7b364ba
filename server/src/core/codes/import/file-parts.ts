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
  /** How many pairs it holds; absent in lists of earlier versions. */
  readonly rows?: number;
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

/** A file that is shorter than it was published. */
export interface CutOffPart {
  readonly number: number;
  /** What it should hold and what it holds. @param nameOf the name of a file by its number */
  expected(nameOf: (number: number) => string): string;
}

/**
 * Finds a file that leaves out codes of column 1 before the next one begins, or that has fewer pairs than another file
 * of an edition that is divided by count. The published files are divided within a code or between two neighbors; where
 * a division lies within a code, all files but the last are of one size.
 */
export function cutOffPart(parts: readonly FilePart[]): CutOffPart | undefined {
  const inOrder = [...parts].sort((a, b) => a.number - b.number);
  const seams = inOrder.flatMap((part, i) => {
    const next = inOrder[i + 1];
    return next?.number === part.number + 1 ? [{ part, next }] : [];
  });
  const gap = seams.find(({ part, next }) => Number(column1(next.first)) - Number(column1(part.last)) > MAX_STEP);
  if (gap) return endsEarly(gap.part, gap.next);
  return seams.some(({ part, next }) => isWithinCode(part, next)) ? shorterThanOthers(inOrder) : undefined;
}

function endsEarly({ number, last }: FilePart, next: FilePart): CutOffPart {
  const begins = column1(next.first);
  const expected = (nameOf: (number: number) => string): string =>
    `pairs up to column 1 ${begins}, with which ${nameOf(next.number)} begins, not ${column1(last)}`;
  return { number, expected };
}

function shorterThanOthers(parts: readonly FilePart[]): CutOffPart | undefined {
  // The rest of the division may be in the last file.
  const shareOf = ({ number, rows = 0 }: FilePart): number => (number < PTP_FILES ? rows : rows - (PTP_FILES - 1));
  const longest = parts.reduce((a, b) => (shareOf(b) > shareOf(a) ? b : a));
  const size = shareOf(longest);
  const cut = parts.find(({ number, rows = size }) => number < PTP_FILES && rows < size);
  return (
    cut && { number: cut.number, expected: nameOf => `${size} pairs as in ${nameOf(longest.number)}, not ${cut.rows}` }
  );
}

/** So far apart may neighbors in column 1 be. */
const MAX_STEP = 150;

function column1(key: string): string {
  return key.slice(0, 5);
}

/** One file ends with pairs of a code of column 1, and the next begins with more of them. */
function isWithinCode(part: FilePart, next: FilePart): boolean {
  return column1(part.last) === column1(next.first);
}

/** Files that an edition lacks, as `f2`; none if it did not come in parts. */
export function missingParts(parts: readonly FilePart[] | undefined): readonly string[] {
  if (!parts) return [];
  const here = new Set(parts.map(({ number }) => number));
  return Array.from({ length: PTP_FILES }, (_, i) => i + 1)
    .filter(number => !here.has(number))
    .map(number => `f${number}`);
}

/**
 * Whether the files at hand decide a key. A code between two files is not decided: no last line says that the first of
 * them is whole.
 */
export function isInParts(parts: readonly FilePart[] | undefined, key: string): boolean {
  if (!parts) return true;
  if (parts.some(({ first, last }) => first <= key && key <= last)) return true;
  return parts.some(part => {
    if (part.number === 1 && key < part.first) return true;
    if (part.number === PTP_FILES && key > part.last) return true;
    const next = parts.find(({ number }) => number === part.number + 1);
    return next !== undefined && part.last < key && key < next.first && isWithinCode(part, next);
  });
}
