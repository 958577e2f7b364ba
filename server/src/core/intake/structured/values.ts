/** The values of charge sheets and claims, in the spelling of the note language. */
import { addDays, readDate } from '../../encounter/date.js';
import { credentialOf } from '../../encounter/credentials.js';
import { readNdc } from '../../claim/drugs/ndc.js';
import { isCode } from '../../syntax/code-shape.js';
import type { IsoDate } from '../../syntax/iso-day.js';
import { PLACE_NAMES } from '../../syntax/vocabulary.js';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Which of two numbers before a year is the month. */
export type DateOrder = 'MDY' | 'DMY';

/** The number that a workbook keeps for a day from 2000 to 2049, with or without the fraction of its time. */
const SERIAL = /^(3[6-9]\d{3}|4\d{4}|5[0-4]\d{3})(?:\.\d+)?$/;
const EPOCH: IsoDate = '1970-01-01',
  EPOCH_SERIAL = 25569;

/**
 * A service date: `11/20/2026`, `20261120`, `2026-11-20 08:30`, `20-Nov-2026`, `Nov 20, 2026`, with or without a time,
 * or the day number of a workbook (`46346`).
 * @returns undefined for what is no day of the calendar
 */
export function readServiceDate(text: string, order: DateOrder = 'MDY'): IsoDate | undefined {
  const clean = text.trim().replace(/^([a-z]+day|mon|tue|wed|thu|fri|sat|sun),?\s+/i, '');
  const stamp = /^(\d{8})(?:\d{4}(?:\d{2}(?:\.\d+)?)?(?:[+-]\d{4})?)?$/.exec(clean);
  if (stamp) return isoOf(stamp[1]!);
  const serial = SERIAL.exec(clean);
  if (serial) return addDays(EPOCH, Number(serial[1]) - EPOCH_SERIAL);
  const day = clean.replace(
    /(?:T|\s+)\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|[+-]\d{2}:?\d{2})?$/i,
    '',
  );
  const written =
    /^(\d{1,2})[- ]([a-z]{3})[a-z]*\.?[- ,]+(\d{4}|\d{2})$/i.exec(day) ??
    /^()([a-z]{3})[a-z]*\.?[- ](\d{1,2})(?:st|nd|rd|th)?[-, ]+(\d{4})$/i.exec(day);
  if (written) {
    const month = MONTHS.indexOf(written[2]!.toLowerCase()) + 1;
    const [, first, , third, fourth] = written;
    return month ? isoOf(`${month}/${fourth ? third : first}/${fourth ?? third}`) : undefined;
  }
  const swapped = order === 'DMY' ? day.replace(/^(\d{1,2})([-/.])(\d{1,2})\2/, '$3$2$1$2') : day;
  return isoOf(swapped);
}

function isoOf(text: string): IsoDate | undefined {
  const reading = readDate(text);
  return reading.ok && reading.iso >= '1990-01-01' ? reading.iso : undefined;
}

/** `G800`, `g80.0` → `G80.0`; undefined for what has not the shape of an ICD-10-CM code. */
export function readDiagnosis(text: string): string | undefined {
  const plain = text.trim().toUpperCase();
  if (!/^[A-Z]\d[0-9A-Z](?:\.?[0-9A-Z]{1,4})?$/.test(plain)) return undefined;
  const code = plain.replace('.', '');
  // A procedure code such as J0475 has the shape of a code without its dot, but letter and four digits are rare in
  // ICD-10-CM without one.
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

/** Every ICD-10-CM code in words, with or without a dot: `A: G80.0; B: Z45.1`. */
export const DIAGNOSIS_IN_WORDS =
  /(?<![\w.])[A-Za-z]\d[0-9A-Za-z](?:\.[0-9A-Za-z]{1,4}|[0-9A-Za-z]{1,4})?(?![\w.]\w|\w)/g;

/** A billed code with what hangs on it: `J0475-JZ-KD`, `J0475JZ`, `95990.0` of a spreadsheet. */
export function readProcedure(text: string): { code: string; modifiers: string[] } | undefined {
  const plain = text
    .trim()
    .toUpperCase()
    .replace(/^(?:CPT|HCPCS)[: ]+/, '');
  const match = /^([0-9A-Z]{5})(?:\.0+)?((?:[-\s,:/]*[0-9A-Z]{2})*)$/.exec(plain);
  if (!match || !isCode(match[1]!)) return undefined;
  // `4400017` is a number of the house, not 44000 with a modifier.
  if (/^\d/.test(match[2]!)) return undefined;
  return { code: match[1]!, modifiers: readModifiers(match[2]!) ?? [] };
}

/** `JZ,KD`, `JZ KD`, `JZKD`, `-25`; undefined if it holds anything else. */
export function readModifiers(text: string): string[] | undefined {
  const words = text
    .toUpperCase()
    .split(/[^0-9A-Z]+/)
    .filter(Boolean);
  const modifiers = words.flatMap(word => (word.length % 2 === 0 ? (word.match(/../g) ?? []) : [word]));
  return modifiers.every(modifier => modifier.length === 2) ? modifiers : undefined;
}

/** `8`, `8.0`, `x8`, `1,200`: whole units from 1 on. */
export function readUnits(text: string): number | undefined {
  const match = /^x?\s?(\d{1,3}(?:,\d{3})+|\d{1,7})(?:\.0+)?(?:\s?(?:units?|un|ea))?$/i.exec(text.trim());
  const units = match ? +match[1]!.replaceAll(',', '') : 0;
  return units > 0 ? units : undefined;
}

/** `66794-0157-02`, `66794015702`, `N466794015702`: eleven digits as 5-4-2. */
export function readDrugCode(text: string): string | undefined {
  const plain = text
    .trim()
    .replace(/^N4\s*/i, '')
    .split(/\s/, 1)[0]!;
  return readNdc(plain).full;
}

const NAME_OF_PLACE: ReadonlyMap<string, string> = new Map([...PLACE_NAMES].map(([name, code]) => [code, name]));

/** Places in words as sheets have them, by their words in small letters. */
const PLACE_WORDS: ReadonlyMap<string, string> = new Map([
  ['clinic', 'office'],
  ['physician office', 'office'],
  ['doctors office', 'office'],
  ['office clinic', 'office'],
  ['patient home', 'home'],
  ['outpatient hospital', 'opd'],
  ['outpatient hospital on campus', 'opd'],
  ['on campus outpatient hospital', 'opd'],
  ['off campus outpatient hospital', 'off-campus'],
  ['outpatient hospital off campus', 'off-campus'],
  ['hopd', 'opd'],
  ['hospital outpatient', 'opd'],
  ['inpatient hospital', 'inpatient'],
  ['hospital inpatient', 'inpatient'],
  ['emergency room', 'er'],
  ['emergency department', 'er'],
  ['ed', 'er'],
  ['ambulatory surgery center', 'asc'],
  ['ambulatory surgical center', 'asc'],
  ['surgery center', 'asc'],
  ['skilled nursing facility', 'snf'],
  ['nursing facility', 'nf'],
  ['nursing home', 'nf'],
]);

/** `11`, `POS 11`, `11 - Office`, `Office`, `Outpatient Hospital` → the place word of a header, or two digits. */
export function readPlace(text: string): string | undefined {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
  const digits = /^(?:pos )?(\d{1,2})(?: [a-z ]+)?$/.exec(plain)?.[1];
  if (digits) {
    const code = digits.padStart(2, '0');
    return code === '00' ? undefined : (NAME_OF_PLACE.get(code) ?? code);
  }
  const words = plain.replace(/ \d{1,2}$/, '');
  return PLACE_NAMES.has(words)
    ? words
    : (PLACE_WORDS.get(words) ?? (words === 'off campus' ? 'off-campus' : undefined));
}

/**
 * A performer's credential and initials, given name first: `Lindqvist, Kara RN`, `Kara Lindqvist, RN`, `RN KL` →
 * `RN KL`; undefined without a credential.
 */
export function readPerformer(text: string): string | undefined {
  const words = [...text.matchAll(/[\p{L}][\p{L}\p{M}.'’-]*|,/gu)].map(([word]) => word);
  const at = words.findIndex(word => isCredential(word));
  if (at < 0) return undefined;
  const credential = credentialOf(words[at]!)!.name;
  const shouting = text === text.toUpperCase();
  const isDegree = (word: string): boolean =>
    DEGREES.test(word) || (!shouting && isWrittenOut(words) && word.length > 2 && word === word.toUpperCase());
  const rest = words.filter(
    (word, i) => i !== at && (word === ',' || !(isCredential(word) || TITLES.test(word) || isDegree(word))),
  );
  // `Lindqvist, Kara`: the family name comes first, then a comma and the given name.
  const comma = rest.indexOf(',');
  const before = rest.slice(0, comma < 0 ? undefined : comma);
  const after = comma < 0 ? [] : rest.slice(comma + 1).filter(word => word !== ',');
  const names = after.length ? [after[0]!, before[0] ?? ''] : before;
  const initials = initialsOf(names.filter(Boolean));
  return initials ? `${credential} ${initials}` : undefined;
}

/** `RN`, `M.D.`; `Ma` and `Do` in small letters are names. */
function isCredential(word: string): boolean {
  return word !== ',' && word === word.toUpperCase() && word.length > 1 && credentialOf(word) !== undefined;
}

/** Whether a name is written out, so that a word in capitals beside it is a degree and no initials. */
function isWrittenOut(words: readonly string[]): boolean {
  return words.some(word => /\p{Lu}\p{Ll}/u.test(word));
}

/** Degrees and certificates beside a credential. */
const DEGREES = /^(?:BSN|MSN|DNP|ADN|PH\.?D|MBA|MPH|FACS|FIPP|CCRN|RN-BC|CPN|BS|MS|FAAN|FAAPMR|DABA|DABPM)\.?$/;

const TITLES = /^(?:dr|mr|mrs|ms|prof)\.?$/i;

/** Of the first and the last name; `KL`, alone, is initials already. */
function initialsOf(names: readonly string[]): string | undefined {
  const first = names[0];
  if (!first) return undefined;
  const plain = first.replaceAll('.', '');
  if (names.length === 1) return /^\p{Lu}{2,3}$/u.test(plain) ? plain : undefined;
  return (first[0]! + names.at(-1)![0]!).toUpperCase();
}

/** A credential with initials from the parts of a name. */
export function performerOf(family: string, given: string, degree: string): string | undefined {
  const credential = degree ? credentialOf(degree.trim().toUpperCase()) : undefined;
  const initials = (given.trim()[0] ?? '') + (family.trim()[0] ?? '');
  return credential && initials.length === 2 ? `${credential.name} ${initials.toUpperCase()}` : undefined;
}
