import { compileField, wordingsIn, type CompiledField } from '../fields/compiled-field.js';
import { DEVICE, PUMP } from '../fields/pump.js';
import { unitOf } from '../fields/units.js';
import { blanked, skipBlanks, wordEnd } from '../syntax/chars.js';
import type { FieldLine, Item, Span } from '../syntax/tree.js';
import { holdsValue, wordsOf } from './item-pieces.js';
import { deviceMove, serialIn, type DeviceMove } from './device-moves.js';
import { describesCatheter, takeAside, type PumpAsides } from './pump-asides.js';
import { isPassingMention, isPutIn, namesDevice, PUT_BACK, SAME_PUMP } from './device-words.js';
import { holdsLooseFact } from './loose-facts.js';
import { isPlanned, isOfOtherTime } from './other-time.js';
import { pumpModelOf, withModel } from './pump-catalog.js';
import type { Device, DeviceWork, Fact, OtherDevice, Pump, PumpType, Quantity, Route } from './model.js';
import { numberLength, startsWithNumber } from './quantity.js';
import { readItems, type ItemFacts } from './read-items.js';
import { keywordOf, type Reader } from './reader.js';

const PUMP_FIELD = compileField(PUMP),
  DEVICE_FIELD = compileField(DEVICE);

const ROUTES: readonly Route[] = ['intrathecal', 'epidural', 'intraventricular', 'intravenous', 'intra-arterial'];
const TYPES: readonly (readonly [name: string, type: PumpType])[] = [
  ['programmable', 'programmable'],
  ['constant-flow', 'constant-flow'],
  ['reservoirOnly', 'reservoir'],
];
const OTHERS: readonly OtherDevice[] = ['port', 'external', 'neurostimulator'];
const WORK: readonly DeviceWork[] = ['pocket revised', 're-fixed', 'explored', 'turned'];

/** `pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo` */
export function readPump(reader: Reader, line: FieldLine): Pump | undefined {
  return line.items.length ? pumpOf(reader, readPumpItems(reader, line, line.items, PUMP_ITEMS), 'pump') : undefined;
}

/**
 * `device: out NGP0000001, in SynchroMed II 8637-20, sn NGP0000003, 20 mL, IT, programmable` or
 * `device: turned, re-fixed`
 */
export function readDevice(reader: Reader, line: FieldLine): Device | undefined {
  if (!line.items.length) return undefined;
  const items = line.items.filter(({ text }) => !isOfOtherTime(text));
  for (const item of line.items) if (!items.includes(item)) reader.restated.push(reader.fact(item.text, item));
  if (!items.length) return undefined;
  const { out, hasIn, model, others, catheterIn } = readMoves(reader, items);
  const pumpItems = model ? [model, ...others] : others;
  const { block, start, end } = reader.placeOf(line.items, line);
  const reading = readPumpItems(reader, line, pumpItems, model ? DEVICE_IN : DEVICE_WORK);
  const work = WORK.flatMap(value => {
    const fact = reading.facts.facts[value];
    return fact ? [{ ...fact, value }] : [];
  });
  const isPump =
    hasIn || reading.model !== '' || Object.keys(reading.facts.facts).some(name => !WORK.some(value => value === name));
  const pump = isPump ? pumpOf(reader, reading, 'device') : undefined;
  return { block, start, end, out, in: hasIn ? pump : undefined, removed: hasIn ? undefined : pump, catheterIn, work };
}

/** `pump repositioned in the same pocket`: where the pump stays, and nothing that went in. */
const IN_POCKET =
  /(?<!\s)\s+in(?:to)?\s+(?:(?:(?:the|its|his|her|same|old|existing|original)\s+)+pocket|place|position|situ|(?:(?:the|a|an|left|right|lower|upper|abdominal)\s+)*(?:(?:subcutaneous|subfascial|submuscular)\s+pocket\s+)?(?:quadrant|flank|abdomen|buttock|side|[lr][lu]q)|(?:an?\s+)?(?:subcutaneous|subfascial|submuscular)\s+pocket)\b/i;

interface Moves {
  readonly out: Fact<string> | undefined;
  /** Something went in, with the words that name it if there are any. */
  readonly hasIn: boolean;
  readonly catheterIn: Fact<string> | undefined;
  readonly model: Item | undefined;
  readonly others: readonly Item[];
}

/** `pump`, with no model and no serial: out and in again it is the same one. */
const BARE_PUMP =
  /^(?:the\s+)?(?:pump|device|generator|it)(?:\s+(?:was\s+)?(?:lifted|taken|brought|placed|put))?\s+(?:(out)|in)$/i;

/** Whether the line takes the pump out and puts it in again, and names no other. */
function isSamePump(items: readonly Item[]): boolean {
  const isBack = ({ text }: Item): boolean => BARE_PUMP.test(text) && !/out$/i.test(text);
  return (
    items.some(({ text }) => BARE_PUMP.exec(text)?.[1] !== undefined) &&
    items.some(item => isBack(item) || PUT_BACK.test(item.text) || SAME_PUMP.test(item.text))
  );
}

const INSIDE = /(?<=\w )in(?:to)?\b(?! situ)/gi;

/** The items that say what came out and what went in. */
function readMoves(reader: Reader, items: readonly Item[]): Moves {
  const others: Item[] = [];
  let out: Fact<string> | undefined, model: Item | undefined, catheterIn: Fact<string> | undefined;
  let hasIn = false;
  const putIn = (described: Item): void => {
    if (describesCatheter(described.text)) {
      catheterIn = reader.fact(described.text, described);
      return;
    }
    hasIn = true;
    if (model) others.push(described);
    else model = described;
  };
  const takeOut = (serial: Fact<string> | undefined): void => {
    if (!serial) return;
    const isSame = out?.value === serial.value;
    out = reader.again({ key: 'device', name: 'out' }, { before: out, after: serial, isSame });
  };
  const takeMove = (item: Item, move: DeviceMove): void => {
    const described = partOf(item, move);
    if (move.moves.includes('out')) takeOut(reader.fact(serialIn(described.text || item.text), item));
    if (!move.moves.includes('in')) return;
    if (described.text) putIn(described);
    else hasIn = true;
  };
  const isSame = isSamePump(items);
  for (const typed of items) {
    const item = { ...typed, text: blanked(typed.text, IN_POCKET).trimEnd() };
    const { word, rest } = keywordOf(item);
    const behind = item.text.slice(rest);
    if (isSame && BARE_PUMP.test(item.text)) reader.restated.push(reader.fact(item.text, item));
    else if (isAboutOther(item, word, behind)) reader.restated.push(reader.fact(item.text, item));
    else if (word === 'out')
      takeOut(behind && !/^for good$/i.test(behind) ? reader.words(item, rest) : reader.fact(item.text, item));
    else if (word === 'in') {
      if (reader.words(item, rest)) putIn(partOf(item, { start: rest, end: item.text.length }));
      else hasIn = true;
    } else {
      const move = deviceMove(item.text);
      // `put back in`: the word says where, and not what.
      if (!move) others.push({ ...item, text: blanked(item.text, INSIDE).trimEnd() });
      else takeMove(item, move);
    }
  }
  return { out, hasIn, model, others, catheterIn };
}

/** `in good position`, `out of the old scar`, `drain placed`, `new pump planned in 6 weeks`: no device moved. */
function isAboutOther({ text }: Item, word: string, behind: string): boolean {
  if (word === 'in') return behind !== '' && !isPutIn(behind) && !describesCatheter(behind);
  if (word === 'out') return /^of\b/i.test(behind);
  const move = deviceMove(text);
  if (!move) return false;
  const described = text.slice(move.start, move.end);
  return isPlanned(text) || (described !== '' && !namesDevice(described) && !describesCatheter(described));
}

function partOf(item: Item, { start, end }: Span): Item {
  return { start: item.start + start, end: item.start + end, text: item.text.slice(start, end) };
}

/** The items of a pump: its model words, and what is read of the others. */
interface PumpReading extends Span {
  readonly model: string;
  readonly asides: PumpAsides;
  readonly facts: ItemFacts;
}

/** Which field a line is of, and what is first on it: a model, perhaps a model, or none. */
interface LineForm {
  readonly field: CompiledField;
  readonly model: 'first' | 'maybe' | 'none';
}

const PUMP_ITEMS: LineForm = { field: PUMP_FIELD, model: 'maybe' };
const DEVICE_IN: LineForm = { field: DEVICE_FIELD, model: 'first' };
const DEVICE_WORK: LineForm = { field: DEVICE_FIELD, model: 'none' };

/** The model words are those before the first comma; a line may begin with another item. */
function readPumpItems(
  reader: Reader,
  line: FieldLine,
  items: readonly Item[],
  { field, model }: LineForm,
): PumpReading {
  const models: string[] = [];
  const others: Item[] = [];
  const asides: PumpAsides = {};
  items
    .map(withoutDate)
    .map(withoutMaker)
    .forEach((item, i) => {
      if ((i > 0 || model === 'none') && (isOfOtherPump(reader, field, item) || takeAside(reader, item, asides)))
        return;
      if (i > 0 || model === 'none') {
        if (isModelWords(reader, field, item)) models.push(item.text);
        else others.push(item);
        return;
      }
      if (isModelBehindSize(reader, field, item)) {
        const [size] = reader.pieces(item.text);
        models.push(item.text.slice(size!.end).trim());
        others.push({ start: item.start, end: item.start + size!.end, text: item.text.slice(0, size!.end) });
        return;
      }
      const at = modelEnd(reader, field, item, model === 'first');
      const led = ROUTE_FIRST.exec(item.text.slice(0, at));
      if (led) others.push({ start: item.start, end: item.start + led[1]!.length, text: led[1]! });
      const words = item.text.slice(led?.[0].length ?? 0, at).trim();
      if (words) models.push(words);
      if (at < item.text.length) others.push({ start: item.start + at, end: item.end, text: item.text.slice(at) });
    });
  const { start, end } = reader.placeOf(items, line);
  return {
    start,
    end,
    model: models.join(' '),
    asides,
    facts: withoutPassing(reader, field, others, models.join(' ')),
  };
}

/**
 * The facts of the items, without a type or a route that an item of several words only mentions, if the model or
 * another item states it: `refill port facing skin`, `venous malformation near the pocket`.
 */
function withoutPassing(reader: Reader, field: CompiledField, items: readonly Item[], model: string): ItemFacts {
  const reading = readItems(reader, field, items);
  const passing = items.filter(item => mentionsInPassing(reader, field, item));
  if (!passing.length) return reading;
  const isPassing = (fact: Fact<unknown> | undefined): boolean =>
    passing.some(({ start, end }) => fact !== undefined && fact.start >= start && fact.end <= end);
  const states = (names: readonly string[]): boolean =>
    names.some(name => reading.facts[name] && !isPassing(reading.facts[name]));
  const types = TYPES.map(([name]) => name);
  const isKnown = pumpModelOf(model) !== undefined;
  const settled: string[] = [];
  if (states(ROUTES)) settled.push(...ROUTES);
  if (isKnown || states(types)) settled.push(...types);
  const isNamed = NAMES_OF_OTHERS.some(([, names]) => names.test(model));
  if (isKnown || isNamed || states(types) || states(ROUTES) || states(OTHERS)) settled.push(...OTHERS);
  const facts = Object.fromEntries(
    Object.entries(reading.facts).filter(([name, fact]) => !settled.includes(name) || !isPassing(fact)),
  );
  return { ...reading, facts, strengths: reading.strengths, further: reading.further, named: reading.named };
}

/** Whether an item of several words has a type or a route among other words. */
function mentionsInPassing(reader: Reader, field: CompiledField, { text }: Item): boolean {
  const words = wordsOf(reader.pieces(text));
  const named = wordingsIn(field, words).filter(({ item }) => item.kind === 'flag');
  if (!named.length || words.length < 2) return false;
  return isPassingMention(words, new Set(named.flatMap(wording => wording.words)));
}

/** `ERI 38 mo (2030-01)`: the date says the same as the months. */
function withoutDate(item: Item): Item {
  const found = /^(.*\d\s*(?:mo|mos|months?))\s*\(\s*[\d/-]+\s*\)$/i.exec(item.text);
  if (!found) return item;
  const text = found[1]!;
  return { ...item, end: item.start + text.length, text };
}

/** `20 mL (Flowonix) IT`, with blanks for the maker. */
function withoutMaker(item: Item): Item {
  const text = blanked(item.text, MAKER).trimEnd();
  return text === item.text ? item : { ...item, end: item.start + text.length, text };
}

const MAKER = /\((?:flowonix|medtronic|codman|intera|tricumed|arrow|j&j)\)/i;

/** `model 3000`, `SynchroMed II 8637`: another number behind the first comma is not of the model. */
function isNumberOfModel(text: string): boolean {
  return /\b(?:model|ref)\b/i.test(text) || pumpModelOf(text) !== undefined;
}

/** `intrathecal pump SynchroMed II`: the route, before the model. */
const ROUTE_FIRST =
  /^(intrathecal|epidural|intraventricular|IT)\s+(?:(?:drug\s+)?(?:infusion\s+)?pump\s+|(?=SynchroMed|Prometra|Medstream|Flowonix|Medtronic|Codman))(?=\S)/i;

const OTHER_PUMP = /\b(?:previous|prior|old|former|original|first)\s+(?:pump|device|model|generator|reservoir)\b/i;

/** `previous pump IsoMed, constant-flow`: of the pump before this one; what would be a fact of this one is reported. */
function isOfOtherPump(reader: Reader, field: CompiledField, item: Item): boolean {
  if (!OTHER_PUMP.test(item.text)) return false;
  const pieces = reader.pieces(item.text);
  const holdsFact = pieces.some(piece => holdsValue(piece) || (piece.kind === 'word' && field.byWord.has(piece.word)));
  const names = field.field.items.map(({ word }) => word).filter(Boolean);
  if (holdsFact) reader.unreadItem(field.field.key, item, names.join(', '));
  return true;
}

/** `40 mL SynchroMed II` */
function isModelBehindSize(reader: Reader, field: CompiledField, item: Item): boolean {
  const [size, ...rest] = reader.pieces(item.text);
  return (
    size?.kind === 'quantity' &&
    size.value.unit === 'mL' &&
    rest.some(piece => piece.kind === 'word') &&
    rest.every(piece => piece.kind !== 'quantity' && !(piece.kind === 'word' && field.triggers.has(piece.word)))
  );
}

/** Words that are no item of the field, as `left flank` or `model 8637-20`: they are kept with the model. */
function isModelWords(reader: Reader, field: CompiledField, item: Item): boolean {
  const pieces = reader.pieces(item.text);
  const words = wordsOf(pieces);
  if (pieces[0]?.kind !== 'word' || pieces.some(({ kind }) => kind === 'quantity' || kind === 'date')) return false;
  const hasNumber = pieces.some(({ kind }) => kind === 'number');
  if (holdsLooseFact(item.text) || (hasNumber && !isNumberOfModel(item.text))) return false;
  return wordingsIn(field, words).length === 0;
}

/** Keywords that may follow a model without a comma. Others, as `port`, may be part of a name. */
const AFTER_MODEL: ReadonlySet<string> = new Set([
  'programmable',
  'constant-flow',
  'constant',
  'hepatic',
  'intrathecal',
  'epidural',
  'intraventricular',
  'it',
  'iv',
  'ia',
  'sn',
  's/n',
  'serial',
  'eri',
]);

/** Where the model ends in the first item of a line and other items begin: `Prometra II 20 mL IT`. */
function modelEnd(reader: Reader, field: CompiledField, item: Item, isModel: boolean): number {
  const pieces = reader.pieces(item.text);
  const { word } = keywordOf(item);
  // `implanted reservoir` without a date is what the device is called.
  const isCalled = field.byWord.get(word)?.kind === 'date' && !pieces.some(({ kind }) => kind === 'date');
  if (
    !isModel &&
    !isCalled &&
    field.byWord.has(word) &&
    !pieces.some((piece, i) => i > 0 && piece.kind === 'word' && !field.triggers.has(piece.word))
  )
    return 0;
  const first = pieces.find(
    (piece, i) =>
      (piece.kind === 'quantity' && (piece.value.unit === 'mL' || piece.value.unit === 'mo')) ||
      (i > 0 &&
        piece.kind === 'word' &&
        AFTER_MODEL.has(piece.word) &&
        isTypedAsKeyword(item.text.slice(piece.start, piece.end))),
  );
  return first?.start ?? item.text.length;
}

/** Two letters are a route only as they are written, so that `it` in a name is none. */
function isTypedAsKeyword(typed: string): boolean {
  return typed.length > 2 || typed === typed.toUpperCase() || typed === 'sn';
}

function pumpOf(
  reader: Reader,
  { model, asides, facts: { facts }, start, end }: PumpReading,
  key: 'pump' | 'device',
): Pump {
  const last = <T>(values: readonly (readonly [name: string, value: T])[]): Fact<T> | undefined => {
    let found: Fact<T> | undefined;
    for (const [name, value] of values) {
      const fact = facts[name];
      if (fact && (!found || fact.start > found.start)) found = { ...fact, value };
    }
    return found;
  };
  const route = last(ROUTES.map(name => [name, name]));
  const type = last(TYPES);
  // A typed type or a route into spine or brain says more than the name of the model:
  // `Port-A-Cath epidural, reservoir`.
  const isNamedOtherwise = type !== undefined || (route !== undefined && !VESSELS.has(route.value));
  const named = <T>(group: 'route' | 'type', values: readonly (readonly [string, T])[]): Fact<T> | undefined =>
    namedInModel(reader, { model, start }, group, values);
  const typedOther = last(OTHERS.map(name => [name, name]));
  const pump: Pump = {
    block: reader.block,
    start,
    end,
    model,
    serial: facts['serial'] as Pump['serial'],
    reservoir: facts['reservoir'] as Fact<Quantity> | undefined,
    route:
      route ??
      named(
        'route',
        ROUTES.map(name => [name, name]),
      ),
    type: type ?? named('type', TYPES),
    other: typedOther ?? (isNamedOtherwise ? undefined : otherByModel(reader, model, start)),
    eri: facts['eri'] as Pump['eri'],
    implanted: facts['implanted'] as Pump['implanted'],
    ...asides,
  };
  return withModel(reader, pump, key);
}

/** `hepatic artery infusion pump`, `programmable pump`: the route or the type that the model words name. */
function namedInModel<T>(
  reader: Reader,
  { model, start }: Pick<PumpReading, 'model' | 'start'>,
  group: 'route' | 'type',
  values: readonly (readonly [name: string, value: T])[],
): Fact<T> | undefined {
  const words = wordsOf(reader.pieces(model));
  if (words.some(word => NO_ROUTE_BESIDE.has(word))) return undefined;
  const found = wordingsIn(PUMP_FIELD, words).findLast(
    ({ item, words: own }) =>
      item.group === group && own.join('').length > 2 && !item.not?.some(word => words.includes(word)),
  );
  const value = values.find(([name]) => name === found?.item.name);
  return value && reader.fact(value[1], { start, end: start + model.length });
}

const NO_ROUTE_BESIDE: ReadonlySet<string> = new Set(['port', 'stimulator', 'neurostimulator', 'cord', 'scs']);

const VESSELS: ReadonlySet<Route> = new Set(['intravenous', 'intra-arterial']);

const NAMES_OF_OTHERS: readonly (readonly [other: OtherDevice, names: RegExp])[] = [
  ['port', /\b(?:port|port-a-cath|portacath|mediport)\b/i],
  ['neurostimulator', /\b(?:neuro)?stimulator\b/i],
  ['external', /\b(?:external|portable|ambulatory|wearable)\s+(?:infusion\s+)?pump\b|\b(?:curlin|cadd)\b/i],
];

/** A device that its model words name: `venous port`. */
function otherByModel(reader: Reader, model: string, start: number): Fact<OtherDevice> | undefined {
  const other = NAMES_OF_OTHERS.find(([, names]) => names.test(model))?.[0];
  return other && reader.fact(other, { start, end: start + model.length });
}

/**
 * Whether a loose item is meant as an amount: a short number alone, or a number and a unit. Model numbers (`8637-40`,
 * `8637`) are not.
 */
export function isAmount(text: string): boolean {
  if (!startsWithNumber(text)) return false;
  const length = numberLength(text, 0);
  const at = skipBlanks(text, length, text.length);
  if (at === text.length) return length < 4;
  return unitOf(text.slice(at, wordEnd(text, at, text.length))) !== undefined;
}
