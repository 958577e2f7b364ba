/**
 * A field's declaration made ready for reading: its wordings cut into words, and every word that establishes something.
 */
import type { FieldDeclaration, ItemDeclaration } from './field.js';

export interface Wording {
  readonly item: ItemDeclaration;
  readonly words: readonly string[];
}

export interface CompiledField {
  readonly field: FieldDeclaration;
  /** Items by their canonical keyword in lower case. */
  readonly byWord: ReadonlyMap<string, ItemDeclaration>;
  readonly wordings: readonly Wording[];
  /** The wordings of flags, the longest first: `no laminectomy` before `laminectomy`. */
  readonly flags: readonly Wording[];
  /** By item: a few of its wordings only count if nothing else is beside them. */
  readonly weak: readonly Wording[];
  /** Every word of a wording that names an item by itself, with the item. */
  readonly triggers: ReadonlyMap<string, ItemDeclaration>;
}

export function compileField(field: FieldDeclaration): CompiledField {
  const wordings = field.items.flatMap(item => [
    // A keyword of several words is matched word by word, as all wordings are.
    ...(item.word && !item.weak?.includes(item.word) ? [toWording(item, item.word.toLowerCase())] : []),
    ...(item.wordings ?? []).map(text => toWording(item, text)),
  ]);
  const weak = field.items.flatMap(item => (item.weak ?? []).map(text => toWording(item, text)));
  const triggers = new Map<string, ItemDeclaration>();
  for (const { item, words } of wordings)
    if (words.length === 1 && !triggers.has(words[0]!)) triggers.set(words[0]!, item);
  return {
    field,
    byWord: new Map(
      field.items.filter(({ word }) => word && !word.includes(' ')).map(item => [item.word.toLowerCase(), item]),
    ),
    wordings,
    flags: wordings.filter(({ item }) => item.kind === 'flag').sort((a, b) => b.words.length - a.words.length),
    weak,
    triggers,
  };
}

function toWording(item: ItemDeclaration, text: string): Wording {
  return { item, words: text.split(' ') };
}
