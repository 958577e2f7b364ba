import type { Defaults, Encounter } from '../encounter/model.js';
import { readDefaults } from '../encounter/read-encounter.js';
import { closesFence, readHeader } from '../syntax/header-line.js';
import { parseBlock, splitBlocks } from '../syntax/parse.js';
import { skipBlanks, trimEnd } from '../syntax/chars.js';
import { commentStart } from '../syntax/code-line.js';
import { memo } from '../collections/memo.js';
import { LineEnds } from '../syntax/next-of.js';
import type { Block } from '../syntax/tree.js';
import { encounterOf } from './encounter-cache.js';
import type { SourceRange } from '../syntax/source-range.js';

/** A position as editors count: 0-based line, and UTF-16 units from its start. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** What a change did to the blocks of a file; all others are the same objects as before, even if they moved. */
export interface Change {
  /** The index at which blocks were removed and added. */
  readonly at: number;
  readonly gone: readonly Block[];
  readonly come: readonly Block[];
  /** By how many lines those below have moved. */
  readonly moved: number;
}

const UNCHANGED: Change = { at: 0, gone: [], come: [], moved: 0 };

/** A block of a file by its text, and the line of the file in which it begins. */
export interface Piece {
  readonly text: string;
  /** 0-based. */
  readonly line: number;
}

/** The character that replaces bytes that could not be read. */
export const LOST_CHARACTER = '\ufffd';

/** The maximum distance of a block from its recorded position; beyond it, all positions are recorded again. */
const MAX_DRIFT = 64;

/**
 * One file of notes. Its blocks are known by their text: an edit makes new blocks only of those that it touched, and
 * costs no more than reading these again.
 */
export class NoteFile {
  private blockList: Block[] = [];
  /** First line of each block in the file. */
  private firstLines: number[] = [];
  /** The position of each block, give or take {@link drift}. */
  private readonly places = new Map<Block, number>();
  private drift = 0;
  private readonly withLostCharacters = new Set<Block>();
  private defaultsRead: { block: Block; defaults: Defaults } | undefined;
  /** Whether an editor has it open: an open file keeps what was read from it, any other only its text. */
  isOpen = false;

  constructor(
    readonly uri: string,
    text: string,
  ) {
    this.setText(text);
  }

  /**
   * Some blocks of a file, the defaults and then encounters in order, each with its position in the whole file. A part
   * is not edited.
   */
  static partOf(uri: string, pieces: readonly Piece[]): NoteFile {
    const file = new NoteFile(uri, '');
    file.blockList = pieces.map(({ text }) => parseBlock(text));
    file.firstLines = pieces.map(({ line }) => line);
    file.places.clear();
    file.blockList.forEach((block, i) => file.places.set(block, i));
    return file;
  }

  get blocks(): readonly Block[] {
    return this.blockList;
  }

  get text(): string {
    return this.blockList.map(block => block.text).join('');
  }

  /** Another whole text; blocks whose text stays are kept. */
  setText(text: string): Change {
    return this.splice(0, this.blockList.length, splitBlocks(text));
  }

  /** Replaces a range by a text. A position past the end of its line or of the file counts as that end. */
  edit(range: Range, text: string): Change {
    const from = this.blockAt(range.start.line),
      to = this.blockAt(range.end.line);
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
    // A fence left open swallows the next block unless that block's header ends it; and text without a final break runs
    // into it.
    for (
      let more = 1;
      last + 1 < this.blockList.length && this.runsOn(pieces.at(-1) ?? '', this.blockList[last + 1]!);
      more *= 2
    ) {
      const end = Math.min(last + more, this.blockList.length - 1);
      source += this.textOf(last + 1, end);
      last = end;
      pieces = splitBlocks(source);
      if (first > 0 && pieces[0] === '') pieces = pieces.slice(1);
    }
    return this.splice(first, last - first + 1, pieces);
  }

  /** What an encounter block says; undefined for the defaults. */
  encounter(block: Block): Encounter | undefined {
    return block.header && encounterOf(block);
  }

  get defaults(): Defaults {
    const block = this.blockList[0]!;
    if (this.defaultsRead?.block !== block) this.defaultsRead = { block, defaults: readDefaults(block) };
    return this.defaultsRead.defaults;
  }

  /** Index of a block of this file, -1 for another's. */
  indexOf(block: Block): number {
    const place = this.places.get(block);
    if (place === undefined) return -1;
    for (let away = 0; away <= this.drift; away++) {
      if (this.blockList[place - away] === block) return place - away;
      if (this.blockList[place + away] === block) return place + away;
    }
    return -1;
  }

  /** First line of a block, counted in the file. */
  firstLineOf(block: Block): number {
    return this.firstLines[this.indexOf(block)] ?? 0;
  }

  rangeOf(place: SourceRange): Range {
    const firstLine = this.firstLineOf(place.block);
    const start = positionIn(place.block, place.start, firstLine);
    return { start, end: place.end === place.start ? start : positionIn(place.block, place.end, firstLine) };
  }

  /** The block and the offset in it of a position. */
  locate(position: Position): { block: Block; offset: number } {
    const index = this.blockAt(position.line);
    return { block: this.blockList[index]!, offset: this.offsetIn(index, position) };
  }

  /** The uppermost block that holds a {@link LOST_CHARACTER}. */
  firstWithLostCharacters(): Block | undefined {
    let first: Block | undefined;
    for (const block of this.withLostCharacters) if (!first || this.indexOf(block) < this.indexOf(first)) first = block;
    return first;
  }

  private splice(at: number, count: number, pieces: readonly string[]): Change {
    // The same text at the same end of the spliced run is the same block.
    const old = this.blockList.slice(at, at + count);
    let head = 0;
    while (head < old.length && head < pieces.length && old[head]!.text === pieces[head]) head++;
    let tail = 0;
    while (
      tail < old.length - head &&
      tail < pieces.length - head &&
      old[old.length - 1 - tail]!.text === pieces[pieces.length - 1 - tail]
    )
      tail++;
    const gone = old.slice(head, old.length - tail);
    const come = pieces.slice(head, pieces.length - tail).map(piece => parseBlock(piece));
    if (gone.length === 0 && come.length === 0) return UNCHANGED;
    return { at: at + head, gone, come, moved: this.replace(at + head, gone, come) };
  }

  /** @returns by how many lines the blocks below have moved */
  private replace(from: number, gone: readonly Block[], come: readonly Block[]): number {
    const to = from + gone.length;
    const below = this.firstLines[to];
    let line = from > 0 ? this.firstLines[from - 1]! + lineBreaks(this.blockList[from - 1]!.text) : 0;
    const firstLines = come.map(block => {
      const first = line;
      line += lineBreaks(block.text);
      return first;
    });
    const moved = below === undefined ? 0 : line - below;
    if (gone.length === come.length) {
      come.forEach((block, i) => {
        this.blockList[from + i] = block;
        this.firstLines[from + i] = firstLines[i]!;
      });
    } else {
      this.blockList = [...this.blockList.slice(0, from), ...come, ...this.blockList.slice(to)];
      this.firstLines = [...this.firstLines.slice(0, from), ...firstLines, ...this.firstLines.slice(to)];
    }
    if (moved) for (let i = from + come.length; i < this.firstLines.length; i++) this.firstLines[i]! += moved;
    for (const block of gone) {
      this.places.delete(block);
      this.withLostCharacters.delete(block);
    }
    come.forEach((block, i) => {
      this.places.set(block, from + i);
      if (block.text.includes(LOST_CHARACTER)) this.withLostCharacters.add(block);
    });
    this.drift += Math.abs(come.length - gone.length);
    if (this.drift > MAX_DRIFT) {
      this.blockList.forEach((block, i) => this.places.set(block, i));
      this.drift = 0;
    }
    return moved;
  }

  private blockAt(line: number): number {
    let low = 0,
      high = this.firstLines.length - 1;
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
    if (!piece.includes('"""')) return false;
    let open = false;
    for (const line of parseBlock(piece).lines) if (line.kind === 'fence-open' && !line.closed) open = true;
    if (!open) return false;
    const header = next.header;
    if (!header) return true;
    const from = skipBlanks(next.text, header.start, header.end);
    const parts = readHeader(
      next.text,
      from,
      trimEnd(next.text, from, commentStart(next.text, from, header.end, false)),
    );
    return !parts || !closesFence(parts);
  }
}

function endsLine(text: string): boolean {
  const c = text.charCodeAt(text.length - 1);
  return c === 0x0a || c === 0x0d;
}

/** A whole note cut into its pieces, the first of them the defaults. */
export function piecesOf(text: string): Piece[] {
  let line = 0;
  return splitBlocks(text).map(piece => {
    const first = line;
    line += lineBreaks(piece);
    return { text: piece, line: first };
  });
}

/** How many line breaks a text holds, as editors count them: LF, CRLF, or a lone CR. */
function lineBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  for (let at = text.indexOf('\r'); at >= 0; at = text.indexOf('\r', at + 1)) if (text[at + 1] !== '\n') count++;
  return count;
}

/**
 * The offsets at which the lines of a block start: cheaper than its lines, which the ranges of findings do not need.
 */
const startsOf = memo(({ text }: Block): readonly number[] => {
  const starts = [0];
  const ends = new LineEnds(text);
  for (let end = ends.from(0); end < text.length; end = ends.from(starts.at(-1)!)) starts.push(ends.next(end));
  return starts;
});

function positionIn(block: Block, offset: number, firstLine: number): Position {
  const starts = startsOf(block);
  let low = 0,
    high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: firstLine + low, character: offset - starts[low]! };
}
