import type { CodeSets } from '../codes/types.js';
import type { Key } from '../syntax/vocabulary.js';
import type { Span } from '../syntax/tree.js';
import type { DocumentKind } from './document-kind.js';
import type { Hidden } from './hidden.js';
import type { Segment } from './segments.js';

/** One visit of a source, cut into segments, for the readers of its fields. */
export interface Chart {
  readonly source: string;
  /** As long as the source, in lower case; see {@link file://./source-text.ts}. */
  readonly text: string;
  readonly segments: readonly Segment[];
  /** The first lines that are not blank, headings among them. */
  readonly titles: readonly Span[];
  readonly date: string | null;
  readonly kind: DocumentKind;
  /** The service of an operation. */
  readonly operation: string | undefined;
  readonly codes: CodeSets;
  /** Names and numbers that no item may hold. */
  readonly hidden: readonly Hidden[];
}

/** What a reader took from the chart, before readings are compared with each other. */
export interface Reading extends Span {
  readonly key: Key;
  /**
   * Readings of one slot state the same thing: two that differ conflict. Without one, readings are beside each other.
   */
  readonly slot?: string;
  readonly item: string;
  readonly weak?: boolean;
  /** The words say more plainly what it is than others that state the same: their place is shown. */
  readonly plain?: boolean;
  readonly line?: number;
}

/** A span that holds a number, date or code and was not taken, and why. */
export interface Passed extends Span {
  readonly why: string;
}
