import type { Span } from '../../syntax/tree.js';
import type { Topic } from '../../explain/topic.js';

export type SuggestionKind =
  | 'key'
  | 'date'
  | 'service'
  | 'patient'
  | 'place'
  | 'payer'
  | 'flag'
  | 'setting'
  | 'word'
  | 'unit'
  | 'person'
  | 'value'
  | 'drug'
  | 'diagnosis'
  | 'code'
  | 'modifier'
  | 'pointer'
  | 'rule'
  | 'line'
  | 'visit';

/** A place that the coder fills: with a value to start from, or one of several to choose from. */
export interface Gap {
  readonly gap: string;
  readonly choices?: readonly string[];
}

/** What is typed for the coder: plain text, or text with gaps to fill, in order. */
export type Typed = string | readonly (string | Gap)[];

export interface Suggestion {
  readonly label: string;
  readonly kind: SuggestionKind;
  /** The label if it is left out. */
  readonly typed?: Typed;
  /**
   * What is replaced, if it is not what the other proposals replace. On the line of the caret, and never more than the
   * caret is in.
   */
  readonly at?: Span;
  /** A few words beside the label: what it means, or why it is proposed. */
  readonly note?: string;
  /** What typed text is compared with, if it is not the label. */
  readonly filter?: string;
  /** No longer valid, or not to be billed as it is. */
  readonly deprecated?: true;
  /** Why it is proposed here. Markdown. */
  readonly why?: string;
  /** What it is, explained only when it is looked at. */
  readonly about?: Topic;
  /** More can be completed behind it at once. */
  readonly goesOn?: true;
}

/** What may be at a position of a note. */
export interface Completion {
  /** What a proposal replaces. */
  readonly at: Span;
  /** Best first. */
  readonly proposals: readonly Suggestion[];
  /** What is typed next may bring other proposals, or another order. */
  readonly changing: boolean;
}

export function gap(value = '', choices?: readonly string[]): Gap {
  return choices ? { gap: value, choices } : { gap: value };
}

/** As it is in the note before any gap is filled. */
export function textOf(typed: Typed): string {
  return typeof typed === 'string' ? typed : typed.map(part => (typeof part === 'string' ? part : part.gap)).join('');
}

/** Each label once, the first of them. */
export function distinct(proposals: readonly Suggestion[]): readonly Suggestion[] {
  const labels = new Set<string>();
  return proposals.filter(({ label }) => !labels.has(label) && labels.add(label));
}
