import type { Block, Span } from './tree.js';

/**
 * A place in a note: a span of one block. The block is known by identity, so a range stays valid when the block moves.
 */
export interface SourceRange extends Span {
  readonly block: Block;
}
