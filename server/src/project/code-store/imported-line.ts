/** The answer to an import, a line for each release: a coder sees in it whether the file was whole. */
import type { Row } from '../../core/codes/block-table.js';
import { missingParts } from '../../core/codes/import/file-parts.js';
import type { ReleaseSet } from '../../core/codes/import/release.js';
import type { NewRelease } from './release-list.js';

/** `MUE 2026-10-01: 14,677 rows, 00100 to V5364, in force from 2026-10-01`, and below it what should be checked. */
export function importedLines({ release, remarks = [] }: NewRelease): readonly string[] {
  const { set, name, rows, from, parts, isExcerpt } = release;
  const missing = missingParts(parts);
  const them = missing.length > 1 ? 'them' : 'it';
  return [
    `${set} ${name}: ${rows.length} rows, ${spanOf(set, rows)}, in force from ${from}` +
      (missing.length > 0 ? `; ${missing.join(', ')} missing: import ${them} too` : '') +
      (isExcerpt ? '; an excerpt: codes that it lacks keep the shipped tables' : ''),
    ...remarks,
  ];
}

function spanOf(set: ReleaseSet, rows: readonly Row[]): string {
  const [first, last] = [rows[0], rows.at(-1)].map(row => nameOf(set, row?.key ?? ''));
  return first === last ? first! : `${first} to ${last}`;
}

/** Sets whose keys are two codes. */
const OF_PAIRS: ReadonlySet<ReleaseSet> = new Set(['NCCI', 'NCCI hospital', 'add-on edits']);

function nameOf(set: ReleaseSet, key: string): string {
  return OF_PAIRS.has(set) ? `${key.slice(0, 5)}/${key.slice(5)}` : key;
}
