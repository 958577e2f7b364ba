import type { Block, FieldLine, Line } from './tree.js';

/** The line of a block at an offset. */
export function lineAt(block: Block, offset: number): Line | undefined {
  let low = 0,
    high = block.lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (block.lines[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return block.lines[low];
}

/**
 * Whether nothing is written on the line of an offset. The empty line behind the last line break is not in the tree.
 */
export function isOnEmptyLine(block: Block, offset: number): boolean {
  const line = lineAt(block, offset);
  return !line || line.kind === 'blank' || (offset >= line.next && line.next > line.end);
}

/** The field on the line; undefined if there is none. */
export function fieldLineAt(block: Block, offset: number): FieldLine | undefined {
  const line = lineAt(block, offset);
  return line?.kind === 'field' ? line : undefined;
}
