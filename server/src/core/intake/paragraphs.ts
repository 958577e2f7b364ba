import type { Span } from '../syntax/tree.js';
import type { Line } from './source-text.js';

/** Lines that belong together: one line, or a sentence that wraps. */
export interface Paragraph {
  readonly first: number;
  readonly last: number;
  /** The parts of its first line; the last part goes on in the lines that follow. */
  readonly cells: readonly Span[];
  readonly afterBlank: boolean;
}

/** Words after which a line cannot end. */
const GOES_ON =
  /(?:[,(&+/-]|\b(?:and|or|of|with|the|a|an|to|in|at|for|from|by|was|were|is|are|has|had|on|per|then|that|which|who|she|he|it|her|his|into|under|after|before|because|than|as|no|not|been|be))$/;
const LABEL_START = /^[a-z][a-z0-9 /&().#-]{0,32}:(?:\s|$)/;

export function paragraphsOf(
  text: string,
  lines: readonly Line[],
  rows: ReadonlyMap<number, unknown>,
  capitals: boolean,
): Paragraph[] {
  const width = Math.max(0, ...lines.filter(line => line.cells.length === 1).map(line => line.end - line.start));
  const style = { width, terse: isTerse(text, lines, width), ragged: isRagged(text, lines), capitals };
  const paragraphs: Paragraph[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (line.empty) continue;
    let last = i;
    while (!rows.has(last) && !rows.has(last + 1) && wraps(text, lines[last]!, lines[last + 1], style)) last++;
    const cells: Span[] = [...line.cells];
    cells[cells.length - 1] = { start: cells.at(-1)!.start, end: lines[last]!.end };
    paragraphs.push({ first: i, last, cells, afterBlank: i > 0 && lines[i - 1]!.empty });
    i = last;
  }
  return paragraphs;
}

interface Style {
  /** Of the longest line of prose. */
  readonly width: number;
  /** Lines begin with small letters although nothing wraps. */
  readonly terse: boolean;
  /** Sentences break anywhere in a line, as in text that was taken out of a printed page. */
  readonly ragged: boolean;
  readonly capitals: boolean;
}

function wraps(text: string, line: Line, next: Line | undefined, style: Style): boolean {
  if (!next || next.empty || next.bullet || (line.tabbed && next.tabbed)) return false;
  const words = text.slice(line.start, line.end),
    following = text.slice(next.start, next.end);
  if (isTorn(words, following) || isHyphenated(line, words, next)) return true;
  if (style.ragged && goesOn(line, words, next, following)) return true;
  return wrapsInStyle({ line, words }, { next, following }, style);
}

/** Whether a line of ragged text goes on: it ends no sentence, and no label begins below it. */
function goesOn(line: Line, words: string, next: Line, following: string): boolean {
  return (
    line.cells.length === 1 &&
    next.cells.length === 1 &&
    Math.abs(line.indent - next.indent) < 3 &&
    !/[.!?:;]$/.test(words) &&
    !LABEL_START.test(following)
  );
}

function wrapsInStyle(
  { line, words }: { readonly line: Line; readonly words: string },
  { next, following }: { readonly next: Line; readonly following: string },
  { width, terse, capitals }: Style,
): boolean {
  if (next.cells.length > 1) return false;
  if (/[.!?:]$/.test(words) || LABEL_START.test(following)) return false;
  const length = line.end - line.start;
  if (GOES_ON.test(words)) return length > 25 || /[,(&+]$/.test(words);
  if (line.capitals !== next.capitals && !capitals) return false;
  if (terse || line.cells.length > 1) return false;
  if (next.small && !capitals) return length > 25;
  if (length > MAX_TERSE && words.split(' ').length > 9 && /^[\d(]/.test(following)) return true;
  const full =
    width >= 60 && length + 1 + following.split(' ')[0]!.length >= width * (/^\d/.test(following) ? 0.65 : 0.8);
  return full && !LABEL_START.test(words) && (/[.;] [a-z]/.test(words) || /^\d/.test(following));
}

/** A word that is parted at the end of a line: `re-` and `fill`. */
function isHyphenated(line: Line, words: string, next: Line): boolean {
  return /[a-z]{2}-$/.test(words) && (next.small || (line.capitals && next.capitals)) && line.end - line.start > 12;
}

const UNIT_START =
  /^(?:ml|cc|mg|mcg|ug|months?(?! (?:to|until|till|left|of))|mos?|%(?! (?:change|relief|improvement|increase|decrease|diff\w*)\b))(?![a-z])/;

/** A number and its unit, or the name of a pump, on two lines. */
function isTorn(words: string, following: string): boolean {
  return (
    (/\d$/.test(words) && UNIT_START.test(following) && !LABEL_START.test(following)) ||
    (/\d ?(?:ml|mg|mcg|ug)\/$/.test(words) && /^(?:day|d|ml|hr?|24)\b/.test(following)) ||
    (/\b(?:visit|date|alarm|due|appointment|refill) ?$/.test(words) &&
      /^\d{1,2}\/\d{1,2}\/\d{2,4}[.,;]?$/.test(following)) ||
    (/(?:synchromed|prometra)$/.test(words) && /^i{2,3}\b/.test(following))
  );
}

const MIN_RAGGED = 3;

/** Whether several lines of prose end with a word that goes on, or within a word, far from the margin. */
function isRagged(text: string, lines: readonly Line[]): boolean {
  const broken = lines.filter((line, i) => {
    const next = lines[i + 1];
    if (!next || line.empty || next.empty || line.cells.length > 1 || next.bullet || line.end - line.start < SHORTEST)
      return false;
    const words = text.slice(line.start, line.end);
    const following = text.slice(next.start, next.end);
    return (
      (isHyphenated(line, words, next) || isTorn(words, following) || ENDS_OPEN.test(words)) &&
      !LABEL_START.test(following)
    );
  });
  return broken.length >= MIN_RAGGED && broken.some(line => line.end - line.start < MAX_RAGGED);
}

/** A shorter line may be a label: `Performed by`. */
const SHORTEST = 18;
/** A line of this length that breaks within a sentence was not broken at a margin. */
const MAX_RAGGED = 40;
const ENDS_OPEN = /\b(?:and|or|of|with|the|a|an|to|in|at|for|from|by|was|were|is|are|her|his|their|no|not)$/;

/** Characters of a line of a short note. */
const MAX_TERSE = 72;

/** Whether several lines begin with a small letter after a line that was not full. */
function isTerse(text: string, lines: readonly Line[], width: number): boolean {
  let count = 0;
  for (let i = 1; i < lines.length; i++) {
    const line = lines[i]!,
      before = lines[i - 1]!;
    if (line.empty || before.empty || before.end - before.start > width * 0.7) continue;
    // A longer line that ends no sentence is prose that wraps.
    const words = text.slice(before.start, before.end);
    if (words.length > MAX_TERSE && !/[.!?]$/.test(words)) continue;
    if (line.small && !GOES_ON.test(words)) count++;
  }
  return count > 2;
}
