import type { Writable } from 'node:stream';
import { some } from '../core/syntax/chars.js';
import type { Severity } from '../core/policy/severity.js';

export type Style = Severity | 'dim' | 'bold';
const CODES: Readonly<Record<Style, string>> = {
  error: '31',
  warning: '33',
  info: '36',
  hint: '35',
  dim: '2',
  bold: '1',
};

/** Text in a color or style of the terminal, or as it is. */
export type Paint = (style: Style, text: string) => string;

export function painter(color: boolean): Paint {
  return color ? (style, text) => (text === '' ? '' : `\x1b[${CODES[style]}m${text}\x1b[0m`) : (_, text) => text;
}

export function isTerminal(out: Writable): boolean {
  return 'isTTY' in out && out.isTTY === true;
}

/** Whether to color: on a terminal unless NO_COLOR is set, and always with FORCE_COLOR. */
export function wantsColor(out: Writable, environment: NodeJS.ProcessEnv = process.env): boolean {
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal(out) && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}

/** The columns of a terminal; undefined for a pipe or a file, which have no limit. */
export function widthOf(out: Writable): number | undefined {
  return isTerminal(out) && 'columns' in out && typeof out.columns === 'number' && out.columns >= 20
    ? out.columns
    : undefined;
}

/**
 * Text of a note that is safe for a terminal: a note must not move the cursor, change colors or the direction of
 * writing. Each control character becomes its picture, and a tab four blanks, so measure offsets before.
 */
export function printable(text: string): string {
  if (!some(text, isUnusual)) return text;
  return text
    .replaceAll('\t', '    ')
    .replace(CONTROLS, c => (c < ' ' ? String.fromCharCode(0x2400 + c.charCodeAt(0)) : '\ufffd'));
}

/** Not printable ASCII. A fast check, because compiling the patterns below takes longer than printing a short note. */
function isUnusual(c: number): boolean {
  return c < 0x20 || c >= 0x7f;
}

/** Control characters, marks of writing direction, and lone surrogates. */
export const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/gu;

/** The width of a text on a terminal, in columns. */
export function columns(text: string): number {
  let width = 0;
  for (const char of text) width += columnsOf(char);
  return width;
}

function columnsOf(char: string): number {
  const code = char.codePointAt(0)!;
  if (code < FIRST_COMBINING) return 1;
  if (COMBINING.test(char)) return 0;
  return isWide(code) ? 2 : 1;
}

const FIRST_COMBINING = 0x300;
const COMBINING = /^[\p{Mn}\p{Me}\u200b-\u200d]$/u;

/**
 * The blocks of East Asian characters and of pictures that terminals show two columns wide: first and last character.
 */
const WIDE: readonly (readonly [first: number, last: number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
];

function isWide(code: number): boolean {
  return WIDE.some(([first, last]) => first <= code && code <= last);
}

/** Breaks a text at blanks into lines of at most `width` columns; a longer word gets a line of its own. */
export function wrap(text: string, width: number | undefined): string[] {
  if (width === undefined) return [text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && columns(line) + 1 + columns(word) > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
