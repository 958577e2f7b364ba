/** Wordings of `drug:` that name a strength by the number of a brand, or a dilution. */
import type { Quantity } from './model.js';
import { readQuantity } from './quantity.js';
import { STRENGTHS } from '../fields/units.js';

/** Strengths by the numbers that the names of products end with. */
const BRANDS: readonly (readonly [brand: RegExp, strengths: Readonly<Record<string, string>>])[] = [
  [/\binfumorph\s*$/i, { 200: '10 mg/mL', 500: '25 mg/mL' }],
  [/\bduramorph\s*$/i, { 0.5: '0.5 mg/mL', 1: '1 mg/mL' }],
  [/\bmitigo\s*$/i, { 10: '10 mg/mL', 25: '25 mg/mL' }],
  [/\bgablofen\s*$/i, { 50: '50 mcg/mL', 500: '500 mcg/mL', 1000: '1000 mcg/mL', 2000: '2000 mcg/mL' }],
];

/** The strength of `Infumorph 500` and `Gablofen 2000`, whose number has no unit. */
export function strengthOfBrand(name: string, number: string): Quantity | undefined {
  const strengths = BRANDS.find(([brand]) => brand.test(name))?.[1];
  const text = strengths?.[number.replace(/,/g, '').replace(/^\./, '0.')];
  const reading = text ? readQuantity(text, STRENGTHS) : undefined;
  return reading?.ok ? reading.value : undefined;
}

const IN_BRACKETS = /^([a-z][a-z-]*\s+[\d.]+\s*)\(\s*(?=[\d.,]+\s*(?:mg|mcg|ug|µg)\b)([^()]*)\)/i;

/** `Infumorph 500 (25 mg/mL)` with blanks for the brackets, so that each place stays. */
export function withoutBrackets(text: string): string {
  const found = IN_BRACKETS.exec(text);
  return found ? text.slice(0, found[0].length).replace(/[()]/g, ' ') + text.slice(found[0].length) : text;
}

const DILUENT = String.raw`(?:(?:sterile|preservative[\s-]free|pf|normal|0?\.9\s*%)\s+)*(?:saline|ns|nacl|sodium chloride|diluent|sterile water|water)(?:\s+0?\.9\s*%)?`;
const DILUTES = String.raw`(?:diluted|cut|reconstituted|dilution)`;
const EQUAL = String.raw`(?:1\s*:\s*1|1\s+to\s+1|50\s*/\s*50|half\s+and\s+half)`;
const WITH = String.raw`(?:(?:with|in|using)\s+${DILUENT})`;
const HOW = String.raw`(?:\s*\(?(?:${EQUAL}|${WITH})\)?)`;

const DILUTED = new RegExp(String.raw`(?:^|\s)(${DILUTES}${HOW}*(?:\s+(to|from)\s+(?:an?\s+|the\s+)?(?=[\d.]))?)`, 'i');
const DILUTION_WORD = /\b(?:diluted|cut|reconstituted|dilution)\b/i;
const BEHIND = new RegExp(String.raw`^${HOW}*\s*(?:vials?|ampules?|syringes?|\))?\s*$`, 'i');
const BY_VOLUME = new RegExp(
  String.raw`^${DILUTES}\s+(?:with|in)\s+[\d.]+\s*(?:ml|cc)\b(?:\s+(?:of\s+)?${DILUENT})?$`,
  'i',
);

/** How a drug was diluted: to or from a strength, in equal parts, or with a volume. */
export interface Dilution {
  /** Where its words begin. */
  readonly start: number;
  readonly way: 'to' | 'from' | 'equal' | 'volume';
  readonly strength?: Quantity;
}

/** `diluted with saline to 1000 mcg/mL`, `diluted 1:1 from 2000 mcg/mL`, `cut 1:1`, `reconstituted with 10 mL`. */
export function dilutionIn(text: string): Dilution | undefined {
  const word = DILUTION_WORD.exec(text);
  if (!word) return undefined;
  if (BY_VOLUME.test(text.slice(word.index))) return { start: word.index, way: 'volume' };
  const found = DILUTED.exec(text);
  if (!found) return undefined;
  const start = found.index + found[0].length - found[1]!.length;
  const end = found.index + found[0].length;
  const direction = found[2]?.toLowerCase();
  if (direction === 'to' || direction === 'from') {
    const reading = readQuantity(text, STRENGTHS, end);
    if (!reading.ok || !BEHIND.test(text.slice(reading.end))) return undefined;
    return { start, way: direction, strength: reading.value };
  }
  return new RegExp(EQUAL, 'i').test(found[1]!) && !text.slice(end).trim() ? { start, way: 'equal' } : undefined;
}
