/**
 * Several drugs with their strengths in one statement of `drug:`, in any order and with any separator:
 * `morphine/bupivacaine 20/10 mg/mL`, `morphine 20 mg/mL with bupivacaine 10 mg/mL`, `20 mg/mL morphine`.
 */
import { Big } from 'big.js';
import { FILLER } from '../fields/filler.js';
import { STRENGTHS } from '../fields/units.js';
import { drugsNamed, isShortForDrug } from './loose-facts.js';
import type { Quantity } from './model.js';
import { isPositive, readNumber, readQuantity } from './quantity.js';

/** A drug with its strength, at its place in the text. */
export interface StatedDrug {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly strength: Quantity;
}

export interface DrugList {
  readonly drugs: readonly StatedDrug[];
  readonly end: number;
  /** `compounded` or `commercial` before the first name, with its place. */
  readonly source?: { readonly start: number; readonly end: number };
  /** `20 mL of` before the first name. */
  readonly volume?: { readonly start: number; readonly end: number };
}

/** `baclofen 2000 mcg/mL`, as nearly every line begins: no list. */
const ONE_DRUG = /^[a-z][a-z ]*\s[\d.,]+\s?(?:mg|mcg)\/mL$/i;

const BLANKS = /^\s+/;
const NUMBERED = /^(?:#?\d{1,2}[).:]|#\d{1,2})\s+/;
const SOURCE = /^(?:503[ab]\s+compound(?:ed)?|503[ab]|compounded|commercial)(?=\s+[a-z])/i;
const VOLUME = /^[\d.]+\s*(?:mL|cc)(?=\s)/i;
const LEAD = /^\s*(?:of\s+)?(?:(?:a\s+)?(?:mixture|mix|combo|combination|solution|admixture)\s+(?:of\s+)?)?/i;
const NAME =
  /^(?:(?:preservative[\s-]free|pf|intrathecal)\s+)?[a-z]{3,}(?:\s+(?:sulfate|sulphate|hcl|hydrochloride|acetate|citrate|sodium|pf|preservative[\s-]free)\b)*/i;
const JOINT = /^\s*(?:[/+&,;:-]|(?:and|with|plus)\b|w\/)\s*(?:(?:and|with|plus)\b\s*|w\/\s*)?/i;
const OPENING = /^\s*[,:]?\s*(?:\(\s*|(?:at|of)\s+)?/i;
const CLOSING = /^\s*\)/;
const AMOUNT =
  /^(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)\s*(mg|mcg|ug|µg|μg|%|percent|units?)?(\s*(?:\/|\bper\b|\bin\b)\s*(?:([\d.]+)\s*)?(?:mL|cc)\b)?(?!\.?\d|[a-z])(?!\s*(?:mL|cc|mg|mcg)\b)/i;

interface Amount {
  readonly start: number;
  readonly end: number;
  readonly number: string;
  readonly unit: string | undefined;
  /** The volume that it is in, in mL; undefined if none is stated. */
  readonly per: string | undefined;
}

type Named = Pick<StatedDrug, 'name' | 'start' | 'end'>;

/**
 * The list at a place of a text.
 * @param item the item that begins there
 * @param to where the line ends
 */
export function drugListAt(
  text: string,
  item: { readonly start: number; readonly text: string },
  to: number,
): DrugList | undefined {
  if (ONE_DRUG.test(item.text) || !/\d/.test(text.slice(item.start, to))) return undefined;
  const cursor = new Cursor(text.slice(0, to), item.start);
  cursor.take(NUMBERED);
  const source = cursor.take(SOURCE);
  cursor.take(BLANKS);
  const volume = cursor.take(VOLUME);
  cursor.take(LEAD);
  const from = cursor.at;
  // Without words before the name one drug is no list, and is read with the other forms of a name.
  const least = from > item.start ? 1 : 2;
  for (const read of [namesBeforeAmounts, nameByName, amountByAmount]) {
    cursor.at = from;
    const drugs = read(cursor, least);
    if (drugs) return { drugs, end: cursor.at, ...(source && { source }), ...(volume && { volume }) };
  }
  return undefined;
}

/** `morphine/bupivacaine 20 mg/10 mg per mL` */
function namesBeforeAmounts(cursor: Cursor): readonly StatedDrug[] | undefined {
  // Behind a comma an unknown word may be of another item.
  const names = cursor.list(joint => {
    const name = cursor.name();
    return name && (isKnown(name) || /^\s*[^\s,;]/.test(joint)) ? name : undefined;
  });
  if (names.length < 2 || !names.some(isKnown)) return undefined;
  cursor.take(OPENING);
  const amounts = cursor.list(() => cursor.amount());
  cursor.take(CLOSING);
  return amounts.length === names.length ? paired(names, amounts) : undefined;
}

/** `morphine (20 mg/mL), bupivacaine (10 mg/mL)` */
function nameByName(cursor: Cursor, least: number): readonly StatedDrug[] | undefined {
  const names: Named[] = [],
    amounts: Amount[] = [];
  for (let end = cursor.at; ; end = cursor.at) {
    const name = cursor.name();
    cursor.take(OPENING);
    const amount = name && isKnown(name) ? cursor.amount() : undefined;
    if (!name || !amount) {
      cursor.at = end;
      break;
    }
    cursor.take(CLOSING);
    names.push(name);
    amounts.push(amount);
    end = cursor.at;
    if (!cursor.take(JOINT)) cursor.take(BLANKS);
    if (!cursor.isAtName()) {
      cursor.at = end;
      break;
    }
  }
  const isBracketed = names.length === 1 && /\)\s*$/.test(cursor.textTo(cursor.at));
  return names.length >= (isBracketed ? 1 : least) ? paired(names, amounts) : undefined;
}

/** `20 mg/mL morphine + 10 mg/mL bupivacaine` */
function amountByAmount(cursor: Cursor): readonly StatedDrug[] | undefined {
  const names: Named[] = [],
    amounts: Amount[] = [];
  for (let end = cursor.at; ;) {
    const amount = cursor.amount();
    cursor.take(/^\s*(?:of\s+)?/i);
    const name = amount && cursor.name();
    if (!amount || !name || !isKnown(name)) {
      cursor.at = end;
      break;
    }
    names.push(name);
    amounts.push(amount);
    end = cursor.at;
    if (!cursor.take(JOINT)) cursor.take(BLANKS);
  }
  return names.length ? paired(names, amounts) : undefined;
}

function isKnown({ name }: Named): boolean {
  return drugsNamed(name).length > 0 || isShortForDrug(name);
}

/** Each name with its amount; a unit that an amount leaves out is that of the next one. */
function paired(names: readonly Named[], amounts: readonly Amount[]): readonly StatedDrug[] | undefined {
  let unit: string | undefined, per: string | undefined;
  const drugs: StatedDrug[] = [];
  for (let i = amounts.length - 1; i >= 0; i--) {
    const name = names[i]!,
      amount = amounts[i]!;
    unit = amount.unit ?? unit;
    per = amount.per ?? per;
    const strength = strengthOf(amount.number, unit, per);
    if (!strength) return undefined;
    drugs.unshift({ ...name, end: amount.start === name.end + 1 ? amount.end : name.end, strength });
  }
  return drugs;
}

function strengthOf(number: string, unit: string | undefined, per: string | undefined): Quantity | undefined {
  if (!unit) return undefined;
  const isShare = unit === '%' || unit.toLowerCase() === 'percent';
  const reading = readQuantity(isShare ? `${number} %` : `${number} ${unit}/mL`, STRENGTHS);
  const volume = isShare ? new Big(1) : per && readNumber(per);
  if (!reading.ok || !volume || !isPositive(volume)) return undefined;
  return { ...reading.value, amount: reading.value.amount.div(volume) };
}

/** A place in a text, from which patterns are taken one after the other. */
class Cursor {
  constructor(
    private readonly text: string,
    public at: number,
  ) {}

  /** What a pattern takes at this place; undefined if it takes nothing. */
  take(pattern: RegExp): { readonly start: number; readonly end: number } | undefined {
    const start = this.at;
    return this.match(pattern)?.[0] ? { start, end: this.at } : undefined;
  }

  /** The text that was taken last, up to a place. */
  textTo(end: number): string {
    return this.text.slice(Math.max(0, end - 2), end);
  }

  name(): Named | undefined {
    const start = this.at;
    const name = this.match(NAME)?.[0];
    if (name && !FILLER.has(name.toLowerCase())) return { name, start, end: this.at };
    this.at = start;
    return undefined;
  }

  isAtName(): boolean {
    const start = this.at;
    const name = this.name();
    this.at = start;
    return name !== undefined && isKnown(name);
  }

  amount(): Amount | undefined {
    const start = this.at;
    const found = this.match(AMOUNT);
    if (!found) return undefined;
    const [, number, unit, in1, per] = found;
    return { start, end: this.at, number: number!, unit, per: in1 && (per ?? '1') };
  }

  /** As many as there are, with a joint between each two. */
  list<T>(read: (joint: string) => T | undefined): readonly T[] {
    const all: T[] = [];
    for (let end = this.at; ;) {
      const one = read(this.text.slice(end, this.at));
      if (one === undefined) {
        this.at = end;
        return all;
      }
      all.push(one);
      end = this.at;
      if (!this.take(JOINT)) return all;
    }
  }

  private match(pattern: RegExp): RegExpExecArray | undefined {
    const found = pattern.exec(this.text.slice(this.at)) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }
}
