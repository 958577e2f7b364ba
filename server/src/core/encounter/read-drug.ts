import { every, isBlank, isDigit, skipBlanks, trimEnd } from '../syntax/chars.js';
import type { FieldLine, Item } from '../syntax/tree.js';
import type { Container, Drug, DrugComponent, DrugOwner, DrugSource, Fact, Quantity, Unit } from './model.js';
import { numberLength, readQuantity, startsWithNumber } from './quantity.js';
import { isAmount } from './read-pump.js';
import { folded, keywordOf, type Draft, type Reader } from './reader.js';

const VOLUME: readonly Unit[] = ['mL'];
const SOURCES: ReadonlySet<string> = new Set<DrugSource>(['commercial', 'compounded']);
const OWNERS: ReadonlySet<string> = new Set<DrugOwner>(['practice', 'pharmacy', 'patient', 'hospital']);

/** `drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00` */
export function readDrug(reader: Reader, line: FieldLine): Drug | undefined {
  if (!line.items.length) return undefined;
  const { block, start, end } = reader.placeOf(line.items, line);
  const drug: Draft<Omit<Drug, 'components'>> & { components: readonly DrugComponent[] } = {
    block,
    start,
    end,
    components: [],
    volume: undefined,
    source: undefined,
    owner: undefined,
    container: undefined,
    lot: undefined,
    expiry: undefined,
    ndc: undefined,
    prescription: undefined,
    invoice: undefined,
    waste: undefined,
    notGiven: undefined,
    from: undefined,
    injected: undefined,
  };
  line.items.forEach((item, i) => {
    const keyword = keywordOf(item);
    const { word, rest } = keyword;
    if (rest === item.text.length && SOURCES.has(word)) drug.source = reader.fact(word as DrugSource, item);
    else if (rest === item.text.length && OWNERS.has(word)) drug.owner = reader.fact(word as DrugOwner, item);
    else if (word === 'not' && folded(item, keyword) === 'not given') drug.notGiven = reader.fact(true, item);
    else if (word === 'sdv' || word === 'mdv')
      drug.container = readContainer(reader, item, word, rest) ?? drug.container;
    else if (word === 'lot') drug.lot = reader.words(item, rest) ?? drug.lot;
    else if (word === 'ndc') drug.ndc = reader.words(item, rest) ?? drug.ndc;
    else if (word === 'invoice') drug.invoice = reader.words(item, rest) ?? drug.invoice;
    else if (word === 'rx') drug.prescription = reader.words(item, rest) ?? drug.prescription;
    else if (word === 'exp') drug.expiry = reader.monthOrDate(item, rest) ?? drug.expiry;
    else if (word === 'waste') drug.waste = reader.quantity(item, rest, VOLUME) ?? drug.waste;
    else if (isAmount(item.text)) drug.volume = reader.quantity(item, 0, VOLUME) ?? drug.volume;
    else if (i === 0) drug.components = readMixture(reader, item);
  });
  return drug;
}

/** `morphine 20 mg/mL + bupivacaine 10 mg/mL` */
function readMixture(reader: Reader, item: Item): DrugComponent[] {
  const components: DrugComponent[] = [];
  for (let from = 0; from <= item.text.length;) {
    const plus = item.text.indexOf('+', from);
    const to = plus < 0 ? item.text.length : plus;
    const start = skipBlanks(item.text, from, to),
      end = trimEnd(item.text, start, to);
    if (end > start)
      components.push(
        readComponent(reader, { start: item.start + start, end: item.start + end, text: item.text.slice(start, end) }),
      );
    from = to + 1;
  }
  return components;
}

const STRENGTH: readonly Unit[] = ['mg/mL', 'mcg/mL', '%'];

function readComponent(reader: Reader, part: Item): DrugComponent {
  const first = numberStart(part.text, 0);
  const second = numberStart(part.text, first + 1);
  // A brand may end in a number of its own: `Infumorph 500 25 mg/mL`.
  const isName =
    second < part.text.length &&
    !readQuantity(part.text, STRENGTH, first).ok &&
    readQuantity(part.text, STRENGTH, second).ok;
  const at = isName ? second : first;
  const name = part.text.slice(0, at).trim();
  const strength: Fact<Quantity> | undefined = at < part.text.length ? reader.quantity(part, at, STRENGTH) : undefined;
  return { block: reader.block, start: part.start, end: part.end, name, strength };
}

/** Where the next word that begins as a number stands (`25`, `.5`), or the end of the text. */
function numberStart(text: string, from: number): number {
  let at = from;
  while (at < text.length && !((at === 0 || isBlank(text.charCodeAt(at - 1))) && numberLength(text, at))) at++;
  return at;
}

/** `sdv 2 x 20 mL`, `sdv 20 mL` (one), `mdv`. */
function readContainer(reader: Reader, item: Item, kind: 'sdv' | 'mdv', from: number): Fact<Container> | undefined {
  if (from === item.text.length) return reader.fact({ kind }, item);
  const text = item.text.slice(from);
  const x = text.search(/[x×]/i);
  const counted = x > 0 && every(text, isDigit, 0, trimEnd(text, 0, x));
  const count = counted ? +text.slice(0, trimEnd(text, 0, x)) : 1;
  const sizeText = counted ? text.slice(skipBlanks(text, x + 1, text.length)) : text;
  if (!counted && !startsWithNumber(text)) return reader.fact({ kind }, item);
  const size = readQuantity(sizeText, VOLUME);
  if (size.ok && count > 0 && count < 1000) return reader.fact({ kind, count, size: size.value }, item);
  reader.trouble(
    'malformed-value',
    item,
    size.ok ? `“${item.text}” has no number of containers (write ${kind} 2 x 20 mL).` : `“${item.text}” ${size.why}.`,
  );
  return undefined;
}
