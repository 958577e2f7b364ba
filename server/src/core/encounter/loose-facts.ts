/** Facts in an item that no reader of its key takes: such an item is unread, not words. */
import drugs from '../../../data/drugs.json';
import { credentialOf } from './credentials.js';
import { piecesOf } from './item-pieces.js';

/** The drug by each of its names of one word, in lower case. */
const DRUG_OF: ReadonlyMap<string, string> = new Map(
  drugs.rows.flatMap(({ name, brands, aliases }) =>
    [name, ...brands, ...aliases]
      .filter(word => word.length > 3 && !/\s/.test(word))
      .map((word): [string, string] => [word.toLowerCase(), name]),
  ),
);

/** The drugs that a text names, each by its name in the tables. */
export function drugsNamed(text: string): readonly string[] {
  let found: Set<string> | undefined;
  for (const word of text.toLowerCase().split(/[^a-z0-9-]+/)) {
    const drug = DRUG_OF.get(word);
    if (drug !== undefined) (found ??= new Set()).add(drug);
  }
  return found ? [...found] : NO_DRUGS;
}

const NO_DRUGS: readonly string[] = [];

/** Letters that a short form has at least: `bupiv`. */
const SHORT_LENGTH = 4;

/** Whether a word is how the name of a drug begins: `bupiv`, `hydromorph`. */
export function isShortForDrug(word: string): boolean {
  const typed = word.toLowerCase();
  return typed.length >= SHORT_LENGTH && drugs.rows.some(({ name }) => name.startsWith(typed));
}

/** Short forms of charts. */
const SHORT_FORMS: ReadonlyMap<string, string> = new Map([
  ['ms', 'morphine'],
  ['mso4', 'morphine'],
  ['bup', 'bupivacaine'],
  ['dil', 'hydromorphone'],
  ['hm', 'hydromorphone'],
]);

/** The name of a drug for a short form of it, `bupi` or `MSO4`; any other name as it is typed. */
export function nameInFull(name: string): string {
  const typed = name.trim().toLowerCase();
  const known = SHORT_FORMS.get(typed);
  if (known) return known;
  if (!/^[a-z]+$/.test(typed) || !isShortForDrug(typed)) return name;
  const drugsOf = drugs.rows.filter(row => row.name.startsWith(typed));
  return drugsOf.length === 1 && drugsOf[0]!.name !== typed ? drugsOf[0]!.name : name;
}

/** Whether words hold a duration, a size of a needle, a count (`x3`), the name of a drug or a person's credential. */
export function holdsLooseFact(text: string): boolean {
  return holdsLooseNumber(text) || drugsNamed(text).length > 0 || namesPerson(text);
}

/** `5 min`, `25 gauge`, `x3`. A time of day is words. */
export function holdsLooseNumber(text: string): boolean {
  return (
    /\d/.test(text) &&
    piecesOf(text).some(
      piece =>
        piece.kind === 'gauge' ||
        (piece.kind === 'time' && !/:|[ap]\.?m\b/i.test(text.slice(piece.start, piece.end))) ||
        (piece.kind === 'word' && /^x\d{1,3}$/.test(piece.word)),
    )
  );
}

/** `MD AS`, `KL RN`: a credential as it is written, beside initials. */
export function namesPerson(text: string): boolean {
  // Initials are capitals.
  if (!/[A-Z]{2}/.test(text)) return false;
  const words = text.split(/[\s,()]+/).filter(Boolean);
  const isCredential = (word: string | undefined): boolean =>
    word !== undefined && word === word.toUpperCase() && credentialOf(word) !== undefined;
  const isInitials = (word: string | undefined): boolean => word !== undefined && /^[A-Z]{2,3}$/.test(word);
  // In a text in capitals a word may look like a credential.
  if (text === text.toUpperCase() && words.length > 2) return false;
  return words.some((word, i) => isCredential(word) && (isInitials(words[i + 1]) || isInitials(words[i - 1])));
}
