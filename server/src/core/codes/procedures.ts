import { inCapitals } from '../syntax/chars.js';
import { lazy } from './lazy.js';
import type { Caveats } from './caveats.js';
import type { RawProcedure, Tables } from './tables.js';
import type { AddOn, CodeEntry, Indicators, ProcedureStatus, RelativeValues, UnitsLimit } from './types.js';
import type { IsoDate } from '../syntax/iso-day.js';

export interface Procedures {
  /** Without a date as the shipped tables have it. */
  get(code: string, date?: IsoDate): CodeEntry | undefined;
  status(code: string, date: IsoDate): ProcedureStatus;
  all(): readonly CodeEntry[];
  /** Codes of the loaded releases that begin so and that the shipped tables do not describe, in code order. */
  loadedStartingWith(prefix: string, date: IsoDate): readonly CodeEntry[];
  addOn(code: string, date: IsoDate): AddOn | undefined;
}

/** Whether a life that begins with `from` and ends with `to` holds the date. */
export function statusOn(life: { from?: IsoDate; to?: IsoDate }, date: IsoDate): 'valid' | 'not-yet' | 'ended' {
  if (life.from !== undefined && date < life.from) return 'not-yet';
  if (life.to !== undefined && date > life.to) return 'ended';
  return 'valid';
}

export function createProcedures(tables: Tables, marks: Caveats): Procedures {
  const rows = lazy(() => {
    const systems = [
      ['CPT', tables.cpt],
      ['HCPCS', tables.hcpcs],
    ] as const;
    return new Map(systems.flatMap(([system, table]) => table.rows.map(row => [row.code, { system, row }] as const)));
  });
  const addOns = lazy(() => new Map(tables.addOns.rows.map(row => [row.code, row])));
  const build = createBuilder(tables, marks, addOns);
  const entries = new Map<string, CodeEntry>();

  /** Built when first asked for: a claim names few of the codes. */
  function get(code: string): CodeEntry | undefined {
    const upper = inCapitals(code);
    let entry = entries.get(upper);
    if (!entry) {
      const found = rows().get(upper);
      if (!found) return undefined;
      entry = build(found.system, found.row);
      entries.set(upper, entry);
    }
    return entry;
  }

  const all = lazy(() => [...rows().keys()].sort().map(code => get(code)!));
  return {
    get,
    all,
    loadedStartingWith: () => [],
    addOn: (code, date) => {
      const row = addOns().get(inCapitals(code));
      if (!row) return undefined;
      const open = row.primaries.filter(([from, to]) => from <= date && (to === null || date <= to));
      const primaries = [...new Set(open.flatMap(([, , codes]) => codes.split(' ')))].sort();
      return {
        code: row.code,
        type: row.type,
        ...(row.kinds && { kinds: row.kinds }),
        primaries,
        source: tables.addOns.source,
      };
    },
    status: (code, date) => {
      const entry = get(code);
      return entry ? statusOn(entry, date) : 'unknown';
    },
  };
}

/** The columns of fee-schedule.json. */
function indicatorsOf(row: readonly (string | null)[], edition: string): Indicators {
  const [, status, pctc, global, mult, bilat, asst, co, team] = row as readonly string[];
  return {
    status: status!,
    pctc: pctc!,
    global: global!,
    mult: mult!,
    bilat: bilat!,
    asst: asst!,
    co: co!,
    team: team!,
    edition,
  };
}

function relativeValuesOf(row: readonly (string | null)[], edition: string): RelativeValues {
  return {
    work: row[9]!,
    nonFacilityPractice: row[10] ?? null,
    facilityPractice: row[11] ?? null,
    malpractice: row[12]!,
    edition,
  };
}

/** Makes the entry of a code from its rows in all tables. */
function createBuilder(tables: Tables, marks: Caveats, addOns: () => ReadonlyMap<string, object>) {
  const fees = lazy(() => new Map(tables.feeSchedule.rows.map(row => [row[0]!, row])));
  const limits = lazy(() => new Map(tables.unitLimits.rows.map(row => [row[0], row])));
  const editions = lazy(() => new Map(tables.sources.rows.map(({ id, edition }) => [id, edition ?? id])));
  return (system: CodeEntry['system'], row: RawProcedure): CodeEntry => {
    const fee = fees().get(row.code);
    const limit = limits().get(row.code);
    const limitSource = limit?.[3] ?? tables.unitLimits.source;
    const editionOf = (source: string): string => editions().get(source) ?? source;
    const addOn = addOns().get(row.code);
    return {
      ...row,
      system,
      ...(fee && {
        indicators: indicatorsOf(fee, editionOf(fee[13]!)),
        relativeValues: relativeValuesOf(fee, editionOf(fee[13]!)),
      }),
      ...(limit && { mue: { units: limit[1], mai: limit[2] as UnitsLimit['mai'], edition: editionOf(limitSource) } }),
      ...(addOn && { isAddOn: true as const }),
      sources: [
        ...new Set([
          ...row.sources,
          ...(fee ? [fee[13]!] : []),
          ...(limit ? [limitSource] : []),
          ...(addOn ? [tables.addOns.source] : []),
        ]),
      ],
      ...marks.part(`code:${row.code}`),
    };
  };
}
