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

/** Color on a terminal, and elsewhere where FORCE_COLOR asks for it; NO_COLOR wins over the terminal, FORCE_COLOR over both. */
export function wantsColor(out: Writable, environment: NodeJS.ProcessEnv = process.env): boolean {
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false';
  return isTerminal(out) && !environment['NO_COLOR'] && environment['TERM'] !== 'dumb';
}

/** The columns of a terminal; undefined for a pipe or a file, where lines may be as long as they are. */
export function widthOf(out: Writable): number | undefined {
  return isTerminal(out) && 'columns' in out && typeof out.columns === 'number' && out.columns >= 20
    ? out.columns
    : undefined;
}

/**
 * Text of a note as a terminal may show it: a note must not move the cursor, change colors or turn the direction of writing. Each
 * control character becomes its picture, a tab four blanks; so a place in the text is to be measured before.
 */
export function printable(text: string): string {
  if (!some(text, isUnusual)) return text;
  return text
    .replaceAll('\t', '    ')
    .replace(CONTROLS, c => (c < ' ' ? String.fromCharCode(0x2400 + c.charCodeAt(0)) : '\ufffd'));
}

/** No printable ASCII, as nearly all of a note is: the patterns below take longer to be compiled than a short note to be printed. */
function isUnusual(c: number): boolean {
  return c < 0x20 || c >= 0x7f;
}

/** What moves the cursor, changes colors, turns the direction of writing, or is no character. */
export const CONTROLS = /[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/gu;

/** How many columns a text takes on a terminal. */
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

/** Breaks a text at blanks into lines of so many columns; a longer word stands alone. */
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
