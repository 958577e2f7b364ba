import { groupBy } from '../collections/group-by.js';
import { inCapitals } from '../syntax/chars.js';
import { lazy } from './lazy.js';
import type { Caveats } from './caveats.js';
import { statusOn } from './procedures.js';
import type { RawDrug, Tables } from './tables.js';
import type { CodeEntry, DrugEntry } from './types.js';
import type { IsoDate } from '../syntax/iso-day.js';

export interface Drugs {
  byName(name: string): DrugEntry | undefined;
  all(): readonly DrugEntry[];
  codesOf(name: string, date: IsoDate, use: 'pump' | 'trial'): readonly CodeEntry[];
  ofCode(code: string): readonly DrugEntry[];
}

export function createDrugs(tables: Tables, marks: Caveats, procedure: (code: string) => CodeEntry | undefined): Drugs {
  const all = lazy((): readonly DrugEntry[] => tables.drugs.rows.map(row => entryOf(row, marks)));
  const names = lazy(
    () =>
      new Map(
        all().flatMap(drug =>
          [drug.name, ...drug.brands, ...drug.aliases].map(name => [name.toLowerCase(), drug] as const),
        ),
      ),
  );
  const suffixes = lazy(() => new Set(tables.drugs.suffixes));
  const byCode = lazy(() =>
    groupBy(
      all().flatMap(drug => drug.codes.map(({ code }) => ({ code, drug }))),
      ({ code }) => code,
    ),
  );

  /** The whole name first; then without words that do not change the drug ("morphine pf", "Infumorph 500"). */
  function byName(name: string): DrugEntry | undefined {
    const lower = name.toLowerCase();
    const whole = names().get(lower);
    if (whole) return whole;
    const words = lower.split(/\s+/).filter(Boolean);
    for (;;) {
      const drug = names().get(words.join(' '));
      if (drug || words.length < 2 || !suffixes().has(words[words.length - 1]!)) return drug;
      words.pop();
    }
  }

  return {
    byName,
    all,
    codesOf: (name, date, use) => {
      const valid: CodeEntry[] = [];
      for (const { code, use: of } of byName(name)?.codes ?? []) {
        const entry = of === use ? procedure(code) : undefined;
        if (entry && statusOn(entry, date) === 'valid') valid.push(entry);
      }
      return valid;
    },
    ofCode: code => (byCode().get(inCapitals(code)) ?? []).map(({ drug }) => drug),
  };
}

function entryOf(row: RawDrug, marks: Caveats): DrugEntry {
  const trial = row.codes.find(([, use]) => use === 'trial')?.[0];
  return {
    ...row,
    codes: row.codes.map(([code, use]) => ({ code, use })),
    strengths: row.strengths.map(([amount, unit, verified]) => ({ amount, unit, verified })),
    ...(trial && { trialCode: trial }),
    ...marks.part(`drug:${row.name}`),
  };
}
