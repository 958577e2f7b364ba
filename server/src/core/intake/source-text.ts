import type { Span } from '../syntax/tree.js';

/**
 * A chart text made easy to search: lower case, one kind of blank, quote, dash and micro sign. It is as long as the
 * source, so that an offset means the same place in both.
 */
export function normalize(source: string): string {
  return withSpokenMarks(source)
    .replaceAll(/[A-Z\t\r\u00a0-\u00ff\u03bc\u2000-\u206f\u2190-\u21ff\u3000\uff1a]/g, fold)
    .replaceAll(ZERO, '0')
    .replaceAll(SCANNED_I, 'i')
    .replaceAll(SCANNED_L, 'l')
    .replaceAll(QUESTION, ':')
    .replaceAll(BOX_LINE, withBoxesBehind)
    .replaceAll(UNCHECKED, blanks)
    .replaceAll(CHECKED, blanks);
}

/** ` period` and ` comma` of a dictation, which has hardly any marks of its own, as such marks. */
function withSpokenMarks(source: string): string {
  const spoken = source.match(/ period(?= |\n|$)/gi)?.length ?? 0;
  if (spoken < MIN_SPOKEN || (source.match(/[.:;]/g)?.length ?? 0) > spoken) return source;
  return source.replaceAll(
    / (period|comma|colon|semicolon|next paragraph|new paragraph)(?= |\n|$)/gi,
    (words, name: string) => (SPOKEN_MARKS[name.toLowerCase()] ?? '.').padEnd(words.length),
  );
}

const MIN_SPOKEN = 2;
const SPOKEN_MARKS: Readonly<Record<string, string>> = { comma: ',', colon: ':', semicolon: ';' };

/** A zero that means `none`: `Ø alarms`. */
const ZERO = /(?<![a-z\u00c0-\u024f])[\u00d8\u00f8\u2205](?![a-z\u00c0-\u024f])/g;

/** An `i` and an `l` that a scan read as other signs: `lnstilled`, `we1l`. */
const SCANNED_I =
    /(?<=\ber)[l1](?=[ :.]{1,3}\d)|\bl(?=n(?:stil|terr|ject|surance|trathec|fus|formed|voice|itial|dicat|terv))/g,
  SCANNED_L = /(?<=[a-z]{2})1(?=[a-z]{2}|l\b)/g;

/** A question of a form with its answer behind it is a label: `Template used? Yes`. */
const QUESTION = /\?(?= {1,3}(?:yes|no|none|n\/a|y|n|not|\d[\d.,]*)\b)/g;

/** What a form offers and is not chosen, up to the next box, gap or line; and the mark of what was chosen. */
const UNCHECKED = /(?:\[[ _]?\]|\( \)|\u2610)[ ]?(?:(?! {2}|[\n[\u2610-\u2612]|\( \)|\(x\)).)*/g;
const CHECKED = /(?:\[x\]|\(x\)|[\u2611\u2612\u2713\u2714])(?= ?\w)/g;

/** A line with a box in it. */
const BOX_LINE = /^.*(?:\[[ _x]?\]|[\u2610-\u2612]).*$/gm;
const BOX = /\[[ _x]?\]|[\u2610-\u2612]/g;
const BOX_BEHIND =
  /(?<=\S ?)(?:\[[ _x]?\]|[\u2610-\u2612])(?= {2}| ?\(|,|;|[ \r]*$| (?!\[)[^[\]]{1,40} ?\[[ _x]?\](?: {2}|[ \r]*$))/g;
/** Words up to a boundary, and the box behind them if there is one. */
const WORDS_AND_BOX = /(?:(?! {2}|\[[ _]?\]|[\]:;\u2610-\u2612]).)+(\[[ _]?\]|\u2610)?|(\[[ _]?\]|\u2610)/g;

function blanksIfBoxed(found: string, behind: string | undefined, alone: string | undefined): string {
  return (behind ?? alone) === undefined ? found : blanks(found);
}

/** A form with each box behind its words: what is not chosen is before its box. */
function withBoxesBehind(line: string): string {
  const isBehind = line.match(BOX)?.length === line.match(BOX_BEHIND)?.length;
  return isBehind ? line.replaceAll(WORDS_AND_BOX, blanksIfBoxed).replaceAll(BOX, blanks) : line;
}

function blanks(words: string): string {
  return ' '.repeat(words.length);
}

const FOLDED: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ' ': '\t\r\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000',
    '"': '\u201c\u201d\u201e\u00ab\u00bb',
    "'": '\u2018\u2019\u201a\u00b4',
    '-': '\u00ad\u2010\u2011\u2012\u2013\u2014\u2015',
    '*': '\u2022\u2023\u2043\u00b7',
    u: '\u00b5\u03bc',
    x: '\u00d7',
    '>': '\u2192\u21d2\u21e8',
    ':': '\uff1a',
  }).flatMap(([to, all]) => [...all].map((from): [string, string] => [from, to])),
);

function fold(char: string): string {
  return FOLDED.get(char) ?? (char >= 'A' && char <= 'Z' ? char.toLowerCase() : char);
}

/**
 * A text that is typed without capitals, with one at the start of each word, and credentials in capitals: as long as
 * the source, so that names are found where they are. Any other text as it is.
 */
export function withCapitals(source: string): string {
  if (!isSmallCase(source))
    return SMALL_STAFF.reduce((words, pattern) => words.replaceAll(pattern, withNameInCapitals), source);
  return source
    .replaceAll(/(?<![A-Za-z'])[a-z](?=[a-z'-]|\. ?[a-z]{3})/g, letter => letter.toUpperCase())
    .replaceAll(/\b(?:md|do|np|pa|pa-c|rn|lpn|lvn|cma|aprn|crnp|crna|fnp|mrn|dob)\b/gi, word => word.toUpperCase());
}

/** Whether a text is typed without capitals. */
export function isSmallCase(source: string): boolean {
  const letters = source.replaceAll(/[^A-Za-z]/g, '');
  const capitals = letters.replaceAll(/[^A-Z]/g, '').length;
  return letters.length >= 40 && capitals <= letters.length * 0.01;
}

/** Names of staff that a text with capitals has without them: behind a title, and as a signature. */
const SMALL_STAFF: readonly RegExp[] = [
  /(?<=\b[Dd]r\.? )[a-z][a-z'-]+(?: [a-z]\.?)?(?: [a-z][a-z'-]{2,})?,? (?:md|do|np|pa|pa-c)(?![\w-])/g,
  /(?<=\b[Dd]r\.? )(?!(?:office|ofc|visit|notified|aware|to|will|in|was|is|ordered|informed|and|has|had|of|for|who|today|present|not|on|at|here|called|seen|per|or|also|named|appt|appointment|orders?)\b)[a-z][a-z'-]{2,}/g,
  /(?<=^[ \t*~-]{0,6}(?:(?:by|signed|sig|rn|nurse)[: ]{1,2})?)(?:[A-Za-z]\. ?){0,2}[A-Za-z][A-Za-z'-]{2,}(?: [A-Za-z][A-Za-z'-]{2,})?,? (?:rn|lpn|lvn|md|do|np|pa|pa-c|crna|aprn|fnp|cma)(?=[ .]{0,3}(?:$|\d|\/))/gm,
];

function withNameInCapitals(words: string): string {
  return words
    .replaceAll(/(?<![A-Za-z'])[a-z](?=[a-z'-]|\. ?[A-Za-z])/g, letter => letter.toUpperCase())
    .replace(/(?<=[ ,])[A-Za-z-]{2,4}$/, word => (STAFF_CREDENTIAL.test(word) ? word.toUpperCase() : word));
}

const STAFF_CREDENTIAL = /^(?:rn|lpn|lvn|md|do|np|pa|pa-c|crna|aprn|fnp|cma)$/i;

/** A part of a line, and the number of separators before it. */
export interface Cell extends Span {
  readonly column: number;
}

/** A line without the blanks and the bullet at its ends. */
export interface Line extends Span {
  /** Columns before the text; a tab counts as one. */
  readonly indent: number;
  /** The parts that tabs, bars or wide gaps part; a line of prose has one. */
  readonly cells: readonly Cell[];
  /** Tabs or bars part the cells. */
  readonly tabbed: boolean;
  /** The line begins with a dash, a star, a number or the like. */
  readonly bullet: boolean;
  /** All its letters are capitals, and there are at least three. */
  readonly capitals: boolean;
  /** It begins with a small letter. */
  readonly small: boolean;
  /** No letter and no digit: blank, or a ruled line. */
  readonly empty: boolean;
  /** It contains a ruled line. */
  readonly ruled: boolean;
}

const BULLET = /^(?:[*>]|-{1,2}(?=[ \t])|\d{1,2}[.)](?=[ \t])|[a-h]\)(?=[ \t])|\[[ x]?\])[ \t]*/;

export function linesOf(source: string, text: string): Line[] {
  const lines: Line[] = [];
  for (let at = 0; at <= text.length;) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    lines.push(lineAt(source, text, at, end));
    at = end + 1;
  }
  return lines;
}

function lineAt(source: string, text: string, from: number, to: number): Line {
  const raw = text.slice(from, to);
  const ruled = /^[ ]*[-=_#*~|+]{2,}[ ]*/.exec(raw)?.[0].length ?? 0;
  const indent = /^ */.exec(raw)![0].length;
  let start = from + (ruled || indent);
  const mark = BULLET.exec(text.slice(start, to))?.[0].length ?? 0;
  start += mark;
  const end =
    start +
    text.slice(start, to).replace(/(?<![-= _#*~|+])[ ]*(?<![-=_#*~|+])[-=_#*~|+]{3,}[ ]*$|(?<![ |])[ |]+$/, '').length;
  const letters = source.slice(start, end).replaceAll(/[^A-Za-z]/g, '');
  return {
    start,
    end,
    indent,
    bullet: mark > 0,
    cells: cellsOf(source, text, start, end),
    tabbed: /[\t|]/.test(source.slice(start, end)),
    ruled: /[-=_]{3,}/.test(raw),
    capitals: letters.length > 2 && letters === letters.toUpperCase(),
    small: /^[a-z]/.test(source.slice(start, end)),
    empty: !/[a-z0-9]/.test(text.slice(start, end)),
  };
}

/**
 * Where a line is split: a tab, a bar, or two blanks that follow neither the end of a sentence nor the colon of a
 * label.
 */
const GAP =
  /\t|(?<=\S) [\u00b7\u2022] (?=\S)|(?<! )[ ]*(?<!\.)\.{3,}[ ]*|(?<![ \u00a0])[ \u00a0]*\|[ \u00a0]*|(?<![.;,:\s])[ \u00a0\t]{2,}|(?<=[.;])[ \u00a0]{3,}|(?<=[ \u00a0])\|[ \u00a0]*/g;

function cellsOf(source: string, text: string, start: number, end: number): Cell[] {
  const cells: Cell[] = [];
  let at = start,
    column = 0;
  for (const gap of source.slice(start, end).matchAll(GAP)) {
    push(at, start + gap.index);
    at = start + gap.index + gap[0].length;
    column++;
  }
  push(at, end);
  return cells;

  function push(from: number, to: number): void {
    while (from < to && text[from] === ' ') from++;
    while (to > from && text[to - 1] === ' ') to--;
    if (to > from) cells.push({ start: from, end: to, column });
  }
}
