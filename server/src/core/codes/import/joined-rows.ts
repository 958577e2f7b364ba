/** Rows of two files of one release, which are imported together. */
import type { Row } from '../block-table.js';
import { wholeSize } from './extent.js';
import type { ReleaseSet } from './release.js';

/** Sets with one row for each code: another file of the same release says the same of it. */
const ONE_ROW: ReadonlySet<ReleaseSet> = new Set([
  'ICD-10-CM',
  'HCPCS',
  'HCPCS modifiers',
  'MUE',
  'MUE facility',
  'MUE equipment',
  'MPFS',
  'taxonomy',
  'CPT descriptors',
  'ASP',
]);

/**
 * The rows of both files; of a code with one row, that with the longer text. Undefined if the files are of different
 * releases: they say different things of a code, or both are whole and hold different codes.
 */
export function joinedRows(set: ReleaseSet, rows: readonly Row[], more: readonly Row[]): Row[] | undefined {
  if (!ONE_ROW.has(set)) return rows.concat(more);
  const byCode = new Map(rows.map(row => [row.key, row]));
  for (const row of more) {
    const other = byCode.get(row.key);
    if (other && valueOf(set, other) !== valueOf(set, row)) return undefined;
    if (!other || row.text.length > other.text.length) byCode.set(row.key, row);
  }
  const size = wholeSize(set);
  const areWhole = size > 0 && rows.length >= size && more.length >= size;
  const haveSameCodes = byCode.size === rows.length && byCode.size === more.length;
  return areWhole && !haveSameCodes ? undefined : [...byCode.values()];
}

/** What two files must agree on: a fee schedule comes with one conversion factor for each kind of payment model. */
function valueOf(set: ReleaseSet, { info }: Row): string {
  return set === 'MPFS' ? info.slice(0, info.lastIndexOf(',')) : info;
}
