/** The drugs of a mixture in `drug:`, each with its strength, mass or volume. */
import { Big } from 'big.js';
import { MASSES, STRENGTHS, VOLUME } from '../fields/units.js';
import { isBlank, skipBlanks, trimEnd } from '../syntax/chars.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { Item } from '../syntax/tree.js';
import { strengthOfBrand } from './drug-wordings.js';
import type { Piece } from './item-pieces.js';
import type { DrugComponent, Fact, Quantity } from './model.js';
import { isPositive, numberLength, readQuantity } from './quantity.js';
import type { Reader } from './reader.js';

/** A drug with its strength or mass, and where what is behind it begins. */
export interface ComponentReading {
  readonly component: DrugComponent;
  readonly rest: number;
}

/** Reads one drug of a mixture: `morphine 20 mg/mL`, `Infumorph 500 25 mg/mL`, `dexamethasone 25 mg`. */
export function componentIn(reader: Reader, part: Item): ComponentReading {
  const at = endOfName(part.text);
  const { block } = reader;
  const whole = { block, start: part.start, end: part.end };
  const reading = readQuantity(part.text, STRENGTHS, at);
  const name = part.text
    .slice(0, at)
    .replace(/\b(?:at|of)\s*$/i, '')
    .replace(/^(?:w\/|with|and|plus)\s*/i, '')
    .trim();
  if (at === part.text.length) return { component: { ...whole, name: part.text.trim() }, rest: at };
  if (!reading.ok && readQuantity(part.text, VOLUME, at).ok) return { component: { ...whole, name }, rest: at };
  const byBrand = reading.ok ? undefined : brandIn(reader, part, at, whole);
  if (byBrand) return byBrand;
  const mass = reading.ok ? undefined : readQuantity(part.text, MASSES, at);
  if (mass?.ok)
    return {
      component: { ...whole, name, mass: reader.fact(mass.value, part) },
      rest: skipBlanks(part.text, mass.end, part.text.length),
    };
  const end = reading.ok ? reading.end : part.text.length;
  const amount = {
    start: part.start,
    end: reading.ok ? part.start + reading.end : part.end,
    text: part.text.slice(0, end),
  };
  const strength = reader.quantity(amount, at, STRENGTHS);
  if (!strength) reader.undecided('drug', part);
  return {
    component: { ...whole, name, strength: strength && { ...strength, end: part.end } },
    rest: skipBlanks(part.text, end, part.text.length),
  };
}

/** Where the name of a drug ends. A brand may end in a number of its own: `Infumorph 500 25 mg/mL`. */
function endOfName(text: string): number {
  const first = numberStart(text, 0);
  const second = numberStart(text, first + 1);
  const isNumberOfBrand =
    second < text.length &&
    !readQuantity(text, STRENGTHS, first).ok &&
    /^[\d.]+\s*$/.test(text.slice(first, second)) &&
    readQuantity(text, STRENGTHS, second).ok;
  return isNumberOfBrand ? second : first;
}

/** `Gablofen 2000`: the number is that of the product. */
function brandIn(reader: Reader, part: Item, at: number, whole: SourceRange): ComponentReading | undefined {
  const end = at + numberLength(part.text, at);
  const value = strengthOfBrand(part.text.slice(0, at), part.text.slice(at, end));
  if (!value || readQuantity(part.text, MASSES, at).ok) return undefined;
  const component = { ...whole, name: part.text.slice(0, end), strength: reader.fact(value, part) };
  return { component, rest: skipBlanks(part.text, end, part.text.length) };
}

/** Drugs of a mixture that each have their volume, in the volume of all. */
export interface MixtureByVolume {
  readonly components: readonly DrugComponent[];
  readonly total: Quantity;
  /** The strength before the mixing, if the mixture has one drug. */
  readonly from: Fact<Quantity> | undefined;
}

/** `ziconotide 100 mcg/mL 1 mL + saline 19 mL`: each part has its volume, and the mixture holds all of them. */
export function componentsTogether(reader: Reader, item: Item): MixtureByVolume | undefined {
  const parts = partsOfMixture(reader, item.text).map(({ start, end }) => {
    const part = { start: item.start + start, end: item.start + end, text: item.text.slice(start, end) };
    return { part, volume: volumeAtEnd(reader, part.text) };
  });
  if (parts.length < 2 || !parts.every(({ volume }) => volume)) return undefined;
  const total = parts.reduce((sum, { volume }) => sum.plus(volume!.value.amount), new Big(0));
  if (!isPositive(total)) return undefined;
  const isOfOneDrug = parts.filter(({ part: { text } }) => /\/\s*ml|%/i.test(text)).length === 1;
  let from: Fact<Quantity> | undefined;
  const components = parts.map(({ part, volume }) => {
    const { component } = componentIn(reader, { ...part, text: part.text.slice(0, volume!.start).trimEnd() });
    const { strength } = component;
    if (isOfOneDrug) from ??= strength;
    return strength
      ? { ...component, strength: { ...strength, value: diluted(strength.value, volume!.value, total) } }
      : component;
  });
  return { components, total: { amount: total, unit: 'mL' }, from };
}

/**
 * The drugs of a mixture, joined by `+`, `&`, `and`, `plus`, by `with` before another strength, or by `/` between two
 * strengths.
 */
export function partsOfMixture(reader: Reader, text: string): readonly { start: number; end: number }[] {
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

/** The volume that a part ends with. */
export function volumeAtEnd(
  reader: Reader,
  text: string,
): { readonly value: Quantity; readonly start: number } | undefined {
  const last = reader.pieces(text).at(-1);
  return last?.kind === 'quantity' && last.value.unit === 'mL' && last.end === text.length
    ? { value: last.value, start: last.start }
    : undefined;
}

/** The strength of what was taken in a volume once it is in a larger one. */
export function diluted(strength: Quantity, volume: Quantity, total: Big): Quantity {
  return { amount: strength.amount.times(volume.amount).div(total), unit: strength.unit };
}

/** Where the next word that begins as a number is (`25`, `.5`), or the end of the text. */
function numberStart(text: string, from: number): number {
  let at = from;
  while (at < text.length && !((at === 0 || isBlank(text.charCodeAt(at - 1))) && numberLength(text, at))) at++;
  return at;
}

export function isMass(piece: Piece): boolean {
  return piece.kind === 'quantity' && MASSES.includes(piece.value.unit);
}

export function isStrength(piece: Piece): boolean {
  return piece.kind === 'quantity' && STRENGTHS.includes(piece.value.unit);
}
