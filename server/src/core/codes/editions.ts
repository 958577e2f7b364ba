import type { IsoDate } from '../syntax/iso-day.js';
import type { Tables } from './tables.js';
import type { CodeSetName } from './types.js';

/** An edition of a set and the days it is in force: until the next one begins. */
export interface Edition {
  readonly name: string;
  /** First day in force; undefined where the set has one edition for every day. */
  readonly from?: IsoDate;
  /** Days on which the edition is known to hold every code of the set. */
  readonly complete?: { readonly from: IsoDate; readonly to: IsoDate };
}

export interface Editions {
  /** The edition in force on the date; before the oldest, the oldest. */
  on(set: CodeSetName, date: IsoDate): string;
  newest(set: CodeSetName): string;
  isComplete(set: CodeSetName, date: IsoDate): boolean;
  /** After the last day on which the newest edition is known to be complete. */
  isAfterEnd(set: CodeSetName, date: IsoDate): boolean;
}

const ALWAYS = { from: '0000-01-01', to: '9999-12-31' };

export function createEditions(tables: Tables): Editions {
  const single = (table: { edition: string; complete?: boolean; effective?: IsoDate }): readonly Edition[] => [
    {
      name: table.edition,
      ...(table.effective && { from: table.effective }),
      ...(table.complete && { complete: ALWAYS }),
    },
  ];
  const sets: Readonly<Record<CodeSetName, readonly Edition[]>> = {
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
  const inForce = (set: CodeSetName, date: IsoDate): Edition =>
    sets[set].findLast(({ from }) => from === undefined || from <= date) ?? sets[set][0]!;
  return {
    on: (set, date) => inForce(set, date).name,
    newest: set => sets[set].at(-1)!.name,
    isComplete: (set, date) => {
      const { complete } = inForce(set, date);
      return complete !== undefined && complete.from <= date && date <= complete.to;
    },
    isAfterEnd: (set, date) => date > (sets[set].at(-1)!.complete?.to ?? '9999-12-31'),
  };
}
