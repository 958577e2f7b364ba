import type { Encounter } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { isBlank, skipBlanks, wordEnd } from '../../syntax/chars.js';
import { stringIn } from '../../syntax/field-line.js';
import type { Block, FieldLine, Line, Span } from '../../syntax/tree.js';
import type { NoteFile } from '../../workspace/note-file.js';
import type { Workspace } from '../../workspace/workspace.js';
import type { IsoDate } from '../../syntax/iso-day.js';

/** Where the caret is, and what is known there. All positions are offsets in the block. */
export interface CursorContext {
  readonly workspace: Workspace;
  readonly file: NoteFile;
  readonly block: Block;
  readonly line: Line;
  readonly offset: number;
  /** Undefined before the first header. */
  readonly encounter: Encounter | undefined;
  readonly visit: Visit | undefined;
  /** The day that codes are checked on; of an encounter without one, the newest that the tables know of. */
  readonly date: IsoDate;
  /** Undefined if the host does not say it. */
  readonly today: IsoDate | undefined;
}

/** A day behind every edition: the newest one is in force on it. */
export const NEWEST: IsoDate = '9999-12-31';

/** A word around or before the caret; empty if none is typed. */
export interface Word extends Span {
  /** The whole word, also what is behind the caret. */
  readonly text: string;
  /** What of it is before the caret. */
  readonly typed: string;
}

/** The word at the caret between two bounds, cut at blanks. */
export function wordAt(spot: CursorContext, from: number, to: number): Word {
  const { text } = spot.block;
  let start = spot.offset,
    end = spot.offset;
  while (start > from && !isBlank(text.charCodeAt(start - 1))) start--;
  while (end < to && !isBlank(text.charCodeAt(end))) end++;
  return { start, end, text: text.slice(start, end), typed: text.slice(start, spot.offset) };
}

/** One item of a field, or the place between two commas if one may be typed. */
export interface Slot extends CursorContext {
  readonly line: FieldLine;
  /** Lower case. */
  readonly key: string;
  /** From the first character of the item to its last; empty at the caret if nothing is typed yet. */
  readonly item: Span;
  /** The item up to the caret. */
  readonly left: string;
  /** The item from the caret on. */
  readonly right: string;
  /** How many items are before it. */
  readonly index: number;
  /** The other items of the line, lower case with single blanks. */
  readonly others: readonly string[];
}

/** The slot of a field's value at the caret; undefined inside a string, which is no one's but the coder's. */
export function slotAt(spot: CursorContext, line: FieldLine): Slot | undefined {
  const {
    block: { text },
    offset,
  } = spot;
  const { items } = line;
  let before = -1;
  while (before + 1 < items.length && items[before + 1]!.start <= offset) before++;
  const previous = items[before],
    next = items[before + 1];
  const hasComma = (from: number, to: number): boolean => text.slice(from, to).includes(',');
  let start = offset,
    end = offset;
  const goesOn = previous && (offset <= previous.end || !hasComma(previous.end, offset));
  if (goesOn) {
    start = previous.start;
    end = Math.max(offset, previous.end);
  } else if (next && !hasComma(offset, next.start)) end = next.end;
  const left = text.slice(start, offset);
  const string = stringIn({ start, end: offset, text: left });
  if (string && !string.closed) return undefined;
  const others = items.filter(item => item.end <= start || item.start >= end).map(({ text: item }) => folded(item));
  return {
    ...spot,
    line,
    key: line.key.text.toLowerCase(),
    item: { start, end },
    left,
    right: text.slice(offset, end),
    others,
    index: goesOn ? before : before + 1,
  };
}

/** Lower case with single blanks, none at the ends. */
export function folded(text: string): string {
  return text.trim().toLowerCase().split(/\s+/).join(' ');
}

/** Whether what is put at a place needs a blank before it: directly behind `dx:` and `identity,`. */
export function wantsBlank(block: Block, at: number): boolean {
  const before = block.text[at - 1];
  return before === ':' || before === ',';
}

/** The words of a text with their places, cut at blanks. */
export function wordsIn(text: string, from: number, to: number): readonly (Span & { readonly text: string })[] {
  const words: (Span & { text: string })[] = [];
  for (let at = skipBlanks(text, from, to); at < to;) {
    const end = wordEnd(text, at, to);
    words.push({ start: at, end, text: text.slice(at, end) });
    at = skipBlanks(text, end, to);
  }
  return words;
}
