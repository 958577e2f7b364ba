/** The rows in which two loaded releases of a set differ. */
import { BlockTable } from './block-table.js';
import type { LoadedRelease } from './loaded/loaded-release.js';

export interface RowDifference {
  readonly key: string;
  /** What each says of the key; `none` if it has no row. */
  readonly before: string;
  readonly after: string;
}

/** In the order of the keys; reads each release once. */
export function* releaseDifferences(before: LoadedRelease, after: LoadedRelease): Generator<RowDifference> {
  const [old, now] = [keys(before), keys(after)];
  let [a, b] = [old.next(), now.next()];
  while (!a.done || !b.done) {
    const [one, other] = [a.done ? undefined : a.value, b.done ? undefined : b.value];
    const isOld = one !== undefined && (other === undefined || one.key <= other.key);
    const isNew = other !== undefined && (one === undefined || other.key <= one.key);
    const texts = { before: isOld ? one.says : 'none', after: isNew ? other.says : 'none' };
    if (texts.before !== texts.after) yield { key: isOld ? one.key : other!.key, ...texts };
    if (isOld) a = old.next();
    if (isNew) b = now.next();
  }
}

/** Each key once with all its rows: a pair has one for each span. */
function* keys(release: LoadedRelease): Generator<{ readonly key: string; readonly says: string }> {
  let key: string | undefined;
  let rows: string[] = [];
  for (const row of new BlockTable(release.blocks()).all()) {
    if (row.key !== key) {
      if (key !== undefined) yield { key, says: rows.sort().join('; ') };
      [key, rows] = [row.key, []];
    }
    rows.push([row.info, row.text].filter(Boolean).join(' '));
  }
  if (key !== undefined) yield { key, says: rows.sort().join('; ') };
}
