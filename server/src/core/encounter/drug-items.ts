import { Big } from 'big.js';
import { compileField } from '../fields/compiled-field.js';
import { CONTAINER_WORDS, DRUG } from '../fields/drug.js';
import { DENIALS, FILLER } from '../fields/filler.js';
import { MASSES, STRENGTHS, VOLUME, type Unit } from '../fields/units.js';
import { blanked, skipBlanks } from '../syntax/chars.js';
import type { Item } from '../syntax/tree.js';
import { componentIn, componentsTogether, isMass, isStrength, partsOfMixture, volumeAtEnd } from './drug-components.js';
import { containerIn, containersIn } from './drug-containers.js';
import { drugListAt } from './drug-list.js';
import { dilutionIn, withoutBrackets } from './drug-wordings.js';
import { holdsValue, wordsOf, type Piece } from './item-pieces.js';
import { drugsNamed, isShortForDrug } from './loose-facts.js';
import { isToppedUp, madeUpIn, namesPartOfVial, partOfVial, type MadeUpReading } from './made-up.js';
import type { Container, DrugComponent, Fact, Quantity } from './model.js';
import { isPositive, readQuantity, sameAmount, startsWithNumber } from './quantity.js';
import { keywordOf, spanOfBoth, type Reader } from './reader.js';

export const DRUG_FIELD = compileField(DRUG);

/** What was taken of a drug, and the volume that it was made up to. */
export interface MadeUp {
  readonly taken: Quantity | undefined;
  readonly whole: Fact<Quantity>;
}

const TOTAL =
  /(?:\(\s*=?|=|\b(?:total(?: dose| drug| of)?|(?:screening|test|trial|bolus)(?: dose)?|dose)\s*[:=]?)\s*[\d.][\d.,]*\s*(?:mg|mcg|ug|µg|units)\s*(?:total)?\s*\)?$/i;

const OF_VIAL = /(\s(?:from|of|out of)\s+(?:an?\s+|the\s+)?)\d[\d.]*\s*-?\s*(?:ml|cc)\b[^,]*\b(?:vial|sdv|amp)/i;

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
export class DrugReader {
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
    if (DRUG_FIELD.byWord.has(word) && !CONTAINER_WORDS.has(word)) this.others.push(item);
    else if (!this.readPrice(item) && !this.readNoWaste(item)) this.readWithVolume(item, isFirst);
  }

  /**
   * `morphine/bupivacaine 20/10 mg/mL` and the like from an item on: the last item of the list, if one begins there.
   */
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

  /** `half of a 40 mL vial, topped up with saline, 40 mL` */
  finishParts(volume: Fact<Quantity> | undefined): void {
    if (!this.toppedUp) return;
    if (this.part && volume && volume.value.amount.gt(this.part.value.amount))
      this.madeUp ??= { taken: this.part.value, whole: volume };
    else if (!this.madeUp)
      this.reader.unreadItem('drug', this.toppedUp, 'the volume taken and the whole, as in 10 mL qs to 20 mL');
  }

  private readAmountFirst(item: Item, isFirst: boolean): boolean {
    return this.readMassInVolume(item) || this.readWasteBehind(item, isFirst) || this.readFromContainers(item);
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

  /** `compounded from sdv 4 x 5 mL` */
  private readFromContainers(item: Item): boolean {
    const [lead, verb] = FROM_CONTAINERS.exec(item.text) ?? [];
    if (!lead || !verb) return false;
    if (/^compounded$/i.test(verb))
      this.others.push({ start: item.start, end: item.start + verb.length, text: verb, unclosed: undefined });
    this.read({ ...item, start: item.start + lead.length, text: item.text.slice(lead.length) }, false);
    return true;
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
      word =>
        !DRUG_FIELD.triggers.has(word) && word !== 'final' && word !== 'to' && !FILLER.has(word) && !DENIALS.has(word),
    );
    if (isFirst) return names.length > 0;
    return (
      names.length > 0 &&
      (pieces.some(isStrength) || (this.hasMasses() && pieces.some(isMass))) &&
      !words.includes('from') &&
      !words.includes('diluted') &&
      !DRUG_FIELD.triggers.has(words[0]!)
    );
  }

  /** `morphine 20 mg/mL + bupivacaine 10 mg/mL`; what is behind the last strength is read as an item of its own. */
  private readMixture(item: Item): void {
    if (this.readTogether(item)) return;
    for (const { start, end } of partsOfMixture(this.reader, item.text)) {
      const part = { start: item.start + start, end: item.start + end, text: item.text.slice(start, end) };
      const { component, rest } = componentIn(this.reader, part);
      this.components.push(component);
      if (rest < part.text.length)
        this.readBehind({ start: part.start + rest, end: part.end, text: part.text.slice(rest) });
    }
  }

  /** `ziconotide 100 mcg/mL 1 mL + saline 19 mL` */
  private readTogether(item: Item): boolean {
    const mixture = this.volume ? undefined : componentsTogether(this.reader, item);
    if (!mixture) return false;
    this.components.push(...mixture.components);
    this.from ??= mixture.from;
    this.volume = this.reader.fact(mixture.total, item);
    return true;
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

  /** `sdv 2 x 20 mL`; false for items that name no container. */
  private readContainer(item: Item): boolean {
    const found = containerIn(this.reader, item);
    if (!found) return false;
    if (!found.isKindOnly || !this.container) this.container = found.container ?? this.container;
    return true;
  }

  /** `1 sdv 20 mL + 1 sdv 20 mL` */
  private readContainers(item: Item): boolean {
    const found = containersIn(this.reader, item);
    this.container = found ?? this.container;
    return found !== undefined;
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
    return wordsOf(pieces).some(
      word => !DRUG_FIELD.triggers.has(word) && !DRUG_FIELD.byWord.has(word) && !FILLER.has(word),
    );
  }

  /** `baseline 30 mg/mL` behind the drug: no table knows such a drug, and a comma mixes nothing. */
  private isOtherStrength(item: Item): boolean {
    const isKnown = this.components.some(({ name, strength }) => strength && drugsNamed(name).length > 0);
    if (!isKnown || this.isCompounded || /[+&/]\s*[a-z]/i.test(item.text.replace(/\/\s*ml\b/gi, ''))) return false;
    return !drugsNamed(item.text).length && !wordsOf(this.reader.pieces(item.text)).some(mayNameDrug);
  }
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

function trimmed(item: Item): Item {
  const text = item.text.replace(/^[\sx×*]+(?=\d)/, '');
  return { start: item.end - text.length, end: item.end, text };
}
