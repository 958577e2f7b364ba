import { inCapitals } from '../syntax/chars.js';
import { lazy } from './lazy.js';
import type { Caveats } from './caveats.js';
import { statusOn } from './procedures.js';
import type { RawFit, RawIndicator, Tables } from './tables.js';
import type { CodeEntry, ModifierConflict, ModifierEntry, ModifierFit, ProcedureStatus } from './types.js';
import type { IsoDate } from '../syntax/iso-day.js';

export interface Modifiers {
  get(modifier: string, date?: IsoDate): ModifierEntry | undefined;
  status(modifier: string, date: IsoDate): ProcedureStatus;
  all(): readonly ModifierEntry[];
  fit(modifier: string, code: CodeEntry | undefined): ModifierFit;
  conflict(a: string, b: string): ModifierConflict | undefined;
}

const UNSETTLED: ModifierFit = { verdict: 'unsettled', reason: 'the tables do not say', sources: [] };

export function createModifiers(tables: Tables, marks: Caveats): Modifiers {
  const own = lazy(() => new Map(tables.modifiers.rows.map(row => [row.modifier, row])));
  const others = lazy(() => new Map(tables.modifiersOther.rows.map(row => [row[0], row])));
  const build = createBuilder(tables, marks, own, others);
  const entries = new Map<string, ModifierEntry>();

  /** Built when first asked for: a claim names few of the modifiers. */
  function get(modifier: string): ModifierEntry | undefined {
    const upper = inCapitals(modifier);
    let entry = entries.get(upper);
    if (!entry) {
      entry = build(upper);
      if (entry) entries.set(upper, entry);
    }
    return entry;
  }

  function fitOf(modifier: string): RawFit | undefined {
    const upper = inCapitals(modifier);
    const kind = others().get(upper)?.[4];
    return own().get(upper)?.fit ?? (kind && tables.modifiersOther.fitByKind[kind]);
  }

  const all = lazy(() => [...own().keys(), ...others().keys()].sort().map(modifier => get(modifier)!));
  const conflicts = lazy(() => {
    const map = new Map<string, string>();
    for (const [a, b, reason] of tables.modifiers.conflicts) map.set(`${a} ${b}`, reason).set(`${b} ${a}`, reason);
    return map;
  });

  return {
    get,
    status: (modifier, date) => {
      const entry = get(modifier);
      return entry ? statusOn(entry, date) : 'unknown';
    },
    all,
    fit: (modifier, code) => {
      const [entry, fit] = [get(modifier), fitOf(modifier)];
      return entry && fit && code ? modifierFit(fit, code, entry.sources) : UNSETTLED;
    },
    conflict: (a, b) => {
      const [one, other] = [inCapitals(a), inCapitals(b)];
      const reason = conflicts().get(`${one} ${other}`);
      return reason === undefined ? undefined : { a: one, b: other, reason, source: 'MODS' };
    },
  };
}

/** What an indicator is called in a reason. */
const LABELS: Readonly<Record<RawIndicator['name'], string>> = {
  pctc: 'PC/TC',
  global: 'global period',
  mult: 'MULT',
  bilat: 'BILAT',
  asst: 'ASST',
  co: 'CO',
  team: 'TEAM',
};

/**
 * The code's own line, then its kind, then its class, then the fee schedule indicator: the first that says something
 * decides.
 */
function modifierFit(fit: RawFit, code: CodeEntry, sources: readonly string[]): ModifierFit {
  const measured = byIndicator(fit, code);
  const verdict = fit.codes?.[code.code] ?? fit.kinds?.[code.kind] ?? byClass(fit, code) ?? measured?.verdict;
  if (!verdict) return UNSETTLED;
  // The indicator's value is more exact than the words if both agree.
  if (measured?.verdict === verdict) return { verdict, reason: measured.reason, sources };
  return { verdict, reason: verdict === 'accepted' ? 'it fits this kind of service' : fit.reason, sources };
}

function byClass(fit: RawFit, { modifierClass }: CodeEntry): ModifierFit['verdict'] | undefined {
  if (!modifierClass) return undefined;
  return (['accepted', 'doubtful', 'rejected'] as const).find(verdict => fit[verdict]?.includes(modifierClass));
}

function byIndicator(
  { indicator }: RawFit,
  { indicators }: CodeEntry,
): Pick<ModifierFit, 'verdict' | 'reason'> | undefined {
  if (!indicator || !indicators) return undefined;
  const value = indicators[indicator.name];
  const is = `${LABELS[indicator.name]} is ${value}`;
  if (indicator.accepted.includes(value)) return { verdict: 'accepted', reason: is };
  if (indicator.documentation?.includes(value))
    return { verdict: 'documentation', reason: `${is}: only with documentation` };
  return {
    verdict: 'rejected',
    reason: `${is}, not ${[...indicator.accepted, ...(indicator.documentation ?? [])].sort().join(' or ')}`,
  };
}

/** Makes the entry of a modifier from its row. */
function createBuilder(
  tables: Tables,
  marks: Caveats,
  own: () => ReadonlyMap<string, Tables['modifiers']['rows'][number]>,
  others: () => ReadonlyMap<string, Tables['modifiersOther']['rows'][number]>,
) {
  const anatomical = lazy(() => new Set(tables.modifiersOther.bypassesPairs));
  return (modifier: string): ModifierEntry | undefined => {
    const row = own().get(modifier);
    if (row) {
      const { fit: _, ...entry } = row;
      return { ...entry, bypassesPairs: row.bypassesPairs ?? false, ...marks.part(`modifier:${modifier}`) };
    }
    const other = others().get(modifier);
    if (!other) return undefined;
    const [, system, from, to, kind, summary, source] = other;
    return {
      modifier,
      system,
      kind,
      summary,
      setting: 'both',
      bypassesPairs: anatomical().has(modifier),
      sources: [source],
      ...(from !== null && { from }),
      ...(to !== null && { to }),
      ...marks.part(`modifier:${modifier}`),
    };
  };
}
