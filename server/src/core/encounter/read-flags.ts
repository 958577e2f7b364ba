/** Which keywords of a field an item states, with what it denies and what it says of earlier times kept apart. */
import type { CompiledField, Wording } from '../fields/compiled-field.js';
import type { ItemDeclaration } from '../fields/field.js';
import { CONNECTORS, DENIALS } from '../fields/filler.js';
import { piecesOf } from './item-pieces.js';

export interface StatedFlag {
  readonly item: ItemDeclaration;
  readonly isDenied: boolean;
}

const EARLIER: ReadonlySet<string> = new Set([
  'prior',
  'previous',
  'previously',
  'history',
  'earlier',
  'former',
  'remote',
  's/p',
]);

/** Words that deny what is before them when they end a statement: `laminectomy not performed`. */
const DEEDS: ReadonlySet<string> = new Set([
  'performed',
  'done',
  'used',
  'needed',
  'necessary',
  'required',
  'obtained',
  'made',
]);

/** The flags of an item, in the order in which its words name them. */
export function flagsOf(field: CompiledField, text: string): readonly StatedFlag[] {
  return clausesOf(text).flatMap(words => flagsOfClause(field, words));
}

function clausesOf(text: string): readonly (readonly string[])[] {
  const clauses: string[][] = [[]];
  for (const piece of piecesOf(text)) {
    const joins =
      piece.kind === 'word'
        ? CONNECTORS.has(piece.word)
        : piece.kind === 'sign' && (piece.sign === ';' || piece.sign === '&');
    if (joins) clauses.push([]);
    else if (piece.kind === 'word') clauses.at(-1)!.push(piece.word);
  }
  return clauses;
}

function flagsOfClause(field: CompiledField, words: readonly string[]): readonly StatedFlag[] {
  const used = new Set<number>();
  const found: { at: number; flag: StatedFlag }[] = [];
  for (const wording of field.flags) {
    const places = placesOf(wording, words, used);
    if (!places || wording.item.not?.some(word => words.includes(word))) continue;
    places.forEach(place => used.add(place));
    const at = Math.min(...places);
    if (words.slice(0, at).some(word => EARLIER.has(word))) continue;
    const isOwnDenial = wording.words.some(word => DENIALS.has(word));
    found.push({ at, flag: { item: wording.item, isDenied: !isOwnDenial && isDenied(words, at) } });
  }
  return found.sort((a, b) => a.at - b.at).map(({ flag }) => flag);
}

function placesOf(
  { words: wanted }: Wording,
  words: readonly string[],
  used: ReadonlySet<number>,
): readonly number[] | undefined {
  const places: number[] = [];
  for (const word of wanted) {
    const at = words.findIndex((one, i) => one === word && !used.has(i) && !places.includes(i));
    if (at < 0) return undefined;
    places.push(at);
  }
  return places;
}

function isDenied(words: readonly string[], at: number): boolean {
  if (words.slice(0, at).some(word => DENIALS.has(word))) return true;
  const not = words.indexOf('not', at);
  return not > at && DEEDS.has(words[not + 1] ?? '');
}
