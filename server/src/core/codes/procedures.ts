import { lazy } from './lazy.js';
import type { Marks } from './marks.js';
import type { Tables } from './tables.js';
import type { CodeEntry, Indicators, IsoDate, ProcedureStatus, RelativeValues, UnitsLimit } from './types.js';

/** Name of a fee schedule release, as findings show it. */
const RELEASES: Readonly<Record<string, string>> = { RVU26: 'RVU26C (July 2026)', RVU24: 'RVU24C (July 2024)' };

export interface Procedures {
  get(code: string): CodeEntry | undefined;
  status(code: string, date: IsoDate): ProcedureStatus;
  all(): readonly CodeEntry[];
}

/** Whether a life that begins with `from` and ends with `to` holds the date. */
export function statusOn(life: { from?: IsoDate; to?: IsoDate }, date: IsoDate): 'valid' | 'not-yet' | 'ended' {
  if (life.from !== undefined && date < life.from) return 'not-yet';
  if (life.to !== undefined && date > life.to) return 'ended';
  return 'valid';
}

export function createProcedures(tables: Tables, marks: Marks): Procedures {
  const byCode = lazy(() => {
    const fees = new Map(tables.feeSchedule.rows.map((row) => [row[0]!, row]));
    const limits = new Map<string, UnitsLimit>(tables.unitLimits.rows.map(([code, units, mai]) => [code, { units, mai: mai as UnitsLimit['mai'] }]));
    const entries: CodeEntry[] = [];
    for (const [system, table] of [['CPT', tables.cpt], ['HCPCS', tables.hcpcs]] as const) {
      for (const row of table.rows) {
        const fee = fees.get(row.code);
        const mue = limits.get(row.code);
        const sources = new Set(row.sources);
        if (fee) sources.add(fee[13]!);
        if (mue) sources.add(tables.unitLimits.source);
        entries.push({
          ...row,
          system,
          ...(fee && { indicators: indicatorsOf(fee), relativeValues: relativeValuesOf(fee) }),
          ...(mue && { mue }),
          sources: [...sources],
          ...marks.part(`code:${row.code}`),
        });
      }
    }
    entries.sort((a, b) => (a.code < b.code ? -1 : 1));
    return new Map(entries.map((entry) => [entry.code, entry]));
  });
  const all = lazy(() => [...byCode().values()]);
  const get = (code: string): CodeEntry | undefined => byCode().get(code.toUpperCase());
  return {
    get,
    all,
    status: (code, date) => {
      const entry = get(code);
      return entry ? statusOn(entry, date) : 'unknown';
    },
  };
}

/** The columns of fee-schedule.json. */
function indicatorsOf(row: readonly (string | null)[]): Indicators {
  const [, status, pctc, global, mult, bilat, asst, co, team] = row as readonly string[];
  return { status: status!, pctc: pctc!, global: global!, mult: mult!, bilat: bilat!, asst: asst!, co: co!, team: team!, edition: RELEASES[row[13]!]! };
}

function relativeValuesOf(row: readonly (string | null)[]): RelativeValues {
  return {
    work: row[9]!,
    nonFacilityPractice: row[10] ?? null,
    facilityPractice: row[11] ?? null,
    malpractice: row[12]!,
    edition: RELEASES[row[13]!]!,
  };
}
