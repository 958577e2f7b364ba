/**
 * A large sorted table in compressed blocks: a look-up decompresses one block of about five hundred rows, so that a
 * table of a hundred thousand rows costs nothing at start and little memory. One format for tables that ship and for
 * releases that a user loads.
 *
 * A row is a key, a short `info` and a longer `text`. Within a block a key and a text are stored without what they
 * share with the row before.
 */
import { firstIndex } from '../collections/binary-search.js';
import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';

export interface Row {
  readonly key: string;
  readonly info: string;
  readonly text: string;
}

/** A block as it is stored; its bytes are asked for when a row of it is. */
export interface Block {
  /** Key of its first row. */
  readonly first: string;
  bytes(): Uint8Array;
}

export interface EncodedBlock {
  readonly first: string;
  readonly bytes: Uint8Array;
}

export const ROWS_PER_BLOCK = 500;
/** Highest length of a shared key: it is one digit of base 36. */
const MAX_SHARED_KEY = 35;

/** @param rows in ascending order of their keys, which may repeat */
export function encodeBlocks(rows: readonly Row[], perBlock = ROWS_PER_BLOCK, level: 6 | 9 = 9): EncodedBlock[] {
  const blocks: EncodedBlock[] = [];
  for (let start = 0; start < rows.length; start += perBlock) {
    let before: Row = { key: '', info: '', text: '' };
    const lines: string[] = [];
    for (const { key: own, info, text: long } of rows.slice(start, start + perBlock)) {
      const row: Row = { key: own, info: onOneLine(info), text: onOneLine(long) };
      const key = Math.min(shared(before.key, row.key), MAX_SHARED_KEY);
      const text = shared(before.text, row.text);
      lines.push(`${key.toString(36)}${row.key.slice(key)}\t${row.info}\t${text}\t${row.text.slice(text)}`);
      before = row;
    }
    blocks.push({ first: rows[start]!.key, bytes: deflateSync(strToU8(lines.join('\n')), { level }) });
  }
  return blocks;
}

/** Tabs and line breaks separate what is stored; in quotes they can be in any cell. */
function onOneLine(text: string): string {
  return /[\t\r\n]/.test(text) ? text.replace(/[\t\r\n ]+/g, ' ') : text;
}

function shared(a: string, b: string): number {
  const end = Math.min(a.length, b.length);
  let length = 0;
  while (length < end && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}

/** Blocks that stay decompressed: enough for the codes of a clinic's notes. */
const MAX_OPEN_BLOCKS = 256;

export class BlockTable {
  private readonly open = new Map<number, OpenBlock>();

  private readonly firsts: readonly string[];

  constructor(private readonly blocks: readonly Block[]) {
    this.firsts = blocks.map(({ first }) => first);
  }

  /** The first row with the key. */
  get(key: string): Row | undefined {
    const block = this.blockOf(key);
    if (block === undefined) return undefined;
    const rows = this.opened(block);
    const at = lowerBound(rows.keys, key);
    return rows.keys[at] === key ? rows.row(at) : undefined;
  }

  /** What {@link get} has as `info`, without reading texts. */
  infoOf(key: string): string | undefined {
    const block = this.blockOf(key);
    if (block === undefined) return undefined;
    const rows = this.opened(block);
    const at = lowerBound(rows.keys, key);
    return rows.keys[at] === key ? rows.infos[at] : undefined;
  }

  /** All rows whose key begins so, in order. */
  startingWith(prefix: string): readonly Row[] {
    const found: Row[] = [];
    // Rows of one key may fill several blocks, and begin in the one before those.
    let block = Math.max(0, lowerBound(this.firsts, prefix) - 1);
    for (; block < this.blocks.length && this.blocks[block]!.first.slice(0, prefix.length) <= prefix; block++) {
      const rows = this.opened(block);
      for (let at = lowerBound(rows.keys, prefix); rows.keys[at]?.startsWith(prefix); at++) found.push(rows.row(at));
    }
    return found;
  }

  /** Every row in order. The blocks that it opens are not kept. */
  *all(): Generator<Row> {
    for (const block of this.blocks) {
      const rows = new OpenBlock(block.bytes());
      for (let at = 0; at < rows.keys.length; at++) yield rows.row(at);
    }
  }

  /** The block that a key is in if the table has it: the last one that begins at or before it. */
  private blockOf(key: string): number | undefined {
    const after = firstIndex(this.blocks.length, index => this.blocks[index]!.first > key);
    return after === 0 ? undefined : after - 1;
  }

  private opened(index: number): OpenBlock {
    let rows = this.open.get(index);
    if (!rows) {
      if (this.open.size >= MAX_OPEN_BLOCKS) this.open.clear();
      this.open.set(index, (rows = new OpenBlock(this.blocks[index]!.bytes())));
    }
    return rows;
  }
}

class OpenBlock {
  readonly keys: string[] = [];
  readonly infos: string[] = [];
  /** For each row how much its text shares with the one before, and the rest. */
  private readonly rests: string[] = [];
  private texts: string[] | undefined;

  constructor(bytes: Uint8Array) {
    let key = '';
    for (const line of strFromU8(inflateSync(bytes)).split('\n')) {
      const keyEnd = line.indexOf('\t');
      const infoEnd = line.indexOf('\t', keyEnd + 1);
      key = key.slice(0, parseInt(line[0]!, 36)) + line.slice(1, keyEnd);
      this.keys.push(key);
      this.infos.push(line.slice(keyEnd + 1, infoEnd));
      this.rests.push(line.slice(infoEnd + 1));
    }
  }

  row(at: number): Row {
    return { key: this.keys[at]!, info: this.infos[at]!, text: this.textAt(at) };
  }

  private textAt(at: number): string {
    if (!this.texts) {
      let text = '';
      this.texts = this.rests.map(rest => {
        const end = rest.indexOf('\t');
        return (text = text.slice(0, +rest.slice(0, end)) + rest.slice(end + 1));
      });
    }
    return this.texts[at]!;
  }
}

/** Index of the first key that is not before the one asked for. */
function lowerBound(keys: readonly string[], key: string): number {
  return firstIndex(keys.length, index => keys[index]! >= key);
}
