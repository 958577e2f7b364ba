import { groupBy } from '../collections/group-by.js';
import { inCapitals } from '../syntax/chars.js';
import { shiftDay } from './days.js';
import { lazy } from './lazy.js';
import type { PairRow, Tables } from './tables.js';
import type { PairEdit } from './types.js';
import type { IsoDate } from '../syntax/iso-day.js';

export interface Pairs {
  inForce(column1: string, column2: string, date: IsoDate): PairEdit | undefined;
  /** On a date as its release has it. */
  history(column1: string, column2: string, date?: IsoDate): readonly PairEdit[];
  bundledInto(column1: string, date: IsoDate): readonly PairEdit[];
}

const NO_EDITS: ReadonlyMap<string, readonly PairEdit[]> = new Map();

/**
 * The NCCI practitioner pairs. The release that was read holds no effective dates: a row counts from the later of the
 * two codes' own starts, and where a pair has several rows, from the day after the deletion of the one before. The
 * deletion date is the last day in force.
 */
export function createPairs(tables: Tables, startOf: (code: string) => IsoDate | undefined): Pairs {
  const { rationales, source } = tables.ncciPairs;
  const rowsOf = lazy(() => groupBy(tables.ncciPairs.rows, row => row[0]));
  const built = new Map<string, ReadonlyMap<string, readonly PairEdit[]>>();

  /** The edits of one column 1 code by column 2, built when first asked for: a claim names few of the codes. */
  function editsUnder(column1: string): ReadonlyMap<string, readonly PairEdit[]> {
    const code = inCapitals(column1);
    let edits = built.get(code);
    if (edits) return edits;
    const own = rowsOf().get(code);
    if (!own) return NO_EDITS;
    edits = new Map([...groupBy(own, row => row[1])].map(([column2, rows]) => [column2, editsOf(rows)]));
    built.set(code, edits);
    return edits;
  }

  const history = (column1: string, column2: string): readonly PairEdit[] =>
    editsUnder(column1).get(inCapitals(column2)) ?? [];

  function editsOf(rows: readonly PairRow[]): readonly PairEdit[] {
    // Oldest first: the row still in force, which has no deletion date, comes last.
    const sorted = rows.length < 2 ? rows : [...rows].sort((a, b) => ((a[4] ?? '9999') < (b[4] ?? '9999') ? -1 : 1));
    let from: IsoDate | undefined;
    return sorted.map(([column1, column2, indicator, rationale, to]) => {
      from ??= later(startOf(column1), startOf(column2));
      const edit: PairEdit = {
        column1,
        column2,
        indicator: indicator as PairEdit['indicator'],
        rationale: rationales[rationale]!,
        ...(from !== undefined && { from }),
        ...(to !== undefined && { to }),
        source,
      };
      // A row of indicator 9 was deleted as of its own start, so the next row begins with it.
      if (to !== undefined) from = later(from, indicator === 9 ? to : shiftDay(to, 1));
      return edit;
    });
  }

  const onDate = (rows: readonly PairEdit[], date: IsoDate): PairEdit | undefined =>
    rows.find(
      row =>
        row.indicator !== 9 && (row.from === undefined || row.from <= date) && (row.to === undefined || date <= row.to),
    );

  return {
    history,
    inForce: (column1, column2, date) => onDate(history(column1, column2), date),
    bundledInto: (column1, date) =>
      [...editsUnder(column1).values()]
        .map(rows => onDate(rows, date))
        .filter((row): row is PairEdit => row !== undefined),
  };
}

function later(a: IsoDate | undefined, b: IsoDate | undefined): IsoDate | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a > b ? a : b;
}
