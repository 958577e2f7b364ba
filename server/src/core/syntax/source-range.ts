import type { Block, Span } from './tree.js';

/** A place in a note: a span of one block. The block is known by identity, so a place stays true wherever the block moves to. */
export interface SourceRange extends Span {
  readonly block: Block;
}
