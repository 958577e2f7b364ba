import { inCapitals } from '../../syntax/chars.js';
import type { IsoDate } from '../../syntax/iso-day.js';
import type { Row } from '../block-table.js';
import { isInParts } from '../import/file-parts.js';
import type { Pairs } from '../pairs.js';
import type { PairEdit } from '../types.js';
import type { OpenRelease, Releases } from './releases.js';

/**
 * Pairs of a loaded NCCI release in its days, the shipped ones on the others, and where a file of the release that
 * would hold them is missing.
 */
export function withLoadedPairs(shipped: Pairs, releases: Releases, set: 'NCCI' | 'NCCI hospital' = 'NCCI'): Pairs {
  if (releases.of(set).length === 0) return shipped;
  const decidingOn = (date: IsoDate): OpenRelease | undefined => releases.deciding(set, date);
  const rowsOf = (release: OpenRelease, key: string): readonly PairEdit[] =>
    release
      .table()
      .startingWith(key)
      .map(row => editOf(row, release));
  return {
    history: (column1, column2, date) => {
      const release = date === undefined ? releases.of(set).at(-1) : decidingOn(date);
      const key = inCapitals(column1) + inCapitals(column2);
      const isLoaded = release && key.length === KEY && isInParts(release.parts, key);
      const loaded = isLoaded ? rowsOf(release, key) : undefined;
      return loaded && !isOpen(release, loaded) ? loaded : shipped.history(column1, column2, date);
    },
    inForce: (column1, column2, date) => {
      const release = decidingOn(date);
      const key = inCapitals(column1) + inCapitals(column2);
      if (!release || !isInParts(release.parts, key)) return shipped.inForce(column1, column2, date);
      const loaded = key.length === KEY ? rowsOf(release, key) : [];
      return isOpen(release, loaded) ? shipped.inForce(column1, column2, date) : loaded.find(edit => isOn(edit, date));
    },
    bundledInto: (column1, date) => {
      const release = decidingOn(date);
      if (!release) return shipped.bundledInto(column1, date);
      if (column1.length !== KEY / 2) return [];
      const loaded = rowsOf(release, inCapitals(column1)).filter(edit => isOn(edit, date));
      if (!release.parts && !release.isExcerpt) return loaded;
      const others = shipped.bundledInto(column1, date);
      return [...loaded, ...others.filter(edit => isUndecided(release, edit.column1 + edit.column2))];
    },
  };
}

/** Whether an excerpt lacks a pair: the shipped table may have it. */
function isOpen(release: OpenRelease | undefined, loaded: readonly PairEdit[]): boolean {
  return release?.isExcerpt === true && loaded.length === 0;
}

/** Whether the release does not say if a pair exists. */
function isUndecided({ parts, isExcerpt, table }: OpenRelease, key: string): boolean {
  return !isInParts(parts, key) || (isExcerpt === true && table().startingWith(key).length === 0);
}

/** Of services whose pairs do not ship. */
export const NO_PAIRS: Pairs = { inForce: () => undefined, history: () => [], bundledInto: () => [] };

/** Two codes of five characters. */
const KEY = 10;

function isOn({ indicator, from, to }: PairEdit, date: IsoDate): boolean {
  return indicator !== 9 && (from ?? '') <= date && (to === undefined || date <= to);
}

function editOf({ key, info, text }: Row, { source }: OpenRelease): PairEdit {
  const [from = '', to = '', indicator] = info.split(',');
  return {
    column1: key.slice(0, 5),
    column2: key.slice(5),
    indicator: Number(indicator) as PairEdit['indicator'],
    rationale: text,
    from,
    ...(to && { to }),
    source: source.id,
  };
}
