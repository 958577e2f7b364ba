/** Where the words are that tell what a number means. All patterns are in lower case. */
export interface MeasureWording<Slot extends string> {
  /** What the number is. */
  readonly slot: Slot;
  /** Words that are before it, with at most a few others between. */
  readonly before?: string;
  /** Words that are after it, with at most a few others between. */
  readonly after?: string;
  /** Only a colon is between those words and the number. */
  readonly adjacent?: true;
  /** Words right behind it, with nothing between. */
  readonly next?: string;
  /** Words that must not be in the same clause. */
  readonly unless?: string;
  /** Words of which one must be in the heading above or in the line. */
  readonly among?: string;
  /** Of a number that is read as no fact: what it is. */
  readonly why?: string;
}

/** A statement without a number. */
export interface PhraseWording {
  /** In the canonical spelling of the note language. */
  readonly item: string;
  /** Any of these, as a pattern. */
  readonly says: string;
  /** Not if this occurs in the same clause. */
  readonly unless?: string;
  /** The words are themselves a denial, so that a `no` before them is part of them. */
  readonly denies?: true;
}
