import { hash } from './seeded.js';
import type { IdentifierKind } from './identifiers.js';

/**
 * New names for identifiers: the same one for the same text in every note, never the same for two. They say nothing of
 * the old ones, not their order either.
 */
export class Substitutes {
  readonly #names = new Map<string, string>();

  /** @param texts all identifiers of all notes in capitals, by kind */
  constructor(texts: ReadonlyMap<IdentifierKind, ReadonlySet<string>>, seed: string) {
    for (const [kind, all] of texts) {
      const shuffled = [...all].sort((a, b) => (hash(seed, kind, a) < hash(seed, kind, b) ? -1 : 1));
      const taken = new Set(all);
      let next = 0;
      for (const text of shuffled) {
        let name: string;
        do name = nameOf(kind, ++next, text);
        while (taken.has(name));
        this.#names.set(`${kind}\0${text}`, name);
      }
    }
  }

  of(kind: IdentifierKind, text: string): string {
    const name = this.#names.get(`${kind}\0${text.toUpperCase()}`);
    if (name === undefined) throw new Error('an identifier has no substitute');
    return name;
  }
}

function nameOf(kind: IdentifierKind, number: number, text: string): string {
  switch (kind) {
    case 'patient':
      return `P-${String(number).padStart(4, '0')}`;
    case 'number':
      return `X${String(number).padStart(6, '0')}`;
    case 'initials':
      return lettersOf(number);
    case 'npi':
      return npiOf(number, isNpi(text));
  }
}

/** AA, AB, … ZZ, AAA, … */
function lettersOf(number: number): string {
  let rest = number + 25;
  let letters = '';
  while (rest > 0) {
    rest--;
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
    rest = Math.floor(rest / 26);
  }
  return letters.padStart(2, 'A');
}

/** A number with a right check digit if the old one had one, so that the rule `npi` says the same of both. */
function npiOf(number: number, isValid: boolean): string {
  const body = `1${String(number).padStart(8, '0')}`;
  const digit = [...'0123456789'].find(one => isNpi(body + one) === isValid);
  return body + (digit ?? '0');
}

/** Luhn's check over the number behind the prefix 80840. */
function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  const digits = [...`80840${text}`].reverse().map(Number);
  const sum = digits.reduce((all, digit, i) => {
    if (i % 2 === 0) return all + digit;
    return all + (digit > 4 ? 2 * digit - 9 : 2 * digit);
  }, 0);
  return sum % 10 === 0;
}
