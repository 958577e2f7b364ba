/** The releases that the user has loaded, by set and day. */
import type { IsoDate } from '../../syntax/iso-day.js';
import { BlockTable } from '../block-table.js';
import type { FilePart } from '../import/file-parts.js';
import { releaseKey, type ReleaseSet } from '../import/release.js';
import { lazy } from '../lazy.js';
import type { Source } from '../types.js';
import type { LoadedRelease } from './loaded-release.js';

/** A loaded release with its rows, which are read on the first look-up. */
export interface OpenRelease {
  readonly set: ReleaseSet;
  readonly name: string;
  readonly from: IsoDate;
  readonly rows: number;
  /** The files at hand, if some of its files are missing. */
  readonly parts?: readonly FilePart[];
  /** Its rows are a selection from the official file: what it lacks may exist. */
  readonly isExcerpt?: true;
  table(): BlockTable;
  /** As findings and hovers cite it. */
  readonly source: Source;
}

export interface Releases {
  /** Oldest first. */
  of(set: ReleaseSet): readonly OpenRelease[];
  /** The one in force: the newest that has begun, unless a shipped edition of the set has begun after it. */
  on(set: ReleaseSet, date: IsoDate): OpenRelease | undefined;
  /**
   * The newest that has begun, also if a shipped edition has begun after it: for codes that the shipped tables do not
   * describe.
   */
  newest(set: ReleaseSet, date: IsoDate): OpenRelease | undefined;
  /**
   * The one in force; before it the next one, if the rows of the set state their own days, those of earlier years too.
   */
  deciding(set: ReleaseSet, date: IsoDate): OpenRelease | undefined;
  all(): readonly OpenRelease[];
}

/** Edits stay in the files of NCCI with their first and last days. */
const WITH_DAYS: ReadonlySet<ReleaseSet> = new Set(['NCCI', 'NCCI hospital', 'add-on edits']);

/** @param shippedFrom first days of the shipped editions of a set */
export function createReleases(
  loaded: readonly LoadedRelease[],
  shippedFrom: (set: ReleaseSet) => readonly IsoDate[],
): Releases {
  const all = loaded.map((release): OpenRelease => ({
    ...release,
    table: lazy(() => new BlockTable(release.blocks())),
    source: {
      id: `loaded:${releaseKey(release.set, release.from, release.name)}`,
      title: `${release.set}, loaded release`,
      edition: release.name === release.from ? `in force from ${release.from}` : release.name,
    },
  }));
  const bySet = new Map<ReleaseSet, OpenRelease[]>();
  for (const release of all) bySet.set(release.set, [...(bySet.get(release.set) ?? []), release]);
  for (const releases of bySet.values()) releases.sort((a, b) => (a.from < b.from ? -1 : 1));
  const of = (set: ReleaseSet): readonly OpenRelease[] => bySet.get(set) ?? [];
  const newestOn = (set: ReleaseSet, date: IsoDate): OpenRelease | undefined =>
    of(set).findLast(({ from }) => from <= date);
  const on = (set: ReleaseSet, date: IsoDate): OpenRelease | undefined => {
    const newest = newestOn(set, date);
    const isReplaced = newest && shippedFrom(set).some(from => newest.from < from && from <= date);
    return isReplaced ? undefined : newest;
  };
  return {
    of,
    all: () => all,
    newest: newestOn,
    on,
    deciding: (set, date) =>
      on(set, date) ?? (WITH_DAYS.has(set) ? of(set).find(({ from }) => date < from) : undefined),
  };
}
