/** The closed word lists of the note language. All are matched in either case. */

export const SERVICES = [
  'refill',
  'reprogram',
  'interrogate',
  'implant',
  'replace',
  'remove',
  'revise',
  'trial',
  'visit',
] as const;
export type Service = (typeof SERVICES)[number];

/** What is done to a pump without surgery. */
export const PUMP_SERVICES: ReadonlySet<string> = new Set<Service>(['refill', 'reprogram', 'interrogate']);

/** Keys of an encounter, in the order in which a note is usually typed. */
export const KEYS = [
  'pump',
  'by',
  'sup',
  'prep',
  'read',
  'fill',
  'prog',
  'after',
  'drug',
  'dx',
  'exam',
  'assess',
  'em',
  'response',
  'observe',
  'next',
  'stop',
  'device',
  'study',
  'event',
  'catheter',
  'imaging',
  'benefits',
  'auth',
  'query',
  'ok',
] as const;
export type Key = (typeof KEYS)[number];

/** Keys that may be before the first header. */
export const DEFAULT_KEYS = ['mac', 'practice', 'payer', 'place', 'by', 'sup'] as const;
export type DefaultKey = (typeof DEFAULT_KEYS)[number];

export const REPEATABLE_KEYS: ReadonlySet<string> = new Set(['drug', 'device', 'query', 'ok', 'auth']);
export const TEXT_KEYS: ReadonlySet<string> = new Set([
  'exam',
  'assess',
  'em',
  'response',
  'observe',
  'event',
  'query',
]);

/** The checks that `prep:` names. */
export const PREPARATIONS = ['identity', 'consent', 'vitals', 'allergies', 'anticoagulation'] as const;

export const FLAGS = ['stopped', 'postop', 'new-patient', 'hospice'] as const;
export type Flag = (typeof FLAGS)[number];

/** Place names of a header and the place-of-service code that each means. */
export const PLACE_NAMES: ReadonlyMap<string, string> = new Map([
  ['office', '11'],
  ['home', '12'],
  ['telehealth', '02'],
  ['off-campus', '19'],
  ['inpatient', '21'],
  ['opd', '22'],
  ['er', '23'],
  ['asc', '24'],
  ['snf', '31'],
  ['nf', '32'],
]);

const services = byItself(SERVICES),
  keys = byItself(KEYS),
  defaultKeys = byItself(DEFAULT_KEYS),
  flags = byItself(FLAGS);

export function asService(word: string): Service | undefined {
  return inEitherCase(services, word);
}

export function asKey(word: string): Key | undefined {
  return inEitherCase(keys, word);
}

export function asDefaultKey(word: string): DefaultKey | undefined {
  return inEitherCase(defaultKeys, word);
}

export function asFlag(word: string): Flag | undefined {
  return inEitherCase(flags, word);
}

/** Whether the value of a key is one piece of free text, in which commas and quotes mean nothing. */
export function isTextKey(key: string): boolean {
  return mayBeTextKey(key) && (TEXT_KEYS.has(key) || TEXT_KEYS.has(key.toLowerCase()));
}

/**
 * By the first letter (1 for `a` and `A`), how long the text keys are that begin with it, a bit for each length: nearly
 * every other key differs.
 */
const lengthsByInitial = Array.from({ length: 32 }, () => 0);
for (const key of TEXT_KEYS) lengthsByInitial[initialOf(key)]! |= 1 << key.length;

function initialOf(key: string): number {
  return key.charCodeAt(0) & 0x1f;
}

/** Spares most keys of a note the look into the list, for which they would be hashed. */
function mayBeTextKey(key: string): boolean {
  return key.length < 32 && (lengthsByInitial[initialOf(key)]! & (1 << key.length)) !== 0;
}

function byItself<T extends string>(words: readonly T[]): ReadonlyMap<string, T> {
  return new Map(words.map(word => [word, word]));
}

/**
 * What a list of lower-case words has for a word. Nearly all are typed in lower case, so the word is tried as it is
 * first.
 */
export function inEitherCase<T>(list: ReadonlyMap<string, T>, word: string): T | undefined {
  return list.get(word) ?? list.get(word.toLowerCase());
}
