/** The words of a line whose code names no drug: name and dose of every drug, and the volume, in 80 characters. */
import type { DrugComponent } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { isLetter } from '../../syntax/chars.js';
import { wordsOf } from '../../syntax/words.js';
import type { DrugEntry } from '../../codes/types.js';
import { plain } from '../../encounter/quantity.js';
import { massText } from './drug-amounts.js';
import type { DocumentedDrug } from './documented-drug.js';

/** The service line's note of an electronic claim (X12 element 352) holds this many characters. */
export const MAX_UNCLASSIFIED_TEXT_LENGTH = 80;

/**
 * `morphine 400 mg bupivacaine 200 mg 20 mL compounded`, shortened until it fits.
 * @param only one ingredient, where the payer wants a line for each
 * @returns undefined if a name, strength or volume is not in the note, or if no form is short enough
 */
export function composeUnclassifiedText(visit: Visit, of: DocumentedDrug, only?: DrugComponent): string | undefined {
  const volume = visit.placedVolume(of.drug)?.value;
  if (!volume) return undefined;
  const parts: { name: string; mass: string }[] = [];
  for (const [i, component] of of.components.entries()) {
    if (only && component !== only) continue;
    const mass = massText(component, volume);
    if (!component.name || !mass) return undefined;
    parts.push({ name: (of.entries[i]?.name ?? component.name).replaceAll('"', ''), mass });
  }
  const compose = (name: (full: string) => string, blank: string, tail: string): string =>
    [
      ...parts.map(part => `${name(part.name)} ${part.mass.replace(' ', blank)}`),
      `${plain(volume.amount)}${blank}mL`,
      ...(of.compound ? [tail] : []),
    ].join(' ');
  const whole = (name: string): string => name;
  const forms = [
    compose(whole, ' ', 'compounded'),
    compose(whole, ' ', 'cmpd'),
    compose(name => name.slice(0, 5), '', 'cmpd'),
  ];
  return forms.find(text => text.length <= MAX_UNCLASSIFIED_TEXT_LENGTH);
}

/** What a line's text says, as a payer's examiner would look for it. */
export interface UnclassifiedText {
  /** Number of doses or strengths in mg, mcg or units. */
  readonly doses: number;
  readonly volume: boolean;
  /** Offsets of `ug` or `µg` in the text. */
  readonly ug: readonly { readonly start: number; readonly end: number }[];
}

/** Heparin is counted in units. */
const DOSE_UNITS: ReadonlySet<string> = new Set(['mg', 'mcg', 'units', 'unit', 'u', 'iu']);

const MICROGRAMS: ReadonlySet<string> = new Set(['ug', 'µg', 'μg']);
const VOLUME_UNITS: ReadonlySet<string> = new Set(['ml', 'cc']);

export function readUnclassifiedText(text: string): UnclassifiedText {
  let doses = 0,
    volume = false;
  const ug: { start: number; end: number }[] = [];
  for (let i = 0; i < text.length;) {
    if (!isLetter(text.charCodeAt(i)) && text[i] !== 'µ' && text[i] !== 'μ') {
      i++;
      continue;
    }
    let end = i + 1;
    while (end < text.length && isLetter(text.charCodeAt(end))) end++;
    const word = text.slice(i, end).toLowerCase();
    const isAmount = followsNumber(text, i);
    if (MICROGRAMS.has(word)) ug.push({ start: i, end });
    if (isAmount && (DOSE_UNITS.has(word) || MICROGRAMS.has(word))) doses++;
    else if (isAmount && VOLUME_UNITS.has(word)) volume = true;
    i = end;
  }
  return { doses, volume, ug };
}

function followsNumber(text: string, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && text[i] === ' ') i--;
  const c = i >= 0 ? text.charCodeAt(i) : 0;
  return c >= 0x30 && c <= 0x39;
}

/**
 * Whether a text names a drug: by its typed name, generic name, brand or alias, or by the first four or more letters of
 * one (`BUPIV`).
 */
export function namesDrug(text: string, component: DrugComponent, entry: DrugEntry | undefined): boolean {
  const lower = text.toLowerCase();
  const names = [component.name, ...(entry ? [entry.name, ...entry.brands, ...entry.aliases] : [])]
    // A text cannot hold a quote: a name is written without its own.
    .map(name => name.toLowerCase().replaceAll('"', ''))
    .filter(name => name.length > 2);
  if (names.some(name => lower.includes(name))) return true;
  return wordsOf(text).some(word => word.length >= 4 && names.some(name => name.startsWith(word)));
}
