import { encodeBlocks, type Row } from '../../server/src/core/codes/block-table';
import type { LoadedRelease } from '../../server/src/core/codes/loaded/loaded-release';
import type { ReleaseSet } from '../../server/src/core/codes/import/release';

/** A loaded release in memory; rows as `key|info|text`, in the order of their keys. */
export function release(set: ReleaseSet, from: string, rows: readonly string[], name = from): LoadedRelease {
  const parsed = rows.map((row): Row => {
    const [key = '', info = '', text = ''] = row.split('|');
    return { key, info, text };
  });
  return {
    set,
    name,
    from,
    rows: rows.length,
    hash: rows.join('\n'),
    blocks: () => encodeBlocks(parsed).map(({ first, bytes }) => ({ first, bytes: () => bytes })),
  };
}
