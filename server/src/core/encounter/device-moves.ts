/**
 * What an item of `device:` says of a device that came out or went in, in a chart's words: `explanted NGP01`,
 * `old pump out`.
 */
import { DEVICE_MOVES } from '../fields/pump.js';
import { STAYS_IN } from './device-words.js';

/**
 * The part of an item that describes the device, as offsets into its text; empty if the item only says that one moved.
 */
export interface DeviceMove {
  readonly moves: readonly ('out' | 'in')[];
  readonly start: number;
  readonly end: number;
}

const NOUN = String.raw`(?:(?:the|old|existing|prior|previous|depleted|expired|failed|infected|entire|whole)\s+)*(?:(?:implanted\s+)?(?:drug\s+|infusion\s+)?(?:pump|device|generator|reservoir|port|system)\s+)?(?:(?:was|were)\s+)?`;
const AFTER = String.raw`(?:[:\s]+(?:of\s+)?(?:the\s+)?(?:(?:old|new)\s+)?(?:(?:pump|device|port|reservoir)\b)?[:\s]*)`;
const anyOf = (words: readonly string[]): string => `(?:${words.map(word => word.replaceAll(' ', '\\s+')).join('|')})`;

const DENIED = /\b(?:no|not|never|without|pocket)\b/i;
/** `pump replaced with SynchroMed III`: one out, the other in. */
const REPLACED = new RegExp(
  `^(?:${NOUN}${anyOf(DEVICE_MOVES.exchanged)}\\s+(?:with|by|for|to)|(?!.*\\b(?:catheter|battery)\\b)[\\w. -]{3,40}\\s${anyOf(DEVICE_MOVES.exchanged)}\\s+(?:with|by|for)|${anyOf(DEVICE_MOVES.exchanged)}\\s+(?!.*\\b(?:catheter|battery)\\b)[\\w. -]{3,40}?\\s+(?:for|with)|(?:pump\\s+)?(?:swap|exchange|change-?out)(?:\\s*:|\\s+\\S+\\s+for|\\s+(?:to|with))|old\\s+out\\s*[/,&]\\s*new\\s+in\\s*:?)\\s+(?:an?\\s+)?(?:new\\s+)?`,
  'i',
);
const LEADING = {
  out: new RegExp(`^${NOUN}${anyOf([...DEVICE_MOVES.out, 'out'])}(?:$|${AFTER})`, 'i'),
  in: new RegExp(`^(?:new\\s+)?${NOUN}(?:${anyOf(DEVICE_MOVES.in)}|in(?=\\s*:))(?:$|${AFTER})`, 'i'),
};
const TRAILING = {
  out: new RegExp(`(?<!\\s)\\s+(?:was\\s+)?${anyOf([...DEVICE_MOVES.out, 'out'])}$`, 'i'),
  in: new RegExp(`(?<!\\s)\\s+(?:was\\s+)?${anyOf([...DEVICE_MOVES.in, 'in'])}$`, 'i'),
};
/** `new SynchroMed III 8667-40`, `replacement SynchroMed III`; a new pocket is no new device. */
const NEW = /^(?:new|replacement)\s+(?!of\b|.*\b(?:pocket|catheter|site)\b)/i;

/** What was done with a device that came out. */
const AFTERWARD =
  /\s+(?:for good|permanently|en bloc|in toto|intact|without (?:difficulty|incident|complications?)|and (?:discarded|disposed|sent|given|returned|cultured)\b.*)$|\s+(?:and|but)\s+(?:was\s+)?not\b.*$/i;

/** Reads an item that begins with neither `out` nor `in`. */
export function deviceMove(typed: string): DeviceMove | undefined {
  const text = typed.replace(AFTERWARD, '');
  if (DENIED.test(text) || (STAYS_IN.test(text) && !NEW.test(text))) return undefined;
  const whole = { start: 0, end: text.length };
  const replaced = REPLACED.exec(text);
  if (replaced) return { moves: ['out', 'in'], ...whole, start: replaced[0].length };
  for (const move of ['out', 'in'] as const) {
    const leading = LEADING[move].exec(text);
    if (leading && !startsWithDate(text.slice(leading[0].length)))
      return { moves: [move], ...whole, start: leading[0].length };
  }
  for (const move of ['out', 'in'] as const) {
    const trailing = TRAILING[move].exec(text);
    if (trailing) return { moves: [move], start: NEW.exec(text)?.[0].length ?? 0, end: trailing.index };
  }
  const fresh = NEW.exec(text);
  return fresh ? { moves: ['in'], ...whole, start: fresh[0].length } : undefined;
}

/**
 * The serial number in the words about a device that came out: `SynchroMed II NGP0001234`; the words themselves if they
 * hold none.
 */
export function serialIn(words: string): string {
  return words.split(/[\s:#()]+/).find(word => /^[A-Za-z]{2,4}-?\d{3,}\w*$/.test(word)) ?? words;
}

/** `implanted 2026-11-24` says when, not that the device of this line went in. */
function startsWithDate(text: string): boolean {
  return /^\s*\d{1,4}[-/]\d{1,2}[-/]\d{1,4}/.test(text);
}
