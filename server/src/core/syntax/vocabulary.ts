/** The closed word lists of the note language. All are matched in either case. */

export const SERVICES = ['refill', 'reprogram', 'interrogate', 'implant', 'replace', 'remove', 'revise', 'trial', 'visit'] as const;
export type Service = (typeof SERVICES)[number];

/** Keys of an encounter, in the order in which a note is usually typed. */
export const KEYS = [
  'pump', 'by', 'sup', 'prep', 'read', 'fill', 'prog', 'after', 'drug', 'dx', 'exam', 'assess', 'em', 'response', 'observe', 'next',
  'stop', 'device', 'catheter', 'imaging', 'benefits', 'auth', 'query', 'ok',
] as const;
export type Key = (typeof KEYS)[number];

/** Keys that may stand before the first header. */
export const DEFAULT_KEYS = ['mac', 'practice', 'payer', 'place', 'by', 'sup'] as const;
export type DefaultKey = (typeof DEFAULT_KEYS)[number];

export const REPEATABLE_KEYS: ReadonlySet<string> = new Set(['drug', 'device', 'query', 'ok', 'auth']);
export const TEXT_KEYS: ReadonlySet<string> = new Set(['exam', 'assess', 'em', 'response', 'observe', 'query']);

export const FLAGS = ['stopped', 'postop', 'new-patient'] as const;
export type Flag = (typeof FLAGS)[number];

/** Place names of a header and the place-of-service code that each stands for. */
export const PLACE_NAMES: ReadonlyMap<string, string> = new Map([
  ['office', '11'], ['home', '12'], ['telehealth', '02'], ['off-campus', '19'], ['inpatient', '21'], ['opd', '22'], ['er', '23'],
  ['asc', '24'], ['snf', '31'], ['nf', '32'],
]);

const services: ReadonlySet<string> = new Set(SERVICES);
const keys: ReadonlySet<string> = new Set(KEYS);
const defaultKeys: ReadonlySet<string> = new Set(DEFAULT_KEYS);
const flags: ReadonlySet<string> = new Set(FLAGS);

export function asService(word: string): Service | undefined {
  const w = word.toLowerCase();
  return services.has(w) ? (w as Service) : undefined;
}

export function asKey(word: string): Key | undefined {
  const w = word.toLowerCase();
  return keys.has(w) ? (w as Key) : undefined;
}

export function asDefaultKey(word: string): DefaultKey | undefined {
  const w = word.toLowerCase();
  return defaultKeys.has(w) ? (w as DefaultKey) : undefined;
}

export function asFlag(word: string): Flag | undefined {
  const w = word.toLowerCase();
  return flags.has(w) ? (w as Flag) : undefined;
}
