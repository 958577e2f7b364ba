/**
 * A block table as bytes: one line of JSON that says where each block is, then the blocks. The same for Node and for a
 * web worker: with the bytes of a file at hand, codes can be looked up.
 */
import { strFromU8, strToU8 } from 'fflate';
import { encodeBlocks, ROWS_PER_BLOCK, type Block, type Row } from './block-table.js';

interface Index {
  readonly format: 'encounter-notes blocks 1';
  readonly rows: number;
  /** First key and length in bytes of each block, in order. */
  readonly blocks: readonly (readonly [first: string, length: number])[];
}

/** Of a table with more rows than this the blocks are larger, so that the index stays small. */
const LARGE = 500_000;
const ROWS_PER_LARGE_BLOCK = 2000;

export function encodeBlockFile(rows: readonly Row[]): Uint8Array {
  const isLarge = rows.length > LARGE;
  const blocks = encodeBlocks(rows, isLarge ? ROWS_PER_LARGE_BLOCK : ROWS_PER_BLOCK, isLarge ? 6 : 9);
  const index: Index = {
    format: 'encounter-notes blocks 1',
    rows: rows.length,
    blocks: blocks.map(({ first, bytes }) => [first, bytes.length]),
  };
  const head = strToU8(`${JSON.stringify(index)}\n`);
  const file = new Uint8Array(blocks.reduce((size, { bytes }) => size + bytes.length, head.length));
  file.set(head);
  let at = head.length;
  for (const { bytes } of blocks) {
    file.set(bytes, at);
    at += bytes.length;
  }
  return file;
}

/** The blocks of a file; undefined if the bytes are no such file, or not all of it. */
export function decodeBlockFile(file: Uint8Array): readonly Block[] | undefined {
  const newline = file.indexOf(10);
  if (newline < 0) return undefined;
  const index = readIndex(strFromU8(file.subarray(0, newline)));
  if (!index) return undefined;
  let at = newline + 1;
  const blocks = index.blocks.map(([first, length]): Block => {
    const [start, end] = [at, (at += length)];
    return { first, bytes: () => file.subarray(start, end) };
  });
  return at === file.length ? blocks : undefined;
}

function readIndex(line: string): Index | undefined {
  if (!line.startsWith('{"format":"encounter-notes blocks 1"')) return undefined;
  try {
    return JSON.parse(line) as Index;
  } catch {
    return undefined;
  }
}
