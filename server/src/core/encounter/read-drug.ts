import { Big } from 'big.js';
import { compileField } from '../fields/compiled-field.js';
import { CONTAINER_WORDS, DRUG } from '../fields/drug.js';
import { DENIALS, FILLER } from '../fields/filler.js';
import { MASSES, STRENGTHS, VOLUME, type Unit } from '../fields/units.js';
import { blanked, every, isBlank, isDigit, skipBlanks, trimEnd } from '../syntax/chars.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { FieldLine, Item } from '../syntax/tree.js';
import { holdsValue, piecesOf, wordsOf, type Piece } from './item-pieces.js';
import { drugsNamed, isShortForDrug, nameInFull } from './loose-facts.js';
import { ownerOf } from './drug-owner.js';
import { drugListAt } from './drug-list.js';
import { dilutionIn, strengthOfBrand, withoutBrackets } from './drug-wordings.js';
import type { Container, Drug, DrugComponent, DrugSource, Fact, Quantity } from './model.js';
import {
  formatQuantity,
  isPositive,
  mg,
  mgPerMl,
  numberLength,
  readQuantity,
  sameAmount,
  sameNumber,
  startsWithNumber,
  unitsPerMl,
} from './quantity.js';
import { isToppedUp, madeUpIn, namesPartOfVial, partOfVial, type MadeUpReading } from './made-up.js';
import { NUMBER_WORDS } from './number-words.js';
import { isQualified } from './qualified-items.js';
import { isPlaceholder } from './placeholder.js';
import { readItems } from './read-items.js';
import { keywordOf, spanOfBoth, type Reader } from './reader.js';

const FIELD = compileField(DRUG);

/**
 * `drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00`
 */
export function readDrug(reader: Reader, line: FieldLine): Drug | undefined {
  if (!line.items.length) return undefined;
  // `see MAR` says where the drug is named, which the rules report.
  if (line.items.every(({ text }) => isPlaceholder(text) && !/^see\b/i.test(text))) {
    reader.placeholder('drug', line.items[0]!, 'a name with its strength, a volume');
    return undefined;
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  const draft = new DrugReader(reader, line.items);
  readAll(reader, draft, line.items);
  const { facts } = readItems(reader, FIELD, withoutFurtherDrugs(reader, draft));
  const strength = facts['strength'] as Fact<Quantity> | undefined;
  const named = draft.components.map(part => ({ ...part, name: nameInFull(part.name) }));
  reportLooseContainers(reader, facts);
  const taken = volumeTaken(reader, facts, draft);
  draft.finishParts(taken);
  checkTotal(reader, draft, taken);
  const placed = draft.madeUp?.whole ?? taken;
  const { components, from: vial } = inWhole(reader, withStrength(named, strength), draft, taken);
  reportLooseStrength(reader, components, strength);
  const from = (facts['from'] as Drug['from']) ?? draft.from ?? vial;
  return {
    block,
    start,
    end,
    components,
    volume: placed ?? volumeOfTotal(reader, components, draft.total),
    from,
    injected: facts['injected'] as Drug['injected'],
    source: oneOf<DrugSource>(facts, ['commercial', 'compounded']),
    owner: ownerOf(reader, draft.others),
    container: inMilliliters(reader, draft.container, from ?? components[0]?.strength),
    lot: facts['lot'] as Drug['lot'],
    expiry: facts['expiry'] as Drug['expiry'],
    ndc: facts['ndc'] as Drug['ndc'],
    prescription: facts['prescription'] as Drug['prescription'],
    invoice: (facts['invoice'] as Drug['invoice']) ?? draft.invoice,
    total: draft.total,
    waste: inMl(reader, (facts['waste'] as Drug['waste']) ?? draft.waste, from ?? components[0]?.strength),
    notGiven: facts['notGiven'] as Drug['notGiven'],
  };
}

/** The volume by its own item, or beside the name, or as a part of a vial. */
function volumeTaken(
  reader: Reader,
  facts: Readonly<Record<string, Fact<unknown> | undefined>>,
  draft: DrugReader,
): Fact<Quantity> | undefined {
  const volume = facts['volume'] as Drug['volume'];
  if (volume && draft.volume && sameAmount(volume.value, draft.volume.value) !== true)
    reader.contradiction('drug', 'volume', spanOfBoth(volume, draft.volume));
  return volume ?? draft.volume ?? draft.part;
}

function readAll(reader: Reader, draft: DrugReader, items: readonly Item[]): void {
  const first = indexOfDrug(items);
  for (let i = 0; i < items.length; i++) {
    if (i !== first && isQualified('drug', items[i]!)) {
      reader.restated.push(reader.fact(items[i]!.text, items[i]!));
      continue;
    }
    const last = draft.readList(items, i);
    if (last === undefined) draft.read(items[i]!, i === first);
    else i = last;
  }
}

/** The item that names the drug: the first one that names a known drug, else the first of the line. */
function indexOfDrug(items: readonly Item[]): number {
  const known = items.findIndex(({ text }) => drugsNamed(text).length > 0 && !NOT_IN_IT.test(text));
  return Math.max(known, 0);
}

/** The items of a line but those that name another drug without its strength: `bupivacaine`, `with some bupivacaine`. */
function withoutFurtherDrugs(reader: Reader, { components, others }: DrugReader): readonly Item[] {
  const own = components.flatMap(({ name }) => drugsNamed(name));
  return others.filter(item => {
    const further = own.length ? drugsNamed(item.text).filter(name => !own.includes(name)) : [];
    if (!further.length || NOT_IN_IT.test(item.text)) return true;
    reader.unreadItem('drug', item, `each drug with its strength, as in ${own[0]} 10 mg/mL + ${further[0]} 5 mg/mL`);
    return piecesOf(item.text).some(holdsValue);
  });
}

/** A drug beside these words is not in the reservoir. */
const NOT_IN_IT = /"|\b(?:no|not|without|flush\w*|previous\w*|formerly|instead)\b/i;

/** A container whose count and size gave no fact. */
function reportLooseContainers(reader: Reader, facts: Readonly<Record<string, Fact<unknown> | undefined>>): void {
  for (const container of [facts['sdv'], facts['mdv']]) {
    if (container)
      reader.unreadItem(
        'drug',
        { ...container, text: reader.block.text.slice(container.start, container.end) },
        'sdv 2 x 20 mL, mdv',
      );
  }
}

/** `waste 4 mg` of a vial of 2000 mcg/mL are 2 mL; without the strength the mass is reported. */
function inMl(
  reader: Reader,
  waste: Fact<Quantity> | undefined,
  vial: Fact<Quantity> | undefined,
): Fact<Quantity> | undefined {
  if (!waste || waste.value.unit === 'mL') return waste;
  const strength = vial && (mgPerMl(vial.value) ?? unitsPerMl(vial.value));
  const mass = mg(waste.value) ?? (waste.value.unit === 'units' ? waste.value.amount : undefined);
  const fits = vial && (vial.value.unit === 'units/mL') === (waste.value.unit === 'units');
  if (fits && strength && mass && isPositive(strength))
    return { ...waste, value: { amount: mass.div(strength), unit: 'mL' } };
  const text = reader.block.text.slice(waste.start, waste.end);
  reader.problem('malformed-value', waste, `“${text}” has the unit ${waste.value.unit}, but mL belongs here.`);
  reader.undecided('drug', waste);
  return undefined;
}

/** `sdv 2 x 40 mg` of a vial of 2000 mcg/mL are two of 20 mL; without the strength only their number counts. */
function inMilliliters(
  reader: Reader,
  container: Fact<Container> | undefined,
  vial: Fact<Quantity> | undefined,
): Fact<Container> | undefined {
  const size = container?.value.size;
  if (!size || size.unit === 'mL') return container;
  const mass = mg(size),
    density = vial && mgPerMl(vial.value);
  const { kind, count } = container.value;
  if (mass && density && isPositive(density))
    return { ...container, value: { kind, ...(count && { count }), size: { amount: mass.div(density), unit: 'mL' } } };
  const text = reader.block.text.slice(container.start, container.end);
  reader.unreadItem('drug', { start: container.start, end: container.end, text }, 'sdv 2 x 20 mL, mdv');
  return { ...container, value: { kind, ...(count && { count }) } };
}

/** The last of some flags that are values of one fact; one that is an item of its own says more than a mention. */
function oneOf<T extends string>(
  facts: Readonly<Record<string, Fact<unknown> | undefined>>,
  values: readonly T[],
): Fact<T> | undefined {
  let last: Fact<T> | undefined;
  for (const value of values) {
    const fact = facts[value];
    if (!fact) continue;
    const isWhole = fact.block.text.slice(fact.start, fact.end).toLowerCase() === value;
    if (isWhole) return { ...fact, value };
    if (!last || fact.start > last.start) last = { ...fact, value };
  }
  return last;
}

/** `baclofen, 2000 mcg/mL, 40 mL`: a strength that is an item of its own belongs to the first drug that has none. */
function withStrength(
  components: readonly DrugComponent[],
  strength: Fact<Quantity> | undefined,
): readonly DrugComponent[] {
  const at = strength ? components.findIndex(part => !part.strength) : -1;
  return at < 0 ? components : components.map((part, i) => (i === at ? { ...part, strength } : part));
}

/** A strength that belongs to no drug of the line. */
function reportLooseStrength(
  reader: Reader,
  components: readonly DrugComponent[],
  strength: Fact<Quantity> | undefined,
): void {
  const hasPlace = components.some(
    part => !part.strength || (strength && sameAmount(part.strength.value, strength.value)),
  );
  if (!strength || hasPlace) return;
  const text = reader.block.text.slice(strength.start, strength.end);
  reader.unreadItem('drug', { start: strength.start, end: strength.end, text }, 'a name before its strength');
}

const TOTAL =
  /(?:\(\s*=?|=|\b(?:total(?: dose| drug| of)?|(?:screening|test|trial|bolus)(?: dose)?|dose)\s*[:=]?)\s*[\d.][\d.,]*\s*(?:mg|mcg|ug|µg|units)\s*(?:total)?\s*\)?$/i;
const OF_VIAL = /(\s(?:from|of|out of)\s+(?:an?\s+|the\s+)?)\d[\d.]*\s*-?\s*(?:ml|cc)\b[^,]*\b(?:vial|sdv|amp)/i;

/** `50 mcg/mL, dose 50 mcg` is 1 mL. */
function volumeOfTotal(
  reader: Reader,
  [first, ...others]: readonly DrugComponent[],
  total: Fact<Quantity> | undefined,
): Fact<Quantity> | undefined {
  const density = first?.strength && mgPerMl(first.strength.value);
  const mass = total && mg(total.value);
  if (!total || !density || !mass || others.length || !isPositive(density)) return undefined;
  return reader.fact({ amount: mass.div(density), unit: 'mL' }, total);
}

/** The whole that the line states must be strength × volume. */
function checkTotal(
  reader: Reader,
  { components: [first], total }: DrugReader,
  volume: Fact<Quantity> | undefined,
): void {
  const density = first?.strength && mgPerMl(first.strength.value);
  const stated = total && mg(total.value);
  if (!total || !density || !stated || !volume) return;
  const whole = density.times(volume.value.amount);
  if (sameNumber(whole, stated)) return;
  const unit = total.value.unit;
  const right = formatQuantity({ amount: unit === 'mcg' ? whole.times(1000) : whole, unit });
  reader.problem(
    'malformed-value',
    total,
    `Check “${formatQuantity(total.value)}”: ${formatQuantity(first.strength.value)} × ${formatQuantity(volume.value)} is ${right}.`,
  );
}

/** What was taken of a drug, and the volume that it was made up to. */
interface MadeUp {
  readonly taken: Quantity | undefined;
  readonly whole: Fact<Quantity>;
}

/** The drugs of a line in the volume that the first was made up to, and the strength of its vial. */
function inWhole(
  reader: Reader,
  components: readonly DrugComponent[],
  { madeUp, container }: DrugReader,
  volume: Fact<Quantity> | undefined,
): { readonly components: readonly DrugComponent[]; readonly from?: Fact<Quantity> } {
  const [first, ...others] = components;
  const strength = first?.strength;
  if (!madeUp || !strength || others.length || !isPositive(madeUp.whole.value.amount)) return { components };
  const taken = madeUp.taken ?? volume?.value ?? (container && contentOf(container.value));
  if (taken) {
    const value = diluted(strength.value, taken, madeUp.whole.value.amount);
    return { components: [{ ...first, strength: { ...strength, value } }], from: strength };
  }
  const { start, end } = madeUp.whole;
  const item = { start, end, text: reader.block.text.slice(start, end) };
  reader.unreadItem('drug', item, 'the volume taken and the whole, as in 10 mL qs to 20 mL');
  return { components: [{ ...first, strength: undefined }] };
}

/** What the containers hold together. */
function contentOf({ count, size }: Container): Quantity | undefined {
  return size && { ...size, amount: size.amount.times(count ?? 1) };
}

/** `in 5 mL aliquots`: how the drug was given, not how much. */
const GIVEN_IN_PARTS =
  /^(?:(?:given |filled |injected )?in )?\d{1,3}(?:\.\d{1,3})? ?ml (?:aliquots|portions|increments)$/i;

const MASS_IN_VOLUME =
  /^(?<amount>[\d.,]+\s*(?:mg|mcg|ug|µg|units))\s+(?:of\s+)?(?<name>[a-z][a-z -]*[a-z])\s+in\s+(?<volume>[\d.]+\s*(?:ml|cc))(?:\s+(?:of\s+)?(?:normal |ns|saline|total|solution)+)?$/i;
const VOLUME_OF_STRENGTH =
  /^(?<name>[a-z][a-z -]*[a-z])\s+(?<volume>[\d.]+\s*(?:ml|cc))\s+(?:of|at|@)\s+(?:the\s+)?(?<amount>[\d.,]+\s*(?:mg|mcg|ug|µg|units)\s*(?:\/|per)\s*ml)$/i;

const FROM_CONTAINERS =
  /^(compounded|prepared|made|mixed|taken)\s+from\s+(?:an?\s+|the\s+)?(?=.*\b(?:[sm]dvs?|vials?|ampules?|amps?|syringes?)\b)(?!.*\/\s*ml)/i;

const MASS_OF_DRUG = /^[a-z][a-z -]*\s[\d.,]+\s*(?:mg|mcg|units?|u)\b(?!\s*\/)/i;

const WASTE_WORD = /\b(?:waste\w*|wastage|discard\w*)\b/i;
const WASTE_BEHIND =
  /(?<=\d\s*(?:ml|cc))\s+(?:w\/|with|and)\s*(?=(?:[\d.]+\s*(?:ml|cc|mg|mcg)?|no|zero|nil)\s+(?:waste\w*|wastage|discard\w*)\s*$)/i;
const MASS_IN_BRACKETS = /\s*\(\s*[\d.,]+\s*(?:mg|mcg|ug|µg|units)\s*\)/i;

/** `flushed with 2 mL saline`: of the needle, and nothing in the reservoir. */
const FLUSH = /\bflush(?:ed|es|ing)?\b/i;

/** `(40 mg each)` behind the vials, `(1)` behind a lot: of each vial, or how many of a lot. */
const IN_EACH =
  /(?<=\b(?:lots?|exp|expires)\b.*)\s*\(\s*(?:x\s*)?\d{1,2}\s*(?:x|vials?|ampules?)?\s*\)$|\s*\(\s*[\d.,]+\s*(?:mg|mcg|ug|µg|units)\s*(?:each|(?:per|\/|a)\s*(?:vial|ampule|syringe))\s*\)$/i;

/** Takes the drugs and their containers out of the items of a line; the others are read by their wordings. */
class DrugReader {
  readonly components: DrugComponent[] = [];
  readonly others: Item[] = [];
  volume: Fact<Quantity> | undefined;
  from: Fact<Quantity> | undefined;
  container: Fact<Container> | undefined;
  invoice: Fact<string> | undefined;
  waste: Fact<Quantity> | undefined;
  total: Fact<Quantity> | undefined;
  madeUp: MadeUp | undefined;
  /** What was taken of a vial: `half of a 40 mL vial`. */
  part: Fact<Quantity> | undefined;
  private toppedUp: Item | undefined;

  /** The volumes that are items of their own. */
  private readonly placed: readonly Quantity[];
  private readonly isCompounded: boolean;
  /** Several items name a drug with its mass: `dexamethasone 25 mg, FUDR 150 mg`. */
  private readonly isOfMasses: boolean;

  constructor(
    private readonly reader: Reader,
    items: readonly Item[],
  ) {
    this.placed = items.flatMap(({ text }) => {
      const reading = startsWithNumber(text) ? readQuantity(text, VOLUME) : undefined;
      return reading?.ok && reading.end === text.length ? [reading.value] : [];
    });
    this.isOfMasses = items.filter(({ text }) => MASS_OF_DRUG.test(text)).length > 1;
    this.isCompounded = items.some(({ text }) => /compound|\b503|cmpd|\bcpd\b|admix|\bmix/i.test(text));
  }

  read(typed: Item, isFirst: boolean): void {
    const item = isFirst ? { ...typed, text: withoutBrackets(typed.text) } : typed;
    const { word } = keywordOf(item);
    if (!isFirst && this.readAside(item)) return;
    if (this.readAmountFirst(item, isFirst) || this.readOfVials(item, isFirst)) return;
    if (FIELD.byWord.has(word) && !CONTAINER_WORDS.has(word)) this.others.push(item);
    else if (!this.readPrice(item) && !this.readNoWaste(item)) this.readWithVolume(item, isFirst);
  }

  /** `80 mg baclofen in 40 mL`, `baclofen 40 mL of 2000 mcg/mL` */
  private readMassInVolume(item: Item): boolean {
    const found = MASS_IN_VOLUME.exec(item.text)?.groups ?? VOLUME_OF_STRENGTH.exec(item.text)?.groups;
    const name = found?.['name'];
    if (!found || !name || this.components.length || this.volume || !drugsNamed(name).length) return false;
    const volume = readQuantity(found['volume']!, VOLUME);
    const amount = readQuantity(found['amount']!, [...MASSES, ...STRENGTHS]);
    if (!volume.ok || !amount.ok || !isPositive(volume.value.amount)) return false;
    const { amount: mass, unit } = amount.value;
    const strength = MASSES.includes(unit)
      ? { amount: mass.div(volume.value.amount), unit: `${unit}/mL` as Unit }
      : amount.value;
    const { block } = this.reader;
    this.components.push({ block, start: item.start, end: item.end, name, strength: this.reader.fact(strength, item) });
    this.volume = this.reader.fact(volume.value, item);
    return true;
  }

  /** `compounded from sdv 4 x 5 mL` */
  private readFromContainers(item: Item): boolean {
    const [lead, verb] = FROM_CONTAINERS.exec(item.text) ?? [];
    if (!lead || !verb) return false;
    if (/^compounded$/i.test(verb))
      this.others.push({ start: item.start, end: item.start + verb.length, text: verb, unclosed: undefined });
    this.read({ ...item, start: item.start + lead.length, text: item.text.slice(lead.length) }, false);
    return true;
  }

  /** `40 mL w/ 0 waste` are two statements; `2 mL (4 mg) wasted` is one. */
  private readWasteBehind(item: Item, isFirst: boolean): boolean {
    if (!WASTE_WORD.test(item.text)) return false;
    const joint = WASTE_BEHIND.exec(item.text);
    const mass = MASS_IN_BRACKETS.exec(item.text);
    if (joint) {
      const head = item.text.slice(0, joint.index);
      const from = joint.index + joint[0].length;
      this.read({ start: item.start, end: item.start + head.length, text: head, unclosed: undefined }, isFirst);
      this.read({ ...item, start: item.start + from, text: item.text.slice(from) }, false);
      return true;
    }
    if (!mass) return false;
    const start = item.start + mass.index;
    this.reader.restated.push(this.reader.fact(mass[0], { start, end: start + mass[0].length }));
    const text = blanked(item.text, MASS_IN_BRACKETS).trimEnd();
    this.read({ ...item, end: item.start + text.length, text }, isFirst);
    return true;
  }

  private readAmountFirst(item: Item, isFirst: boolean): boolean {
    return this.readMassInVolume(item) || this.readWasteBehind(item, isFirst) || this.readFromContainers(item);
  }

  private readOfVials(item: Item, isFirst: boolean): boolean {
    if (GIVEN_IN_PARTS.test(item.text) || this.readMadeUp(item, isFirst) || this.readPartOfVial(item)) return true;
    return this.readDilution(item, isFirst) || this.readSourceOf(item, isFirst);
  }

  /** A flush, which is no drug, and `(40 mg each)` behind the rest of an item. */
  private readAside(item: Item): boolean {
    if (FLUSH.test(item.text)) {
      this.reader.restated.push(this.reader.fact(item.text, item));
      return true;
    }
    const aside = item.text.endsWith(')') ? IN_EACH.exec(item.text) : null;
    if (!aside) return false;
    const end = item.start + aside.index;
    this.reader.restated.push(this.reader.fact(aside[0], { start: end, end: item.end }));
    this.read({ start: item.start, end, text: item.text.slice(0, aside.index), unclosed: undefined }, false);
    return true;
  }

  private readWithVolume(item: Item, isFirst: boolean): void {
    if (
      this.readMassAlone(item) ||
      this.readTotal(item, isFirst) ||
      this.readWasteOfVial(item) ||
      this.readVolumeOf(item)
    )
      return;
    if (this.isMixture(item, isFirst)) {
      if (!isFirst && this.isOtherStrength(item)) this.reportOther(item);
      else this.readMixture(item);
    } else if (this.readNextVial(item) || this.readContainers(item) || this.readContainer(item)) return;
    else if (!isFirst && this.isOtherVolume(item)) this.reportOther(item);
    else this.others.push(item);
  }

  private reportOther(item: Item): void {
    const values = this.reader.pieces(item.text).filter(holdsValue);
    const isSame = (piece: Piece): boolean =>
      piece.kind === 'quantity' &&
      this.components.some(({ strength }) => strength && sameAmount(strength.value, piece.value) === true);
    if (values.every(isSame)) {
      this.reader.restated.push(this.reader.fact(item.text, item));
      return;
    }
    this.reader.unreadItem('drug', item, 'each amount once, and each drug of a mixture by its name');
  }

  /** `$684.00` */
  private readPrice(item: Item): boolean {
    if (!/^\$\s*[\d,.]+$/.test(item.text)) return false;
    this.invoice = this.reader.fact(item.text, item);
    return true;
  }

  /** `no waste`, `nothing discarded` */
  private readNoWaste(item: Item): boolean {
    if (!/^(?:no|none|nothing|zero)\b.*\b(?:waste|wasted|wastage|discarded|discard)\b/i.test(item.text)) return false;
    this.waste = this.reader.fact({ amount: new Big(0), unit: 'mL' }, item);
    return true;
  }

  /** `5 mL qs to 20 mL with 0.9% NaCl`: what was taken at the strength of the vial is in the larger volume. */
  private readMadeUp(item: Item, isFirst: boolean): boolean {
    const found = madeUpIn(item.text);
    if (!found) return false;
    const head = item.text.slice(0, found.start).trimEnd();
    const taken = volumeAtEnd(this.reader, head) ?? this.takenOfVial(item, head);
    const known = taken?.value ?? this.takenBefore();
    const whole = wholeOf(found, known);
    if ((!taken && endsInOtherWords(this.reader, head)) || !whole) return false;
    const span = { start: item.start + (taken?.start ?? found.start), end: item.end };
    this.madeUp = { taken: known, whole: this.reader.fact(whole, span) };
    const before = taken ? head.slice(0, taken.start).trimEnd() : head;
    if (before)
      this.read({ start: item.start, end: item.start + before.length, text: before, unclosed: undefined }, isFirst);
    return true;
  }

  /** The volume that an earlier item of the line takes. */
  private takenBefore(): Quantity | undefined {
    const volumes = this.others.flatMap(({ text }) => {
      const reading = readQuantity(text, VOLUME);
      return reading.ok && reading.end === text.length ? [reading.value] : [];
    });
    return this.part?.value ?? this.volume?.value ?? (volumes.length === 1 ? volumes[0] : undefined);
  }

  /** `half of a 20 mL vial` before the words of the diluent. */
  private takenOfVial(item: Item, text: string): { readonly value: Quantity; readonly start: number } | undefined {
    const found = partOfVial(text);
    if (!found || found.isWaste) return undefined;
    this.container ??= this.reader.fact({ kind: 'sdv', count: 1, size: found.size }, item);
    return { value: found.part, start: 0 };
  }

  /** `half of a 40 mL vial`, `half of a 20 mL vial wasted`; a part of a vial of unknown size is reported. */
  private readPartOfVial(item: Item): boolean {
    const found = partOfVial(item.text);
    if (found) {
      this.container ??= this.reader.fact({ kind: 'sdv', count: 1, size: found.size }, item);
      const part = this.reader.fact(found.part, item);
      if (found.isWaste) this.waste = part;
      else this.part = part;
      return true;
    }
    if (isToppedUp(item.text)) {
      this.toppedUp = item;
      return true;
    }
    if (!namesPartOfVial(item.text)) return false;
    this.reader.unreadItem('drug', item, 'whole vials with their size, as in sdv 2 x 20 mL, waste 10 mL');
    return true;
  }

  /** `half of a 40 mL vial, topped up with saline, 40 mL` */
  finishParts(volume: Fact<Quantity> | undefined): void {
    if (!this.toppedUp) return;
    if (this.part && volume && volume.value.amount.gt(this.part.value.amount))
      this.madeUp ??= { taken: this.part.value, whole: volume };
    else if (!this.madeUp)
      this.reader.unreadItem('drug', this.toppedUp, 'the volume taken and the whole, as in 10 mL qs to 20 mL');
  }

  /** `diluted 1:1 from 2000 mcg/mL`, and `diluted with saline to 1000 mcg/mL` beside the strength of the vial. */
  private readDilution(item: Item, isFirst: boolean): boolean {
    const found = dilutionIn(item.text);
    if (!found) return false;
    const head = item.text.slice(0, found.start).replace(/[\s(]+$/, '');
    const place = { start: item.start + found.start, end: item.end };
    if (head) this.read({ start: item.start, end: item.start + head.length, text: head, unclosed: undefined }, isFirst);
    const last = this.components.at(-1);
    const strength = found.strength && this.reader.fact(found.strength, place);
    if (found.way === 'from') this.from = strength;
    else if (found.way === 'volume') this.reader.undecided('drug', place);
    else if (!last?.strength || this.from || (!head && this.hasVolume())) this.reportDilution(item, found.start);
    else {
      const { amount, unit } = last.strength.value;
      this.from = last.strength;
      this.components[this.components.length - 1] = {
        ...last,
        strength: strength ?? this.reader.fact({ amount: amount.div(2), unit }, place),
      };
    }
    return true;
  }

  /** Whether the volume is stated before: then it may be that of the vial or that of the dilution. */
  private hasVolume(): boolean {
    return this.volume !== undefined || this.others.some(({ text }) => readQuantity(text, VOLUME).ok);
  }

  private reportDilution(item: Item, from: number): void {
    const place = { start: item.start + from, end: item.end, text: item.text.slice(from) };
    this.reader.unreadItem('drug', place, 'both strengths, as in baclofen 1000 mcg/mL diluted from 2000 mcg/mL');
  }

  /** `compounded morphine 20 mg/mL`: the source before the name. */
  private readSourceOf(item: Item, isFirst: boolean): boolean {
    const [found, source] = /^(compounded|commercial)\s+(?=[a-z])/i.exec(item.text) ?? [];
    if (!found || !source) return false;
    const text = item.text.slice(found.length);
    const [name] = wordsOf(this.reader.pieces(text));
    if (!name || FILLER.has(name) || !drugsNamed(text).length || !this.reader.pieces(text).some(isStrength))
      return false;
    this.others.push({ start: item.start, end: item.start + source.length, text: source, unclosed: undefined });
    this.read({ start: item.start + found.length, end: item.end, text, unclosed: undefined }, isFirst);
    return true;
  }

  /** `morphine/bupivacaine 20/10 mg/mL` and the like from an item on: the last item of the list, if one begins there. */
  readList(items: readonly Item[], at: number): number | undefined {
    const item = items[at]!;
    const list = this.components.length ? undefined : drugListAt(this.reader.block.text, item, items.at(-1)!.end);
    if (!list) return undefined;
    const part = (start: number, end: number): Item => {
      const text = this.reader.block.text.slice(start, end);
      return { start, end, text, unclosed: undefined };
    };
    if (list.source) this.others.push(part(list.source.start, list.source.end));
    if (list.volume) this.others.push(part(list.volume.start, list.volume.end));
    for (const { name, start, end, strength } of list.drugs) {
      const span = { start, end };
      this.components.push({ block: this.reader.block, ...span, name, strength: this.reader.fact(strength, span) });
    }
    const last = items.findIndex(({ end }) => end >= list.end);
    const rest = skipBlanks(this.reader.block.text, list.end, items[last]!.end);
    if (rest < items[last]!.end) this.readBehind(part(rest, items[last]!.end));
    return last;
  }

  /** `40 mL (80 mg)`, `40 mL = 80 mg`: the whole of the drug, which the strength and the volume give too. */
  private readTotal(item: Item, isFirst: boolean): boolean {
    const found = TOTAL.exec(item.text);
    const at = found ? found[0].search(/[\d.]/) + found.index : 0;
    const mass = found && readQuantity(item.text, MASSES, at);
    if (!found || !mass?.ok) return false;
    const text = item.text.slice(0, found.index).trimEnd();
    this.total = this.reader.fact(mass.value, { start: item.start + at, end: item.start + mass.end });
    if (text) this.read({ start: item.start, end: item.start + text.length, text, unclosed: undefined }, isFirst);
    return true;
  }

  /** `80 mg` behind the strength: the whole of the drug. */
  private readMassAlone(item: Item): boolean {
    const mass = /^[\d.,]+\s*[a-zµμ]+(?:\s+total)?$/i.test(item.text) ? readQuantity(item.text, MASSES) : undefined;
    if (!mass?.ok || !this.components[0]?.strength || this.total) return false;
    this.total = this.reader.fact(mass.value, item);
    return true;
  }

  /** `2 mL wasted from 20 mL vial`: the waste, and the vial that it is the rest of. */
  private readWasteOfVial(item: Item): boolean {
    const found = OF_VIAL.exec(item.text);
    if (!found || !this.reader.pieces(item.text.slice(0, found.index)).some(({ kind }) => kind === 'quantity'))
      return false;
    const text = item.text.slice(0, found.index).trimEnd();
    const start = item.start + found.index + found[1]!.length;
    this.others.push({ start: item.start, end: item.start + text.length, text, unclosed: undefined });
    const vial = { start, end: item.end, text: item.text.slice(start - item.start), unclosed: undefined };
    if (!this.container && !this.readContainer(vial)) this.others.push(vial);
    return true;
  }

  /** `20 mL of baclofen 2000 mcg/mL` */
  private readVolumeOf(item: Item): boolean {
    const [volume, of, name] = this.reader.pieces(item.text);
    const first = of?.kind === 'word' && of.word === 'of' ? name : of;
    if (volume?.kind !== 'quantity' || volume.value.unit !== 'mL' || first?.kind !== 'word') return false;
    const rest = { start: item.start + first.start, end: item.end, text: item.text.slice(first.start) };
    if (!this.isMixture(rest, false)) return false;
    this.volume = this.reader.fact(volume.value, { start: item.start, end: item.start + volume.end });
    this.readMixture(rest);
    return true;
  }

  private hasMasses(): boolean {
    return this.components.some(({ mass }) => mass) || (!this.components.length && this.isOfMasses);
  }

  /** The first item that no keyword begins, and later ones that name a drug with its strength. */
  private isMixture(item: Item, isFirst: boolean): boolean {
    if (startsWithNumber(item.text)) return false;
    const pieces = this.reader.pieces(item.text);
    const words = wordsOf(pieces);
    if (CONTAINER_WORDS.has(words[0] ?? '')) return false;
    const names = words.filter(
      word => !FIELD.triggers.has(word) && word !== 'final' && word !== 'to' && !FILLER.has(word) && !DENIALS.has(word),
    );
    if (isFirst) return names.length > 0;
    return (
      names.length > 0 &&
      (pieces.some(isStrength) || (this.hasMasses() && pieces.some(isMass))) &&
      !words.includes('from') &&
      !words.includes('diluted') &&
      !FIELD.triggers.has(words[0]!)
    );
  }

  /** `morphine 20 mg/mL + bupivacaine 10 mg/mL`; what is behind the last strength is read as an item of its own. */
  private readMixture(item: Item): void {
    if (this.readTogether(item)) return;
    for (const { start, end } of partsOf(this.reader, item.text)) {
      const part = { start: item.start + start, end: item.start + end, text: item.text.slice(start, end) };
      const { component, rest } = this.readComponent(part);
      this.components.push(component);
      if (rest < part.text.length)
        this.readBehind({ start: part.start + rest, end: part.end, text: part.text.slice(rest) });
    }
  }

  /** `ziconotide 100 mcg/mL 1 mL + saline 19 mL`: each part has its volume, and the mixture holds all of them. */
  private readTogether(item: Item): boolean {
    const parts = partsOf(this.reader, item.text).map(({ start, end }) => {
      const part = { start: item.start + start, end: item.start + end, text: item.text.slice(start, end) };
      return { part, volume: volumeAtEnd(this.reader, part.text) };
    });
    if (parts.length < 2 || this.volume || !parts.every(({ volume }) => volume)) return false;
    const total = parts.reduce((sum, { volume }) => sum.plus(volume!.value.amount), new Big(0));
    if (!isPositive(total)) return false;
    for (const { part, volume } of parts) {
      const { component } = this.readComponent({ ...part, text: part.text.slice(0, volume!.start).trimEnd() });
      const { strength } = component;
      this.components.push(
        strength
          ? { ...component, strength: { ...strength, value: diluted(strength.value, volume!.value, total) } }
          : component,
      );
      if (parts.filter(({ part: { text } }) => /\/\s*ml|%/i.test(text)).length === 1) this.from ??= strength;
    }
    this.volume = this.reader.fact({ amount: total, unit: 'mL' }, item);
    return true;
  }

  private readComponent(part: Item): { component: DrugComponent; rest: number } {
    const first = numberStart(part.text, 0);
    const second = numberStart(part.text, first + 1);
    // A brand may end in a number of its own: `Infumorph 500 25 mg/mL`.
    const isName =
      second < part.text.length &&
      !readQuantity(part.text, STRENGTHS, first).ok &&
      /^[\d.]+\s*$/.test(part.text.slice(first, second)) &&
      readQuantity(part.text, STRENGTHS, second).ok;
    const at = isName ? second : first;
    const { block } = this.reader;
    const whole = { block, start: part.start, end: part.end };
    const reading = readQuantity(part.text, STRENGTHS, at);
    const name = part.text
      .slice(0, at)
      .replace(/\b(?:at|of)\s*$/i, '')
      .replace(/^(?:w\/|with|and|plus)\s*/i, '')
      .trim();
    if (at === part.text.length) return { component: { ...whole, name: part.text.trim() }, rest: at };
    if (!reading.ok && readQuantity(part.text, VOLUME, at).ok) return { component: { ...whole, name }, rest: at };
    const byBrand = reading.ok ? undefined : this.readBrand(part, at, whole);
    if (byBrand) return byBrand;
    const mass = reading.ok ? undefined : readQuantity(part.text, MASSES, at);
    if (mass?.ok)
      return {
        component: { ...whole, name, mass: this.reader.fact(mass.value, part) },
        rest: skipBlanks(part.text, mass.end, part.text.length),
      };
    const amount = {
      start: part.start,
      end: reading.ok ? part.start + reading.end : part.end,
      text: part.text.slice(0, reading.ok ? reading.end : undefined),
    };
    const strength = this.reader.quantity(amount, at, STRENGTHS);
    if (!strength) this.reader.undecided('drug', part);
    return {
      component: { ...whole, name, strength: strength && { ...strength, end: part.end } },
      rest: reading.ok ? skipBlanks(part.text, reading.end, part.text.length) : part.text.length,
    };
  }

  /** `Gablofen 2000`: the number is that of the product. */
  private readBrand(
    part: Item,
    at: number,
    whole: SourceRange,
  ): { component: DrugComponent; rest: number } | undefined {
    const end = at + numberLength(part.text, at);
    const value = strengthOfBrand(part.text.slice(0, at), part.text.slice(at, end));
    if (!value || readQuantity(part.text, MASSES, at).ok) return undefined;
    const component = { ...whole, name: part.text.slice(0, end), strength: this.reader.fact(value, part) };
    return { component, rest: skipBlanks(part.text, end, part.text.length) };
  }

  /** `2000 mcg/mL 20 mL vial` and `2000 mcg/mL diluted to 1000 mcg/mL`, behind the strength. */
  private readBehind(rest: Item): void {
    const last = this.components.at(-1)!;
    const diluted = /^(?:diluted|reconstituted|dilution)?\s*to\s+(?=[\d.])/i.exec(rest.text);
    if (diluted && last.strength) {
      const strength = this.reader.quantity(rest, diluted[0].length, STRENGTHS);
      this.from = last.strength;
      if (strength) this.components[this.components.length - 1] = { ...last, strength };
    } else if (!this.readContainer(rest)) this.others.push(trimmed(rest));
  }

  /** `sdv 2 x 20 mL`, `2 vials of 20 mL`, `20 mL single-dose vial x 2`; false for items that name no container. */
  private readContainer(item: Item): boolean {
    const { word, rest } = keywordOf(item);
    if (word === 'sdv' || word === 'mdv') {
      const simple = readSimpleContainer(this.reader, item, word, rest);
      if (simple !== 'other') {
        this.container = simple ?? this.container;
        return true;
      }
    }
    const pieces = this.reader.pieces(item.text);
    const words = wordsOf(pieces);
    const kinds = words.map(one => CONTAINER_WORDS.get(one)).filter(kind => kind !== undefined);
    if (!kinds.length || pieces.some(isStrength) || words.includes('from')) return false;
    const sizes = pieces.filter(piece => piece.kind === 'quantity');
    const counts = pieces.filter(
      piece =>
        piece.kind === 'number' ||
        (piece.kind === 'word' &&
          piece.word !== 'single' &&
          (NUMBER_WORDS.has(piece.word) || /^x\d+$/.test(piece.word))),
    );
    const [size] = sizes;
    if (sizes.length > 1 || counts.length > 1 || (size && size.value.unit !== 'mL')) return false;
    const count = counts[0] ? countOf(item.text, counts[0]) : 1;
    const kind = kinds.includes('mdv') || words.includes('multiple') || words.includes('multi') ? 'mdv' : 'sdv';
    if (!size && !counts[0]) this.container ??= this.reader.fact({ kind }, item);
    else if (count === undefined || count < 1 || count > 999) return false;
    else {
      const each =
        size && (words.includes('total') ? { ...size.value, amount: size.value.amount.div(count) } : size.value);
      this.container = this.reader.fact(each ? { kind, count, size: each } : { kind, count }, item);
    }
    return true;
  }

  /** `1 sdv 20 mL + 1 sdv 20 mL`: alike containers, counted together. */
  private readContainers(item: Item): boolean {
    const parts = containersIn(item.text);
    const before = this.container;
    let whole: Container | undefined;
    for (const part of parts) {
      this.container = undefined;
      const at = {
        start: item.start + part.start,
        end: item.start + part.end,
        text: item.text.slice(part.start, part.end),
      };
      const one = this.readContainer(at) ? together(whole, this.container) : undefined;
      if (!one) {
        this.container = before;
        return false;
      }
      whole = one;
    }
    if (whole) this.container = this.reader.fact(whole, item);
    return whole !== undefined;
  }

  /** `sdv 20 mL, 20 mL` beside the volume placed: the second vial. */
  private readNextVial(item: Item): boolean {
    const { container, placed } = this;
    const size = container?.value.size;
    const reading = readQuantity(item.text, VOLUME);
    const gap = container && this.reader.block.text.slice(container.end, item.start);
    if (!size || !gap || !/^\s*[,;]\s*$/.test(gap) || !reading.ok || reading.end !== item.text.length) return false;
    const isPlaced = placed.every(amount => sameAmount(amount, reading.value) === true);
    if (isPlaced || sameAmount(size, reading.value) !== true) return false;
    const value = { ...container.value, count: (container.value.count ?? 1) + 1 };
    this.container = this.reader.fact(value, spanOfBoth(container, item));
    return true;
  }

  /** `15 mL at implant` beside the volume placed: of another thing. */
  private isOtherVolume(item: Item): boolean {
    const pieces = this.reader.pieces(item.text);
    const values = pieces.filter(holdsValue);
    const [value] = values;
    if (value?.kind !== 'quantity' || value.value.unit !== 'mL' || values.length > 1) return false;
    if (!this.placed.some(amount => sameAmount(amount, value.value) !== true)) return false;
    return wordsOf(pieces).some(word => !FIELD.triggers.has(word) && !FIELD.byWord.has(word) && !FILLER.has(word));
  }

  /** `baseline 30 mg/mL` behind the drug: no table knows such a drug, and a comma mixes nothing. */
  private isOtherStrength(item: Item): boolean {
    const isKnown = this.components.some(({ name, strength }) => strength && drugsNamed(name).length > 0);
    if (!isKnown || this.isCompounded || /[+&/]\s*[a-z]/i.test(item.text.replace(/\/\s*ml\b/gi, ''))) return false;
    return !drugsNamed(item.text).length && !wordsOf(this.reader.pieces(item.text)).some(mayNameDrug);
  }
}

/** Where the containers of `1 sdv 20 mL + 1 sdv 20 mL` are; none if the text has no two. */
function containersIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  const parts: { start: number; end: number }[] = [];
  let start = 0;
  for (const joint of text.matchAll(/\s*(?:\+|&|\band\b)\s*/g)) {
    parts.push({ start, end: joint.index });
    start = joint.index + joint[0].length;
  }
  return parts.length ? [...parts, { start, end: text.length }] : [];
}

/** Two alike containers as one of both. */
function together(before: Container | undefined, { value }: Partial<Fact<Container>> = {}): Container | undefined {
  if (!before || !value) return value;
  const isAlike =
    before.kind === value.kind && before.size && value.size && sameAmount(before.size, value.size) === true;
  return isAlike ? { ...before, count: (before.count ?? 1) + (value.count ?? 1) } : undefined;
}

/** Whether a word may be a drug that the tables lack, by how such names end. */
function mayNameDrug(word: string): boolean {
  return (
    isShortForDrug(word) ||
    /(?:caine|tanil|morphone|codone|adone|idine|amine|zolam|olol|stigmine|adenosine|otide|ostinil|eridol|saline|water|nacl|chloride|dextrose)$/.test(
      word,
    )
  );
}

/** The volume after a diluent was added to what was taken. */
function wholeOf({ whole, added }: MadeUpReading, taken: Quantity | undefined): Quantity | undefined {
  return whole ?? (taken && added && { ...added, amount: taken.amount.plus(added.amount) });
}

/** Whether a text ends in a word, and names no container. */
function endsInOtherWords(reader: Reader, text: string): boolean {
  const pieces = reader.pieces(text);
  return pieces.at(-1)?.kind === 'word' && !wordsOf(pieces).some(word => CONTAINER_WORDS.has(word));
}

/** The volume that a part ends with. */
function volumeAtEnd(reader: Reader, text: string): { readonly value: Quantity; readonly start: number } | undefined {
  const last = reader.pieces(text).at(-1);
  return last?.kind === 'quantity' && last.value.unit === 'mL' && last.end === text.length
    ? { value: last.value, start: last.start }
    : undefined;
}

/** The strength of what was taken in a volume once it is in a larger one. */
function diluted(strength: Quantity, volume: Quantity, total: Big): Quantity {
  return { amount: strength.amount.times(volume.amount).div(total), unit: strength.unit };
}

function isMass(piece: Piece): boolean {
  return piece.kind === 'quantity' && MASSES.includes(piece.value.unit);
}

function isStrength(piece: Piece): boolean {
  return piece.kind === 'quantity' && STRENGTHS.includes(piece.value.unit);
}

function countOf(text: string, piece: Piece): number | undefined {
  const typed = text.slice(piece.start, piece.end).toLowerCase().replace(/^x/, '');
  return every(typed, isDigit) ? +typed : NUMBER_WORDS.get(typed);
}

function trimmed(item: Item): Item {
  const text = item.text.replace(/^[\sx×*]+(?=\d)/, '');
  return { start: item.end - text.length, end: item.end, text };
}

/**
 * The drugs of a mixture, joined by `+`, `&`, `and`, `plus`, by `with` before another strength, or by `/` between two
 * strengths.
 */
function partsOf(reader: Reader, text: string): readonly { start: number; end: number }[] {
  const pieces = reader.pieces(text);
  const parts: { start: number; end: number }[] = [];
  let from = 0;
  const cut = (piece: Piece): void => {
    const start = skipBlanks(text, from, piece.start),
      end = trimEnd(text, start, piece.start);
    if (end > start) parts.push({ start, end });
    from = piece.end;
  };
  pieces.forEach((piece, i) => {
    if (i > 0 && joinsDrugs(pieces, i)) cut(piece);
  });
  const start = skipBlanks(text, from, text.length);
  if (start < text.length) parts.push({ start, end: text.length });
  return parts;
}

function joinsDrugs(pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at]!;
  if (piece.kind === 'sign' && (piece.sign === '+' || piece.sign === '&')) return true;
  if (piece.kind === 'word' && (piece.word === 'and' || piece.word === 'plus')) return true;
  const isJoiner =
    (piece.kind === 'sign' && (piece.sign === '/' || piece.sign === '-')) ||
    (piece.kind === 'word' && piece.word === 'with');
  return isJoiner && pieces.slice(0, at).some(isStrength) && pieces.slice(at + 1).some(isStrength);
}

/** Where the next word that begins as a number is (`25`, `.5`), or the end of the text. */
function numberStart(text: string, from: number): number {
  let at = from;
  while (at < text.length && !((at === 0 || isBlank(text.charCodeAt(at - 1))) && numberLength(text, at))) at++;
  return at;
}

/** A vial is labeled by its volume, or by what it holds. */
const SIZES: readonly Unit[] = [...VOLUME, 'mg', 'mcg'];

/** `sdv 2 x 20 mL`, `sdv 20 mL` (one), `mdv`. `other` for a wording of another kind. */
function readSimpleContainer(
  reader: Reader,
  item: Item,
  kind: 'sdv' | 'mdv',
  from: number,
): Fact<Container> | 'other' | undefined {
  if (from === item.text.length) return reader.fact({ kind }, item);
  const text = item.text.slice(from);
  const only = /^\(?(\d{1,2})\)?$/.exec(text)?.[1];
  if (only && +only > 0) return reader.fact({ kind, count: +only }, item);
  const x = text.search(/[x×]/i);
  const counted = x > 0 && every(text, isDigit, 0, trimEnd(text, 0, x));
  const count = counted ? +text.slice(0, trimEnd(text, 0, x)) : 1;
  const sizeText = counted ? text.slice(skipBlanks(text, x + 1, text.length)) : text;
  if (!counted && !startsWithNumber(text)) return /\d/.test(text) ? 'other' : reader.fact({ kind }, item);
  const size = readQuantity(sizeText, SIZES);
  if (size.ok && size.end < sizeText.trimEnd().length && /\d/.test(sizeText.slice(size.end))) return 'other';
  if (size.ok && count > 0 && count < 1000) return reader.fact({ kind, count, size: size.value }, item);
  if (!counted && /^\d+\s*(?:vials?|ampules?)?\s*(?:of\s+)?(?:$|\d)/i.test(text) && !size.ok && /[a-z]/i.test(text))
    return 'other';
  reader.problem(
    'malformed-value',
    item,
    size.ok
      ? `Write the number of containers in “${item.text}”, as ${kind} 2 x 20 mL.`
      : `Correct “${item.text}”: it ${size.why}.`,
  );
  reader.undecided('drug', item);
  return undefined;
}
