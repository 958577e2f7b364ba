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
  for (const char of text) {
    const code = char.codePointAt(0)!;
    width += code < FIRST_COMBINING ? 1 : COMBINING.test(char) ? 0 : isWide(code) ? 2 : 1;
  }
  return width;
}

const FIRST_COMBINING = 0x300;
const COMBINING = /^[\p{Mn}\p{Me}\u200b-\u200d]$/u;

/** The blocks of East Asian characters and of pictures that terminals show two columns wide. */
function isWide(code: number): boolean {
  return (
    code >= 0x1100 &&
    (code <= 0x115f ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xfe30 && code <= 0xfe6f) ||
      (code >= 0xff00 && code <= 0xff60) ||
      (code >= 0xffe0 && code <= 0xffe6) ||
      (code >= 0x1f300 && code <= 0x1faff) ||
      (code >= 0x20000 && code <= 0x3fffd))
  );
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
