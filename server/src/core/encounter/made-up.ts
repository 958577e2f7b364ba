/**
 * What a drug was made up to with a diluent: `5 mL qs to 20 mL with 0.9% NaCl`, `10 mL + 10 mL saline`,
 * `half of a 20 mL vial topped up with saline to 20 mL`.
 */
import { VOLUME } from '../fields/units.js';
import type { Quantity } from './model.js';
import { readQuantity } from './quantity.js';
import { Big } from 'big.js';

const DILUENT = String.raw`(?:(?:sterile|preservative[\s-]free|pf|normal|0?\.9\s*%)\s+)*(?:saline|pf\s*ns|pfns|ns|nacl|sodium chloride|diluent|(?:sterile )?water)(?:\s+0?\.9\s*%)?`;
const WITH_DILUENT = String.raw`(?:\s+(?:with|in|using)\s+${DILUENT})?`;
const VERB = String.raw`(?:q\.?\s?s\.?(?:['’]?d)?(?:\s+ad)?|(?:diluted|made|brought|topped|filled)(?:\s+(?:up|off|out))?)`;
const MILLILITERS = String.raw`[\d.]+\s*(?:ml|cc)\b`;

/** The volume that the whole was made up to. */
const TO_WHOLE = [
  String.raw`${VERB}${WITH_DILUENT}(?:\s+(?:up\s+)?to)?(?:\s+(?:a\s+)?(?:total|volume|final volume)(?:\s+of)?)?\s+(?=${MILLILITERS})`,
  String.raw`(?:(?:with|add(?:ed)?)\s+)?${DILUENT}\s+(?:(?:was\s+)?added\s+)?(?:q\.?\s?s\.?|up)?(?:\s*(?:to|ad))(?:\s+(?:a\s+)?(?:total|volume|final volume)(?:\s+of)?)?\s+(?=${MILLILITERS})`,
].map(head => new RegExp(String.raw`(?:^|(?<=\s))(${head})${MILLILITERS}${WITH_DILUENT}\s*$`, 'i'));

const OF_DILUENT = String.raw`(?:(?:(${MILLILITERS})\s+(?:of\s+)?${DILUENT})|(?:${DILUENT}\s+(${MILLILITERS})))(?:\s+(?:was\s+)?added)?\s*$`;

/** The volume of the diluent that was added to what was taken. */
const ADDED = new RegExp(
  String.raw`(?:^(?:added\s+)?|(?:^|(?<=\s))(?:mixed\s+with|combined\s+with|plus|and|then|\+)\s*)${OF_DILUENT}`,
  'i',
);

/**
 * `1 mL diluted with 19 mL saline`: only behind the volume that was taken, as `20 mL, diluted with …` may be the whole.
 */
const ADDED_BEHIND = new RegExp(String.raw`(?<=\s)(?:diluted\s+)?with\s+${OF_DILUENT}`, 'i');

/** Words of the patterns above, which few items hold. */
const MAY_BE = /q\.?\s?s|diluted|made|brought|topped|filled|added|saline|\bns\b|pfns|nacl|chloride|water|diluent/i;

/** `topped up with saline` with no volume: what it was topped up to is stated elsewhere, or nowhere. */
const TOPPED = new RegExp(String.raw`^(?:then\s+)?(?:topped|filled)\s+(?:up|off)${WITH_DILUENT}$`, 'i');

/** What an item says of the whole: its volume, or the volume that was added. */
export interface MadeUpReading {
  /** Where its words begin. */
  readonly start: number;
  readonly whole?: Quantity;
  readonly added?: Quantity;
}

export function madeUpIn(text: string): MadeUpReading | undefined {
  if (!MAY_BE.test(text)) return undefined;
  for (const pattern of TO_WHOLE) {
    const found = pattern.exec(text);
    const whole = found && readQuantity(text, VOLUME, found.index + found[1]!.length);
    if (found && whole?.ok) return { start: found.index, whole: whole.value };
  }
  const found = ADDED.exec(text) ?? ADDED_BEHIND.exec(text);
  const volume = found && (found[1] ?? found[2]);
  const added = volume ? readQuantity(volume, VOLUME) : undefined;
  return found && added?.ok ? { start: found.index, added: added.value } : undefined;
}

export function isToppedUp(text: string): boolean {
  return MAY_BE.test(text) && TOPPED.test(text.trim());
}

const PARTS: readonly (readonly [part: RegExp, of: readonly [number, number]])[] = [
  [/^(?:(?:a|one|1)[\s-]+)?half$|^1\/2$|^½$/i, [1, 2]],
  [/^(?:(?:a|one)[\s-]+)?third$|^1\/3$|^⅓$/i, [1, 3]],
  [/^(?:(?:a|one)[\s-]+)?quarter$|^1\/4$|^¼$/i, [1, 4]],
  [/^two[\s-]+thirds$|^2\/3$|^⅔$/i, [2, 3]],
  [/^three[\s-]+quarters$|^3\/4$|^¾$/i, [3, 4]],
];

const PART = String.raw`(?:(?:(?:a|one|1)[\s-]+)?(?:half|third|quarter)|two[\s-]+thirds|three[\s-]+quarters|1\/[234]|[23]\/[34]|[½⅓¼⅔¾])`;
const CONTAINER = String.raw`(?:single[\s-](?:dose|use)\s+)?(?:vial|sdv|ampule|ampoule|amp|syringe)`;

const OF_VIAL = new RegExp(
  String.raw`^(?:used\s+)?(${PART})\s+(?:of\s+)?(?:an?\s+|the\s+|one\s+|1\s+)?(?:([\d.]+\s*-?\s*(?:ml|cc))\s*${CONTAINER}|${CONTAINER}\s*(?:of\s+)?\(?([\d.]+\s*(?:ml|cc))\)?)(?:\s+(?:was\s+)?(used|wasted|discarded))?$`,
  'i',
);

/** A part of a vial, by the volume of the vial. */
export interface PartOfVial {
  readonly size: Quantity;
  readonly part: Quantity;
  readonly isWaste: boolean;
}

/** `half of a 40 mL vial`, `1/2 vial (20 mL) discarded` */
export function partOfVial(text: string): PartOfVial | undefined {
  const found = OF_VIAL.exec(text.trim());
  const of = found && PARTS.find(([part]) => part.test(found[1]!))?.[1];
  const size = found && readQuantity((found[2] ?? found[3])!, VOLUME);
  if (!found || !of || !size?.ok) return undefined;
  const part = { ...size.value, amount: size.value.amount.times(of[0]).div(new Big(of[1])) };
  return { size: size.value, part, isWaste: /wasted|discarded/i.test(found[4] ?? '') };
}

/** `one and a half vials`, `1.5 vials`, `half vial`: a part of a container whose size is not beside it. */
const LOOSE_PART = new RegExp(
  String.raw`\b(?:half|third|quarter|\d+\.\d+)\s+(?:(?:of|a|an|the)\s+)*(?:${CONTAINER})s?\b|[½⅓¼⅔¾]|(?<![\d/.])[123]\/[234](?![\d/.])`,
  'i',
);

export function namesPartOfVial(text: string): boolean {
  return LOOSE_PART.test(text) && /vial|sdv|amp|syringe/i.test(text);
}
