/**
 * What a field declares: its items, the words that coders use for each, and what completion, hover and outline show of
 * it.
 */
import type { Key, Service } from '../syntax/vocabulary.js';
import type { Unit } from './units.js';

/** What a word of the language means, for hovers and completion. */
export interface Help {
  /** One line, readable in two seconds. */
  readonly summary: string;
  /** What it decides for the claim. */
  readonly decides?: string;
  readonly example?: string;
}

/**
 * How the value of an item is read. `flag`: the words are the fact. `quantity`: an amount with a unit. `count`: a whole
 * number. `date`: a day, or a month where the item says so. `words`: what is beside the keyword. `gauge`: a needle.
 */
export type ItemKind = 'flag' | 'quantity' | 'count' | 'date' | 'words' | 'gauge';

export interface ItemDeclaration {
  /** The property of the fact that it gives. */
  readonly name: string;
  /** The canonical keyword, as the formatter writes it. Empty for a value that is alone (`40 mL` of `pump:`). */
  readonly word: string;
  readonly kind: ItemKind;
  /** What the keyword means, for hover and completion. */
  readonly help: string;
  /** Of a flag: the value of the fact, if it is not `true`. */
  readonly value?: string;
  readonly units?: readonly Unit[];
  /**
   * A value of one of its units needs no word of this item beside it; `alone`: only filler words and {@link companions}
   * may be there.
   */
  readonly bare?: true | 'alone';
  /** Of a flag: a number beside it is a detail of it. */
  readonly numbered?: true;
  /** Of `words`: everything behind the keyword is its value, including numbers. */
  readonly verbatim?: true;
  /** The date may be a month, which means its last day. */
  readonly month?: true;
  /** Other wordings: all words of one of them are in the item, in any order. */
  readonly wordings?: readonly string[];
  /** Wordings that count only beside filler words and {@link companions}. */
  readonly weak?: readonly string[];
  /** Words that often occur beside the keyword and mean nothing of their own. */
  readonly companions?: readonly string[];
  /** The same keyword with the same amount again is a second part of it: `in 10 mL, in 10 mL`. */
  readonly inParts?: true;
  /** Words that go on about this item once it is stated: `PTM 20 mcg, max 3/day`. */
  readonly continuedBy?: readonly string[];
  /** Words beside which the item is something else. */
  readonly not?: readonly string[];
  /**
   * Of `words`: what the value is if only these words (or companions) are beside the keyword. Of `quantity`: words that
   * mean 0.
   */
  readonly none?: readonly string[];
  /** Of one group only one item is on a line. */
  readonly group?: string;
}

export interface FieldDeclaration {
  readonly key: Key;
  readonly help: Help;
  /** The group of the outline. */
  readonly group: OutlineGroup;
  /** Services whose notes usually have it. */
  readonly services: readonly Service[];
  readonly repeatable?: true;
  /** One piece of free text, in which commas and quotes mean nothing. */
  readonly text?: true;
  readonly items: readonly ItemDeclaration[];
  /** A keyword without its amount is a fact too: `contrast`. */
  readonly valuesOptional?: true;
  /** Whether numbers may be in items that are words: `laminectomy at T12`. */
  readonly numbersInWords?: true;
}

export const OUTLINE_GROUPS = ['People', 'Pump', 'Drugs', 'Diagnoses', 'Documentation'] as const;
export type OutlineGroup = (typeof OUTLINE_GROUPS)[number];
