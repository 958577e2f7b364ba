/**
 * Files of one release that are imported one after the other: the fresh rows take the place of those that their files
 * held before, and add to the others.
 */
import type { Row } from '../block-table.js';
import type { FilePart } from './file-parts.js';
import type { ReleaseSet } from './release.js';

/** A release that is loaded already. */
export interface StoredRows {
  readonly rows: Iterable<Row>;
  /** The files that it was read from, if some are missing. */
  readonly parts?: readonly FilePart[] | undefined;
}

/** Rows of the files of one import. */
export interface FreshRows {
  readonly set: ReleaseSet;
  readonly rows: readonly Row[];
  /** Undefined if they are not from numbered files. */
  readonly parts: readonly FilePart[] | undefined;
}

/** The rows of the release after the import, and the files that they are from; without parts it is whole. */
export function withStored(fresh: FreshRows, stored: () => StoredRows | undefined): Pick<FreshRows, 'rows' | 'parts'> {
  if (fresh.set === 'ASC') return { rows: withOtherAddenda(fresh.rows, stored()), parts: undefined };
  const before = fresh.parts && stored();
  if (!fresh.parts || !before) return fresh;
  const numbers = new Set(fresh.parts.map(({ number }) => number));
  const replaced = [...fresh.parts, ...(before.parts ?? []).filter(({ number }) => numbers.has(number))];
  const isReplaced = ({ key }: Row): boolean => replaced.some(({ first, last }) => first <= key && key <= last);
  const kept = [...before.rows].filter(row => !isReplaced(row));
  const others = before.parts?.filter(({ number }) => !numbers.has(number));
  return {
    rows: kept.concat(fresh.rows),
    parts: others && [...others, ...fresh.parts].sort((a, b) => a.number - b.number),
  };
}

/** ASC addenda AA, BB and EE are files of their own; the first cell of a row says which it is from. */
function withOtherAddenda(rows: readonly Row[], stored: StoredRows | undefined): readonly Row[] {
  if (!stored) return rows;
  const fresh = new Set(rows.map(addendumOf));
  return [...[...stored.rows].filter(row => !fresh.has(addendumOf(row))), ...rows];
}

function addendumOf({ info }: Row): string {
  return info.slice(0, info.indexOf(','));
}
