import type { Defaults, Encounter, Place } from '../encounter/model.js';
import { readDefaults, readEncounter } from '../encounter/read-encounter.js';
import { closesFence, readHeader } from '../syntax/header-line.js';
import { parseBlock, splitBlocks } from '../syntax/parse.js';
import { skipBlanks, trimEnd } from '../syntax/chars.js';
import { commentStart } from '../syntax/code-line.js';
import type { Block } from '../syntax/tree.js';

/** A position as editors count: 0-based line, and UTF-16 units from its start. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/**
 * One file of notes. Its blocks are remembered by their text: after an edit only the blocks that the edit touched are read again,
 * all others are the same objects as before, wherever they moved to.
 */
export class NoteFile {
  private blockList: Block[] = [];
  /** First line of each block in the file. */
  private firstLines: number[] = [];
  private readonly encounters = new WeakMap<Block, Encounter>();
  private defaultsRead: { block: Block; defaults: Defaults } | undefined;
  private readonly indexes = new Map<Block, number>();

  constructor(readonly uri: string, text: string) {
    this.setText(text);
  }

  get blocks(): readonly Block[] {
    return this.blockList;
  }

  get text(): string {
    return this.blockList.map((block) => block.text).join('');
  }

  /** Another whole text; blocks whose text stays are kept. */
  setText(text: string): void {
    const pieces = splitBlocks(text);
    const old = this.blockList;
    let head = 0;
    while (head < old.length && head < pieces.length && old[head]!.text === pieces[head]) head++;
    let tail = 0;
    while (tail < old.length - head && tail < pieces.length - head && old[old.length - 1 - tail]!.text === pieces[pieces.length - 1 - tail]) tail++;
    this.splice(head, old.length - head - tail, pieces.slice(head, pieces.length - tail));
  }

  /** Replaces a range by a text. A position past the end of its line or of the file counts as that end. */
  edit(range: Range, text: string): void {
    const from = this.blockAt(range.start.line), to = this.blockAt(range.end.line);
    // A header may be broken by the edit (and its block fall to the one above), so the block above is read along.
    const startIn = this.offsetIn(from, range.start);
    const first = from > 0 && startIn <= this.blockList[from]!.header!.next ? from - 1 : from;
    const start = this.offsetBefore(first, from) + startIn;
    const end = this.offsetBefore(first, to) + this.offsetIn(to, range.end);
    let last = to;
    let source = this.textOf(first, last);
    source = source.slice(0, start) + text + source.slice(Math.max(start, end));
    let pieces = splitBlocks(source);
    if (first > 0 && pieces[0] === '') pieces = pieces.slice(1);
    // A fence left open swallows the next block unless that block's header ends it; and text without a final break runs into it.
    while (last + 1 < this.blockList.length && this.runsOn(pieces.at(-1) ?? '', this.blockList[last + 1]!)) {
      last++;
      source += this.blockList[last]!.text;
      pieces = splitBlocks(source);
      if (first > 0 && pieces[0] === '') pieces = pieces.slice(1);
    }
    this.splice(first, last - first + 1, pieces);
  }

  /** What an encounter block says; undefined for the defaults. */
  encounter(block: Block): Encounter | undefined {
    if (!block.header) return undefined;
    let encounter = this.encounters.get(block);
    if (!encounter) this.encounters.set(block, (encounter = readEncounter(block, block.header)));
    return encounter;
  }

  get defaults(): Defaults {
    const block = this.blockList[0]!;
    if (this.defaultsRead?.block !== block) this.defaultsRead = { block, defaults: readDefaults(block) };
    return this.defaultsRead.defaults;
  }

  /** Index of a block of this file, -1 for another's. */
  indexOf(block: Block): number {
    return this.indexes.get(block) ?? -1;
  }

  /** First line of a block, counted in the file. */
  firstLineOf(block: Block): number {
    return this.firstLines[this.indexOf(block)] ?? 0;
  }

  rangeOf(place: Place): Range {
    const firstLine = this.firstLineOf(place.block);
    const start = positionIn(place.block, place.start, firstLine);
    return { start, end: place.end === place.start ? start : positionIn(place.block, place.end, firstLine) };
  }

  /** The block and the offset in it of a position. */
  locate(position: Position): { block: Block; offset: number } {
    const index = this.blockAt(position.line);
    return { block: this.blockList[index]!, offset: this.offsetIn(index, position) };
  }

  private splice(at: number, count: number, pieces: readonly string[]): void {
    if (count === 0 && pieces.length === 0 && this.blockList.length > 0) return;
    // The same text at the same end of the spliced run is the same block.
    const old = this.blockList.slice(at, at + count);
    let head = 0;
    while (head < old.length && head < pieces.length && old[head]!.text === pieces[head]) head++;
    let tail = 0;
    while (tail < old.length - head && tail < pieces.length - head && old[old.length - 1 - tail]!.text === pieces[pieces.length - 1 - tail]) tail++;
    const fresh = pieces.slice(head, pieces.length - tail).map((piece) => parseBlock(piece));
    for (const block of old.slice(head, old.length - tail)) this.indexes.delete(block);
    const from = at + head;
    this.blockList = this.blockList.slice(0, from).concat(fresh, this.blockList.slice(at + count - tail));
    this.firstLines.length = from;
    let line = from > 0 ? this.firstLines[from - 1]! + lineBreaks(this.blockList[from - 1]!) : 0;
    for (let i = from; i < this.blockList.length; i++) {
      const block = this.blockList[i]!;
      this.firstLines.push(line);
      this.indexes.set(block, i);
      line += lineBreaks(block);
    }
  }

  private blockAt(line: number): number {
    let low = 0, high = this.firstLines.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.firstLines[middle]! <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private offsetIn(index: number, position: Position): number {
    const block = this.blockList[index]!;
    const line = block.lines[position.line - this.firstLines[index]!];
    if (!line) return block.text.length;
    return Math.min(line.start + Math.max(0, position.character), line.end);
  }

  private offsetBefore(first: number, index: number): number {
    let offset = 0;
    for (let i = first; i < index; i++) offset += this.blockList[i]!.text.length;
    return offset;
  }

  private textOf(first: number, last: number): string {
    let text = '';
    for (let i = first; i <= last; i++) text += this.blockList[i]!.text;
    return text;
  }

  /** Whether a piece of text would take in the block after it. */
  private runsOn(piece: string, next: Block): boolean {
    if (piece !== '' && !endsLine(piece)) return true;
    let open = false;
    for (const line of parseBlock(piece).lines) if (line.kind === 'fence-open' && !line.closed) open = true;
    if (!open) return false;
    const header = next.header;
    if (!header) return true;
    const from = skipBlanks(next.text, header.start, header.end);
    const parts = readHeader(next.text, from, trimEnd(next.text, from, commentStart(next.text, from, header.end, false)));
    return !parts || !closesFence(parts);
  }
}

function endsLine(text: string): boolean {
  const c = text.charCodeAt(text.length - 1);
  return c === 0x0a || c === 0x0d;
}

/** How many line breaks a block holds. */
function lineBreaks(block: Block): number {
  const last = block.lines.at(-1);
  return last ? block.lines.length - (last.next === last.end ? 1 : 0) : 0;
}

function positionIn(block: Block, offset: number, firstLine: number): Position {
  let low = 0, high = block.lines.length - 1;
  if (high < 0) return { line: firstLine, character: 0 };
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (block.lines[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  const line = block.lines[low]!;
  // An offset behind the last line break is the start of the line that follows it.
  if (offset >= line.next && line.next > line.end) return { line: firstLine + low + 1, character: offset - line.next };
  return { line: firstLine + low, character: offset - line.start };
}
