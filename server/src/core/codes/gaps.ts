/**
 * Days between two editions of a set. The newest edition stays in force until a newer one is loaded; once one is, it is
 * known that the days after the natural end of the older had an edition that is not here, and what depends on it has no
 * data.
 */
import type { IsoDate } from '../syntax/iso-day.js';
import { shiftMonths } from './days.js';
import { isInParts, missingParts } from './import/file-parts.js';
import type { ReleaseSet } from './import/release.js';
import type { Releases } from './loaded/releases.js';

export interface Gaps {
  /** The file that is missing on a date, as coders call it; undefined if the set has its edition then. */
  missing(set: ReleaseSet, date: IsoDate): string | undefined;
  /** The files of the edition in force that are missing, if one of them would decide the key. */
  missingFor(set: ReleaseSet, key: string, date: IsoDate): string | undefined;
}

/**
 * Months for which an edition is published. Half-year releases of ICD-10-CM and quarterly fee schedules change few
 * codes.
 */
const MONTHS: Partial<Record<ReleaseSet, number>> = { 'ICD-10-CM': 12, MPFS: 12, taxonomy: 12, 'CPT descriptors': 12 };
const QUARTER = 3;

/** Whether editions of a set follow each other: lists of payers do not. */
export function hasPeriod(set: ReleaseSet): boolean {
  return set !== 'coverage';
}

/**
 * Tables of institutional claims, none of which ships, and those of practitioners of the same quarter: who has loaded
 * the one misses the other.
 */
const SIBLINGS: Partial<Record<ReleaseSet, ReleaseSet>> = { 'MUE facility': 'MUE', 'NCCI hospital': 'NCCI' };

const FILES: Readonly<Record<ReleaseSet, string>> = {
  'ICD-10-CM': 'ICD-10-CM order file',
  HCPCS: 'HCPCS Level II file',
  'HCPCS modifiers': 'HCPCS Level II file',
  NCCI: 'NCCI practitioner edit files',
  'NCCI hospital': 'NCCI hospital edit files',
  MUE: 'practitioner MUE file',
  'MUE facility': 'outpatient hospital MUE file',
  'MUE equipment': 'DME supplier MUE file',
  'add-on edits': 'NCCI add-on code edits',
  MPFS: 'physician fee schedule file (PPRRVU)',
  ASC: 'ASC addenda',
  taxonomy: 'NUCC taxonomy file',
  NDC: 'NDC–HCPCS crosswalk',
  coverage: 'coverage list',
  'CPT descriptors': 'CPT descriptor file',
  ASP: 'ASP pricing file',
};

/** @param shippedFrom first days of the shipped editions of a set that count as releases */
export function createGaps(releases: Releases, shippedFrom: (set: ReleaseSet) => readonly IsoDate[]): Gaps {
  return {
    missingFor: (set, key, date) => {
      const release = releases.on(set, date);
      if (!release || isInParts(release.parts, key)) return undefined;
      return `${missingParts(release.parts).join(', ')} of the ${fileName(set, release.from)}`;
    },
    missing: (set, date) => {
      if (!hasPeriod(set)) return undefined;
      const sibling = SIBLINGS[set] && releases.on(SIBLINGS[set], date);
      if (sibling && !releases.deciding(set, date)) return fileName(set, periodOf(set, sibling.from, date));
      const loaded = releases.of(set).map(({ from }) => from);
      if (loaded.length === 0) return undefined;
      const starts = [...loaded, ...shippedFrom(set)].sort();
      const current = starts.findLast(from => from <= date);
      // Before the oldest the shipped tables hold, or nothing was ever loaded for these days.
      const isShipped = current === undefined || (set !== 'ICD-10-CM' && !loaded.includes(current));
      if (isShipped || !starts.some(from => from > date)) return undefined;
      const start = periodOf(set, current, date);
      return start === current ? undefined : fileName(set, start);
    },
  };
}

/** Last day for which an edition is published. */
export function naturalEnd(set: ReleaseSet, from: IsoDate): IsoDate {
  return shiftMonths(from, MONTHS[set] ?? QUARTER, -1);
}

/** First day of the release that a date falls in, counted from a known one. */
function periodOf(set: ReleaseSet, from: IsoDate, date: IsoDate): IsoDate {
  let start = from;
  for (;;) {
    const next = shiftMonths(start, MONTHS[set] ?? QUARTER);
    if (next > date) return start;
    start = next;
  }
}

/** `NCCI practitioner edit files of 2025Q1 (from 2025-01-01)`. */
export function fileName(set: ReleaseSet, from: IsoDate): string {
  const [year, month] = [+from.slice(0, 4), +from.slice(5, 7)];
  if (set === 'ICD-10-CM') return `${FILES[set]} of FY${month >= 10 ? year + 1 : year} (from ${from})`;
  if (set === 'MPFS') return `${FILES[set]} of ${year}`;
  return `${FILES[set]} of ${year}Q${Math.ceil(month / 3)} (from ${from})`;
}
