/**
 * What a pump's model says of the pump: how it works and what it holds. The rows with their sources are in the data
 * file.
 */
import { Big } from 'big.js';
import catalog from '../../../data/pumps.json';
import type { Fact, OtherDevice, Pump, PumpType, Quantity } from './model.js';
import { formatQuantity, sameNumber } from './quantity.js';
import type { Reader } from './reader.js';

/** One model of the catalog. */
export interface PumpModel {
  readonly model: string;
  readonly names: readonly string[];
  readonly type?: PumpType;
  readonly other?: OtherDevice;
  /** Sizes that it comes with, in mL. */
  readonly reservoirs: readonly string[];
  /** Model numbers, each with its one reservoir. */
  readonly refs: readonly { readonly number: string; readonly reservoir: string }[];
  readonly sources: readonly string[];
  /** What of the row rests on general knowledge. */
  readonly doubt?: string;
}

export function pumpModels(): readonly PumpModel[] {
  return ROWS;
}

const ROWS = catalog.rows as readonly PumpModel[];

/**
 * The model that these words name, and the one reservoir that they mean; undefined for words that the catalog does not
 * know.
 */
export function pumpModelOf(words: string): { readonly row: PumpModel; readonly reservoir?: string } | undefined {
  const text = ` ${words
    .toLowerCase()
    .replace(/[®™(),]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()} `;
  if (text.trim() === '') return undefined;
  const row = ROWS.find(
    ({ names, refs }) =>
      names.some(name => text.includes(` ${name} `)) || refs.some(({ number }) => text.includes(` ${number} `)),
  );
  if (!row) return undefined;
  const ref = row.refs.find(({ number }) => text.includes(` ${number} `));
  const named = row.reservoirs.find(size => text.includes(` ${size} `));
  const only = row.reservoirs.length === 1 ? row.reservoirs[0] : undefined;
  const reservoir = ref?.reservoir ?? named ?? only;
  return reservoir === undefined ? { row } : { row, reservoir };
}

/** A pump with what its model says of it; an item that contradicts the model is reported. */
export function withModel(reader: Reader, pump: Pump, key: 'pump' | 'device'): Pump {
  const known = pumpModelOf(pump.model);
  if (!known) return pump;
  const { row, reservoir } = known;
  const at = modelRange(pump);
  const isOtherType = reportType(reader, pump, row, key);
  reportReservoir(reader, pump, known, key);
  const type: Fact<PumpType> | undefined = row.type && { ...at, value: row.type };
  const other: Fact<OtherDevice> | undefined = row.other && { ...at, value: row.other };
  const size: Fact<Quantity> | undefined =
    reservoir === undefined ? undefined : { ...at, value: { amount: new Big(reservoir), unit: 'mL' } };
  // Either the model or the type is wrong: what follows from them is open.
  if (isOtherType) return { ...pump, type: undefined };
  return {
    ...pump,
    type: pump.type ?? (pump.other ? undefined : type),
    other: pump.other ?? (pump.type ? undefined : other),
    reservoir: pump.reservoir ?? size,
  };
}

function modelRange({ block, start, end, model }: Pump): Fact<undefined> {
  return { value: undefined, block, start, end: Math.min(end, start + model.length) };
}

/** @returns whether the typed type contradicts the model */
function reportType(reader: Reader, { type }: Pump, row: PumpModel, key: 'pump' | 'device'): boolean {
  if (!type || !row.type || type.value === row.type) return false;
  reader.problem('malformed-value', type, `Write ${row.type}: a ${row.model} is ${row.type}, not ${type.value}.`, [
    reader.fix('edit', `Write ${row.type}`, type, row.type),
  ]);
  reader.undecided(key, type);
  return true;
}

function reportReservoir(
  reader: Reader,
  { reservoir }: Pump,
  { row, reservoir: size }: { row: PumpModel; reservoir?: string },
  key: 'pump' | 'device',
): void {
  if (!reservoir || !row.reservoirs.length) return;
  const fitting = size === undefined ? row.reservoirs : [size];
  if (fitting.some(one => sameNumber(new Big(one), reservoir.value.amount))) return;
  const sizes = `${fitting.join(' or ')} mL`;
  reader.problem(
    'malformed-value',
    reservoir,
    `Write ${sizes}: this ${row.model} holds ${sizes}, not ${formatQuantity(reservoir.value)}.`,
    size === undefined ? [] : [reader.fix('edit', `Write ${size} mL`, reservoir, `${size} mL`)],
  );
  reader.undecided(key, reservoir);
}
