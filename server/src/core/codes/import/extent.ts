/**
 * Whether the rows of a file reach to the end of its release. Official files are sorted and have no last line that says
 * so: a file that is cut off between two lines shows it only by where it ends.
 */
import type { Row } from '../block-table.js';
import type { ReleaseSet } from './release.js';
import { LayoutError } from './text-file.js';

/** What the whole file of a set holds. */
interface Extent {
  /** Rows that every published file of the set has at least. */
  readonly rows: number;
  /** Its first key, where it has been the same for years. */
  readonly first?: RegExp;
  /** Keys of its last rows. */
  readonly end: RegExp;
  /** The same for messages. */
  readonly described: string;
}

/** The three screenings of speech are the last codes; a release may lack one of them. */
const V_CODES = { end: /^V536/, described: 'codes up to V5364' };
const Q_CODES = { end: /^[Q-V]/, described: 'codes up to Q' };
/** Pairs come in several files: where each must end shows once they are together. */
const ANY_PAIRS = { end: /./, described: 'pairs' };

/** Of no fixed order, or sorted by something else. */
const ANY_CODES = { end: /./, described: 'codes' };

const EXTENTS: Partial<Record<ReleaseSet, Extent>> = {
  'ICD-10-CM': { rows: 60_000, end: /^(Z99|U)/, described: 'codes up to Z99' },
  HCPCS: { rows: 5_000, first: /^A0/, ...V_CODES },
  'HCPCS modifiers': { rows: 300, first: /^A/, end: /^[X-Z]/, described: 'modifiers up to X' },
  NCCI: { rows: 500_000, ...ANY_PAIRS },
  'NCCI hospital': { rows: 500_000, ...ANY_PAIRS },
  MUE: { rows: 8_000, ...V_CODES },
  'MUE facility': { rows: 5_000, ...Q_CODES },
  'MUE equipment': { rows: 1_000, end: /^[L-V]/, described: 'codes up to L' },
  'add-on edits': { rows: 3_000, end: /^[G-V]/, described: 'codes up to G' },
  MPFS: { rows: 8_000, ...Q_CODES },
  // Sorted by grouping: transport providers, whose codes begin with 34, are the last.
  taxonomy: { rows: 700, end: /^34/, described: 'providers up to Transportation Services' },
  ASP: { rows: 500, ...Q_CODES },
  ASC: { rows: 3_000, ...ANY_CODES },
  NDC: { rows: 1_000, ...ANY_CODES },
  'CPT descriptors': { rows: 8_000, ...ANY_CODES },
};

/** More rows than that are no selection that someone made: the file is whole, or it is cut off. */
const MAX_SELECTED = 250;

/** Rows that a whole file of the set has at least; 0 of a set whose files may be of any size. */
export function wholeSize(set: ReleaseSet): number {
  return EXTENTS[set]?.rows ?? 0;
}

/** Whether the rows are only a selection from the official file. */
export function isExcerpt(set: ReleaseSet, rows: readonly Row[]): boolean {
  return rows.length < wholeSize(set);
}

/**
 * @param line behind the last line of the file
 * @throws {LayoutError} if the rows are too many for a selection and do not reach from the beginning to the end of their
 * set
 */
export function requireExtent(file: string, line: number, set: ReleaseSet, rows: readonly Row[]): void {
  const extent = EXTENTS[set];
  if (!extent || rows.length <= MAX_SELECTED) return;
  const { first } = extent;
  if (first && !rows.some(({ key }) => first.test(key)))
    throw new LayoutError(file, 1, `${set} from their first rows, not from ${rows[0]!.key}: the beginning is missing`);
  if (!rows.some(({ key }) => extent.end.test(key)))
    throw new LayoutError(file, line, `${extent.described}: the file is cut off`);
}
