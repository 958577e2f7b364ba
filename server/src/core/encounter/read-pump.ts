import type { FieldLine, Item } from '../syntax/tree.js';
import type { Device, Fact, Pump, PumpType, Quantity, Route, Unit } from './model.js';
import { unitOf } from '../fields/units.js';
import { startsWithNumber, numberLength } from './quantity.js';
import { wordEnd, skipBlanks } from '../syntax/chars.js';
import { folded, keywordOf, type Reader } from './reader.js';

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  ['it', 'intrathecal'],
  ['intrathecal', 'intrathecal'],
  ['epidural', 'epidural'],
  ['intraventricular', 'intraventricular'],
  ['iv', 'intravenous'],
  ['intravenous', 'intravenous'],
  ['ia', 'intra-arterial'],
  ['intra-arterial', 'intra-arterial'],
]);

const TYPES: ReadonlyMap<string, PumpType> = new Map<string, PumpType>([
  ['programmable', 'programmable'],
  ['constant-flow', 'constant-flow'],
  ['constant flow', 'constant-flow'],
  ['reservoir', 'reservoir'],
]);

const VOLUME: readonly Unit[] = ['mL'],
  MONTHS: readonly Unit[] = ['mo'];

/** `pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo` */
export function readPump(reader: Reader, line: FieldLine): Pump | undefined {
  return line.items.length ? readPumpItems(reader, line.items, line) : undefined;
}

/** `device: out NGP0000001, in SynchroMed II 8637-20, sn NGP0000003, 20 mL, IT, programmable` or `device: out NGP0000001, IT` */
export function readDevice(reader: Reader, line: FieldLine): Device | undefined {
  if (!line.items.length) return undefined;
  let out: Fact<string> | undefined;
  const pumpItems: Item[] = [];
  let hasIn = false;
  for (const item of line.items) {
    const { word, rest } = keywordOf(item);
    if (word === 'out') out = reader.words(item, rest);
    else if (word === 'in') {
      hasIn = true;
      const model = reader.words(item, rest);
      if (model) pumpItems.push({ start: item.start + rest, end: item.end, text: item.text.slice(rest) });
    } else pumpItems.push(item);
  }
  const pump = pumpItems.length || hasIn ? readPumpItems(reader, pumpItems, line) : undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  return { block, start, end, out, in: hasIn ? pump : undefined, removed: hasIn ? undefined : pump, work: [] };
}

function readPumpItems(reader: Reader, items: readonly Item[], line: FieldLine): Pump {
  let serial: Fact<string> | undefined, reservoir: Fact<Quantity> | undefined, route: Fact<Route> | undefined;
  let type: Fact<PumpType> | undefined, eri: Fact<Quantity> | undefined;
  const model: string[] = [];
  for (const item of items) {
    const keyword = keywordOf(item);
    const { word, rest } = keyword;
    if (word === 'sn') serial = reader.words(item, rest) ?? serial;
    else if (word === 'eri') eri = reader.quantity(item, rest, MONTHS) ?? eri;
    else if (isAmount(item.text)) reservoir = reader.quantity(item, 0, VOLUME) ?? reservoir;
    else {
      const text = folded(item, keyword);
      const asRoute = ROUTES.get(text),
        asType = TYPES.get(text);
      if (asRoute) route = reader.fact(asRoute, item);
      else if (asType) type = reader.fact(asType, item);
      else model.push(item.text);
    }
  }
  const { block, start, end } = reader.placeOf(items, line);
  return {
    block,
    start,
    end,
    model: model.length === 1 ? model[0]! : model.join(' '),
    serial,
    reservoir,
    route,
    type,
    eri,
  };
}

/** Whether a loose item is meant as an amount: a short number alone, or a number and a unit. Model numbers (`8637-40`, `8637`) are not. */
export function isAmount(text: string): boolean {
  if (!startsWithNumber(text)) return false;
  const length = numberLength(text, 0);
  const at = skipBlanks(text, length, text.length);
  if (at === text.length) return length < 4;
  return unitOf(text.slice(at, wordEnd(text, at, text.length))) !== undefined;
}
