/**
 * A field's declaration made ready for reading: its wordings cut into words, and every word that establishes something.
 */
import { groupBy } from '../collections/group-by.js';
import type { FieldDeclaration, ItemDeclaration } from './field.js';

export interface Wording {
  readonly item: ItemDeclaration;
  readonly words: readonly string[];
  /** Its place among the wordings of the field. */
  readonly place: number;
}

export interface CompiledField {
  readonly field: FieldDeclaration;
  /** Items by their canonical keyword in lower case. */
  readonly byWord: ReadonlyMap<string, ItemDeclaration>;
  readonly wordings: readonly Wording[];
  /** The wordings by their first word. */
  readonly byFirstWord: ReadonlyMap<string, readonly Wording[]>;
  /** The wordings of flags, the longest first: `no laminectomy` before `laminectomy`. */
  readonly flags: readonly Wording[];
  /** By item: a few of its wordings only count if nothing else is beside them. */
  readonly weak: readonly Wording[];
  /** Every word of a wording that names an item by itself, with the item. */
  readonly triggers: ReadonlyMap<string, ItemDeclaration>;
}

export function compileField(field: FieldDeclaration): CompiledField {
  const wordings = field.items
    .flatMap(item => [
      // A keyword of several words is matched word by word, as all wordings are.
      ...(item.word && !item.weak?.includes(item.word) ? [{ item, text: item.word.toLowerCase() }] : []),
      ...(item.wordings ?? []).map(text => ({ item, text })),
    ])
    .map(toWording);
  const weak = field.items.flatMap(item => (item.weak ?? []).map(text => ({ item, text }))).map(toWording);
  const triggers = new Map<string, ItemDeclaration>();
  for (const { item, words } of wordings)
    if (words.length === 1 && !triggers.has(words[0]!)) triggers.set(words[0]!, item);
  return {
    field,
    byWord: new Map(
      field.items.filter(({ word }) => word && !word.includes(' ')).map(item => [item.word.toLowerCase(), item]),
    ),
    wordings,
    byFirstWord: groupBy(wordings, ({ words }) => words[0]!),
    flags: wordings.filter(({ item }) => item.kind === 'flag').sort((a, b) => b.words.length - a.words.length),
    weak,
    triggers,
  };
}

function toWording({ item, text }: { item: ItemDeclaration; text: string }, place: number): Wording {
  return { item, words: text.split(' '), place };
}

/** The wordings all of whose words are among these, in the order of the field. */
export function wordingsIn({ byFirstWord }: CompiledField, words: readonly string[]): readonly Wording[] {
  const found: Wording[] = [];
  words.forEach((first, i) => {
    if (words.indexOf(first) < i) return;
    for (const wording of byFirstWord.get(first) ?? NONE)
      if (wording.words.every(word => words.includes(word))) found.push(wording);
  });
  return found.length > 1 ? found.sort((a, b) => a.place - b.place) : found;
}

const NONE: readonly Wording[] = [];
