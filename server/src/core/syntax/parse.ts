import { skipBlanks, trimEnd } from './chars.js';
import { commentStart, readCode, readDoubtfulCode } from './code-line.js';
import { isCodeLabel } from './code-repair.js';
import { keyEnd, readItems, readTextItem } from './field-line.js';
import { closesFence, isPlainHeader, mayOpenHeader, readHeader, type HeaderParts } from './header-line.js';
import { LineEnds, NextOf } from './next-of.js';
import type { Block, FenceLine, HeaderLine, Line, Note, Token } from './tree.js';
import { isTextKey } from './vocabulary.js';

/** Parses a whole note. Never throws and loses no byte: {@link file://./print.ts print} gives the text back. */
export function parseNote(text: string): Note {
  return { blocks: splitBlocks(text).map(block => parseBlock(block)) };
}

/** The header that a piece of {@link splitBlocks} begins with: without reading its other lines. */
export function headerOf(piece: string): HeaderParts | undefined {
  const end = new LineEnds(piece).from(0);
  const from = skipBlanks(piece, 0, end);
  return from < end && mayOpenHeader(piece.charCodeAt(from)) ? headerOn(piece, from, end) : undefined;
}

/**
 * Cuts a note before each header line. The first piece holds the defaults of the file and may be empty; joined, the
 * pieces are the text. Reads only what decides where headers are, so it is much cheaper than parsing.
 */
export function splitBlocks(text: string): string[] {
  const starts: number[] = [];
  const ends = new LineEnds(text);
  let inFence = false;
  for (let start = 0; start < text.length;) {
    const end = ends.from(start);
    const at = skipBlanks(text, start, end);
    const c = text.charCodeAt(at);
    if (at < end && mayOpenHeader(c)) {
      if (inFence ? endsFence(text, at, end) : isPlainHeader(text, at) || headerOn(text, at, end)) {
        starts.push(start);
        inFence = false;
      }
    } else if (c === 0x22 && isFence(text, at, trimEnd(text, at, end))) inFence = !inFence;
    start = ends.next(end);
  }
  const blocks = [text.slice(0, starts[0] ?? text.length)];
  starts.forEach((from, i) => blocks.push(text.slice(from, starts[i + 1] ?? text.length)));
  return blocks;
}

/**
 * Parses one piece of {@link splitBlocks}: only its first line can be a header. Its lines are read when they are first
 * asked for.
 */
export function parseBlock(text: string): Block {
  return new TextBlock(text);
}

/** A block owns what is read from its text, from the first time it is asked for until it is released. */
class TextBlock implements Block {
  private parsed: readonly Line[] | undefined;
  private derived: Map<unknown, unknown> | undefined;

  constructor(readonly text: string) {}

  get lines(): readonly Line[] {
    return (this.parsed ??= readLines(this.text));
  }

  get memo(): Map<unknown, unknown> {
    return (this.derived ??= new Map());
  }

  release(): void {
    this.parsed = undefined;
    this.derived = undefined;
  }

  get header(): HeaderLine | undefined {
    const [first] = this.lines;
    return first?.kind === 'header' ? first : undefined;
  }
}

const readLines = (text: string): Line[] => new LineReader(text).read();

type OpenFence = { -readonly [K in keyof FenceLine]: FenceLine[K] };

/**
 * Reads the lines of a block from first to last. Its fields say where the line is that is being read; `from` and `to`
 * are without the blanks at its ends. Every line is one object literal with all its parts: this is the hot path of the
 * parser, and copies of a common beginning cost more than all reading.
 */
class LineReader {
  private readonly ends: LineEnds;
  private readonly signs: Signs;
  private openFence: OpenFence | undefined;
  private start = 0;
  private end = 0;
  private next = 0;
  private number = 0;
  private from = 0;
  private to = 0;

  constructor(private readonly text: string) {
    this.ends = new LineEnds(text);
    this.signs = new Signs(text);
  }

  read(): Line[] {
    const { text, ends } = this;
    const lines: Line[] = [];
    for (; this.start < text.length; this.start = this.next, this.number++) {
      this.end = ends.from(this.start);
      this.next = ends.next(this.end);
      this.from = skipBlanks(text, this.start, this.end);
      this.to = trimEnd(text, this.from, this.end);
      if (this.from < this.to && isFence(text, this.from, this.to)) lines.push(this.fence());
      else lines.push(this.openFence ? this.fenced() : this.line());
    }
    return lines;
  }

  private fence(): FenceLine {
    const { start, end, next, number, openFence } = this;
    if (!openFence) return (this.openFence = { kind: 'fence-open', start, end, next, number, closed: false });
    openFence.closed = true;
    this.openFence = undefined;
    return { kind: 'fence-close', start, end, next, number, closed: true };
  }

  private fenced(): Line {
    const { text, start, end, next, number, from, to } = this;
    return { kind: 'fenced', start, end, next, number, text: token(text, from, to) };
  }

  /** A line outside a fence; the alternatives are tried in the order of the grammar. */
  private line(): Line {
    const { text, start, end, next, number, from, to } = this;
    if (from === to) return { kind: 'blank', start, end, next, number };
    const c = text.charCodeAt(from);
    if (c === 0x3b) return { kind: 'comment', start, end, next, number, text: token(text, from, to) };
    const header = number === 0 && mayOpenHeader(c) ? this.header() : undefined;
    if (header) return header;
    if (c === 0x7c)
      return { kind: 'narrative', start, end, next, number, text: token(text, skipBlanks(text, from + 1, to), to) };
    const colon = fieldKeyEnd(text, from, to);
    return colon >= 0 ? this.field(colon) : this.codeOrStray();
  }

  /** Where the comment of the line begins, from a place of it on; its end if it has none. */
  private commentFrom(from: number, hasStrings: boolean): number {
    const { text, to, signs } = this;
    return signs.semicolons.from(this.from) < to ? commentStart(text, from, to, hasStrings) : to;
  }

  private header(): Line | undefined {
    const { text, start, end, next, number, from, to } = this;
    const comment = this.commentFrom(from, false);
    const header = readHeader(text, from, trimEnd(text, from, comment));
    if (!header) return undefined;
    const { complete, date, services, patient, tags, misfits } = header;
    return {
      kind: 'header',
      start,
      end,
      next,
      number,
      complete,
      date,
      services,
      patient,
      tags,
      misfits,
      comment: commentIn(text, comment, to),
    };
  }

  private field(colon: number): Line {
    const { text, start, end, next, number, from, to } = this;
    const key = token(text, from, colon);
    const asText = isTextKey(key.text);
    const comment = this.commentFrom(colon + 1, !asText);
    const items = asText ? readTextItem(text, colon + 1, comment) : readItems(text, colon + 1, comment, this.signs);
    return { kind: 'field', start, end, next, number, key, items, comment: commentIn(text, comment, to) };
  }

  private codeOrStray(): Line {
    const { text, start, end, next, number, from, to } = this;
    const comment = this.commentFrom(from, true);
    const codeEnd = trimEnd(text, from, comment);
    const code = readCode(text, from, codeEnd) ?? readDoubtfulCode(text, from, codeEnd);
    if (!code) return { kind: 'stray', start, end, next, number, text: token(text, from, to) };
    return {
      kind: 'code',
      start,
      end,
      next,
      number,
      complete: code.complete,
      unsure: code.unsure,
      code: code.code,
      modifiers: code.modifiers,
      parts: code.parts,
      comment: commentIn(text, comment, to),
    };
  }
}

/** The signs that few lines have: where each is next, so that a line without it is not searched for it. */
class Signs {
  readonly commas: NextOf;
  readonly quotes: NextOf;
  readonly semicolons: NextOf;

  constructor(text: string) {
    this.commas = new NextOf(text, ',');
    this.quotes = new NextOf(text, '"');
    this.semicolons = new NextOf(text, ';');
  }
}

/** The colon of a field; -1 for any other line. `CPT: 95990` is a code line with a label. */
function fieldKeyEnd(text: string, from: number, to: number): number {
  const colon = keyEnd(text, from, to);
  if (colon < 0 || !isCodeLabel(text.slice(from, colon))) return colon;
  return readDoubtfulCode(text, from, to) ? -1 : colon;
}

function commentIn(text: string, start: number, end: number): Token | undefined {
  return start < end ? token(text, start, end) : undefined;
}

function headerOn(text: string, from: number, end: number): HeaderParts | undefined {
  return readHeader(text, from, trimEnd(text, from, commentStart(text, from, end, false)));
}

function endsFence(text: string, from: number, end: number): boolean {
  const header = headerOn(text, from, end);
  return header !== undefined && closesFence(header);
}

/** A fence is a line of exactly three quotes. */
function isFence(text: string, from: number, to: number): boolean {
  return to - from === 3 && text.startsWith('"""', from);
}

function token(text: string, start: number, end: number): Token {
  return { start, end, text: text.slice(start, end) };
}
