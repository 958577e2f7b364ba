import type { IsoDate } from '../syntax/iso-day.js';
import { shiftMonths } from './days.js';
import type { ReleaseSet } from './import/release.js';
import type { OpenRelease, Releases } from './loaded/releases.js';
import type { Tables } from './tables.js';
import type { CodeSetName, Edition } from './types.js';

export interface Editions {
  /** The edition in force on the date; before the oldest, the oldest. */
  on(set: CodeSetName, date: IsoDate): string;
  newest(set: CodeSetName): string;
  isComplete(set: CodeSetName, date: IsoDate): boolean;
  /** After the last day on which the newest edition is known to be complete. */
  isAfterEnd(set: CodeSetName, date: IsoDate): boolean;
}

const ALWAYS = { from: '0000-01-01', to: '9999-12-31' };

/** The editions that ship, by set, oldest first. */
export function shippedEditions(tables: Tables): Readonly<Record<CodeSetName, readonly Edition[]>> {
  const single = (table: { edition: string; complete?: boolean; effective?: IsoDate }): readonly Edition[] => [
    {
      name: table.edition,
      ...(table.effective && { from: table.effective }),
      ...(table.complete && { complete: ALWAYS }),
    },
  ];
  return {
    CPT: single(tables.cpt),
    HCPCS: single(tables.hcpcs),
    'ICD-10-CM': tables.icd10cm.editions.map(({ name, from }) => {
      const whole = tables.icd10cmCodes.editions.find(edition => edition.name === name);
      return { name, from, ...(whole && { complete: whole.complete }) };
    }),
    NCCI: single(tables.ncciPairs),
    MUE: single(tables.unitLimits),
    MPFS: single(tables.feeSchedule),
    modifiers: single(tables.modifiers),
    places: single(tables.places),
    taxonomy: single(tables.taxonomy),
    units: single(tables.units),
    credentials: single(tables.credentials),
    drugs: single(tables.drugs),
  };
}

/** The set whose shipped editions a loaded release takes the place of. */
export function setOf(set: ReleaseSet): CodeSetName | undefined {
  switch (set) {
    case 'HCPCS modifiers':
      return 'modifiers';
    case 'ICD-10-CM':
    case 'HCPCS':
    case 'NCCI':
    case 'MUE':
    case 'MPFS':
    case 'taxonomy':
      return set;
    default:
      return undefined;
  }
}

export function createEditions(
  shipped: Readonly<Record<CodeSetName, readonly Edition[]>>,
  releases: Releases,
): Editions {
  const sets = { ...shipped };
  for (const { set, name, from, isExcerpt } of releases.all()) {
    const named = setOf(set);
    if (!named) continue;
    const others = sets[named].filter(edition => edition.from !== from);
    const replaced = sets[named].find(edition => edition.from === from);
    const isWhole = WHOLE.has(set) && !isExcerpt;
    const edition: Edition = { name, from, ...(isWhole && { complete: completeDays(set, from, replaced) }) };
    sets[named] = [...others, edition].sort((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1));
  }
  const inForce = (set: CodeSetName, date: IsoDate): Edition =>
    sets[set].findLast(({ from }) => from === undefined || from <= date) ?? sets[set][0]!;
  return {
    on: (set, date) => decidingPairs(releases, set, date)?.name ?? inForce(set, date).name,
    newest: set => sets[set].at(-1)!.name,
    isComplete: (set, date) => {
      const { complete } = inForce(set, date);
      return complete !== undefined && complete.from <= date && date <= complete.to;
    },
    isAfterEnd: (set, date) => date > (sets[set].at(-1)!.complete?.to ?? '9999-12-31'),
  };
}

/** A whole file of pairs that begins later decides by the days of its rows. */
function decidingPairs(releases: Releases, set: CodeSetName, date: IsoDate): OpenRelease | undefined {
  const release = set === 'NCCI' ? releases.deciding(set, date) : undefined;
  return release && !release.parts && !release.isExcerpt ? release : undefined;
}

/** What is known of the shipped edition of the same day holds for the loaded one too. */
export function completeDays(
  set: ReleaseSet,
  from: IsoDate,
  shipped: Edition | undefined,
): Required<Edition>['complete'] {
  const to = lastDayOf(set, from);
  return { from, to: shipped?.complete && shipped.complete.to > to ? shipped.complete.to : to };
}

/** Releases that hold every code of their set. The modifiers of CPT are in no HCPCS file. */
const WHOLE: ReadonlySet<ReleaseSet> = new Set(['ICD-10-CM', 'HCPCS']);

/**
 * A new release may begin after half a year (ICD-10-CM) or a quarter (HCPCS), and hold codes that this one does not.
 */
export function lastDayOf(set: ReleaseSet, from: IsoDate): IsoDate {
  return shiftMonths(from, set === 'ICD-10-CM' ? 6 : 3, -1);
}
