/**
 * Which editions are loaded or shipped, which have a newer one by now, which are missing, and for how many encounters
 * that matters.
 */
import type { IsoDate } from '../syntax/iso-day.js';
import { shiftDay } from './days.js';
import { setOf } from './editions.js';
import { fileName, hasPeriod, naturalEnd } from './gaps.js';
import { missingParts } from './import/file-parts.js';
import { RELEASE_SETS, type ReleaseSet } from './import/release.js';
import type { CodeSets } from './types.js';

export interface EditionState {
  readonly set: string;
  readonly name: string;
  /** Absent: in force on every day. */
  readonly from?: IsoDate;
  readonly loaded: boolean;
  readonly rows?: number;
  /** Files of the edition that are not loaded, as `f2`; pairs in them are those of the shipped tables. */
  readonly missingFiles?: readonly string[];
  /** Its rows are a selection from the official file. */
  readonly isExcerpt?: true;
  /** Last day on which it is known to hold every code of its set. */
  readonly completeTo?: IsoDate;
  /** Last day for which it was published; after it a newer one is out. Absent: it has no period. */
  readonly publishedTo?: IsoDate;
  /** `expired`: the newest here, and its period is over. */
  readonly state: 'in force' | 'replaced' | 'expired' | 'to come';
  /** Encounters of the days on which it is in force. */
  readonly encounters: number;
  /** Of these, encounters after the days for which it was published. */
  readonly encountersAfter: number;
}

/** Days between two loaded editions, and the first file that would fill them. */
export interface EditionGap {
  readonly set: string;
  readonly file: string;
  readonly from: IsoDate;
  readonly to: IsoDate;
  readonly encounters: number;
}

export interface EditionStates {
  readonly editions: readonly EditionState[];
  readonly gaps: readonly EditionGap[];
}

/**
 * @param dates of service, one for each encounter
 * @param today the day on which it is asked
 */
export function editionStates(codes: CodeSets, dates: readonly IsoDate[], today: IsoDate): EditionStates {
  const listed: Listed[] = [
    ...codes.loaded().map(({ parts, ...one }) => ({
      ...one,
      loaded: true,
      ...(parts && { missingFiles: missingParts(parts) }),
    })),
    ...codes.editions().map(({ set, name, from, complete }) => ({
      set,
      name,
      loaded: false,
      ...(from && { from }),
      ...(complete && complete.to < '9999' && { completeTo: complete.to }),
    })),
  ];
  // A loaded release takes the place of a shipped edition of the same set and day.
  const isReplaced = (one: Listed): boolean =>
    !one.loaded && listed.some(other => other.loaded && setName(other) === setName(one) && other.from === one.from);
  const kept = listed.filter(one => !isReplaced(one)).sort((a, b) => (order(a) < order(b) ? -1 : 1));
  return {
    editions: kept.map(one => stateOf(one, kept, dates, today)),
    gaps: kept.flatMap(one => gapAfter(one, kept, dates)),
  };
}

type Listed = Pick<
  EditionState,
  'set' | 'name' | 'from' | 'loaded' | 'rows' | 'missingFiles' | 'isExcerpt' | 'completeTo'
>;

/** Sets that releases have; shipped editions of the others have no period. */
const PERIODIC: ReadonlySet<string> = new Set(RELEASE_SETS.filter(hasPeriod));

function setName({ set, loaded }: Listed): string {
  return loaded ? (setOf(set as ReleaseSet) ?? set) : set;
}

function order(one: Listed): string {
  return `${setName(one)} ${one.from ?? ''}`;
}

function nextOf(one: Listed, all: readonly Listed[]): Listed | undefined {
  return all.find(other => setName(other) === setName(one) && (other.from ?? '') > (one.from ?? ''));
}

function stateOf(one: Listed, all: readonly Listed[], dates: readonly IsoDate[], today: IsoDate): EditionState {
  const { from } = one;
  const next = nextOf(one, all)?.from;
  const publishedTo = from && PERIODIC.has(one.set) ? naturalEnd(one.set as ReleaseSet, from) : undefined;
  const own = dates.filter(date => (from ?? '') <= date && (next === undefined || date < next));
  return {
    ...one,
    ...(publishedTo && { publishedTo }),
    state: nameOfState(today, from, next, publishedTo),
    encounters: own.length,
    encountersAfter: publishedTo ? own.filter(date => date > publishedTo).length : 0,
  };
}

function nameOfState(
  today: IsoDate,
  from: IsoDate | undefined,
  next: IsoDate | undefined,
  publishedTo: IsoDate | undefined,
): EditionState['state'] {
  if (from !== undefined && from > today) return 'to come';
  if (next !== undefined && next <= today) return 'replaced';
  return publishedTo !== undefined && publishedTo < today ? 'expired' : 'in force';
}

function gapAfter(one: Listed, all: readonly Listed[], dates: readonly IsoDate[]): EditionGap[] {
  const next = nextOf(one, all)?.from;
  const isEdition = one.loaded || one.set === 'ICD-10-CM';
  const hasLoaded = all.some(other => other.loaded && other.set === one.set);
  if (!one.from || !next || !isEdition || !hasLoaded || !PERIODIC.has(one.set)) return [];
  const set = one.set as ReleaseSet;
  const [from, to] = [shiftDay(naturalEnd(set, one.from), 1), shiftDay(next, -1)];
  if (from > to) return [];
  const encounters = dates.filter(date => from <= date && date <= to).length;
  return [{ set, file: fileName(set, from), from, to, encounters }];
}
