import type { WithMemo } from '../collections/memo.js';

/**
 * The lossless tree of a note. A note is a row of blocks: block 0 holds the defaults of the file (often empty), each
 * further block is one encounter and starts with its header line. All positions are UTF-16 offsets **in the text of
 * their own block**, so a block can be kept and reused when it moves.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Token extends Span {
  readonly text: string;
}

interface LineBase extends Span {
  /** The offset where the next line starts; `[end, next)` is the line break. */
  readonly next: number;
  /** 0-based number of the line in its block. */
  readonly number: number;
}

export interface Tag {
  readonly kind: 'place' | 'payer' | 'flag' | 'setting';
  /** The whole tag, sigil and all: `@office`, `bill=pro`. */
  readonly token: Token;
  /** `office`, `medicare`, `stopped`, `bill`. */
  readonly name: Token;
  /** Of a setting, what is after `=`. */
  readonly value?: Token;
}

export interface HeaderLine extends LineBase {
  readonly kind: 'header';
  /** Whether the line has every part of a header and nothing else (its words may still be unknown). */
  readonly complete: boolean;
  readonly date: Token;
  readonly services: readonly Token[];
  readonly patient?: Token;
  readonly tags: readonly Tag[];
  /** Words that have no place in a header. */
  readonly misfits: readonly Token[];
  readonly comment?: Token;
}

export type CodePart =
  | { readonly kind: 'units'; readonly token: Token; readonly value: number }
  | { readonly kind: 'pointers'; readonly token: Token; readonly letters: string }
  | { readonly kind: 'charge'; readonly token: Token; readonly amount: string }
  | { readonly kind: 'ndc'; readonly token: Token; readonly value: Token }
  | { readonly kind: 'text'; readonly token: Token; readonly value: string; readonly closed: boolean }
  /** A word that no code line has: the line is malformed. */
  | { readonly kind: 'misfit'; readonly token: Token };

export interface CodeLine extends LineBase {
  readonly kind: 'code';
  /** False for a code line gone wrong (`malformed-code`). */
  readonly complete: boolean;
  /** The leading `?` of a code that the coder is unsure of. */
  readonly unsure?: Token;
  readonly code: Token;
  readonly modifiers: readonly Token[];
  readonly parts: readonly CodePart[];
  readonly comment?: Token;
}

export interface Item extends Token {
  /** Of an item with a string that does not end on its line. */
  readonly unclosed?: Span;
}

export interface FieldLine extends LineBase {
  readonly kind: 'field';
  /** The key as typed, without the colon. */
  readonly key: Token;
  /** A text field has at most one item, its whole text. */
  readonly items: readonly Item[];
  readonly comment?: Token;
}

/**
 * Text that a coder reads and the parser does not: narrative, lines inside a fence, and stray lines, which are kept as
 * narrative.
 */
export interface TextLine extends LineBase {
  readonly kind: 'narrative' | 'fenced' | 'stray';
  readonly text: Token;
}

export interface FenceLine extends LineBase {
  readonly kind: 'fence-open' | 'fence-close';
  /** Of an opening fence: whether a closing fence ends it. */
  readonly closed: boolean;
}

export interface CommentLine extends LineBase {
  readonly kind: 'comment';
  readonly text: Token;
}

export interface BlankLine extends LineBase {
  readonly kind: 'blank';
}

export type Line = HeaderLine | CodeLine | FieldLine | TextLine | FenceLine | CommentLine | BlankLine;

export interface Block extends WithMemo {
  readonly text: string;
  /** Read on first use. */
  readonly lines: readonly Line[];
  /** The header of an encounter; undefined for the defaults of the file. */
  readonly header: HeaderLine | undefined;
  /** Drops the lines and everything that was derived from the text; both are made again when they are asked for. */
  release(): void;
}

export interface Note {
  /** Never empty; `blocks[0]` holds the defaults of the file. */
  readonly blocks: readonly Block[];
}
