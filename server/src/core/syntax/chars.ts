/**
 * Character classes of the note language, on UTF-16 code units: the parser never runs a regular expression over a
 * hostile line.
 */

/**
 * Blank: tab, space and the no-break, wide and zero-width spaces that pasted charts bring along, and a byte-order mark.
 */
export function isBlank(c: number): boolean {
  if (c <= 0x20) return c === 0x20 || c === 0x09 || c === 0x0b || c === 0x0c;
  if (c < 0xa0) return false;
  return c === 0xa0 || (c >= 0x2000 && c <= 0x200b) || c === 0x202f || c === 0x205f || c === 0x3000 || c === 0xfeff;
}

export function isDigit(c: number): boolean {
  return c >= 0x30 && c <= 0x39;
}

export function isLetter(c: number): boolean {
  return (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a);
}

export function isAlnum(c: number): boolean {
  return isDigit(c) || isLetter(c);
}

/** Whether every character of a non-empty text satisfies the class. */
export function every(text: string, test: (c: number) => boolean, from = 0, to = text.length): boolean {
  for (let i = from; i < to; i++) if (!test(text.charCodeAt(i))) return false;
  return to > from;
}

/** Whether some character of a text satisfies the class. */
export function some(text: string, test: (c: number) => boolean): boolean {
  for (let i = 0; i < text.length; i++) if (test(text.charCodeAt(i))) return true;
  return false;
}

/**
 * As `toUpperCase`, which is a call out of compiled code even if there is nothing to change, as in nearly every code
 * that is typed.
 */
export function inCapitals(text: string): string {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c >= 0x80 || (c >= 0x61 && c <= 0x7a)) return text.toUpperCase();
  }
  return text;
}

/** How many characters of the text are digits. */
export function digitCount(text: string): number {
  let n = 0;
  for (let i = 0; i < text.length; i++) if (isDigit(text.charCodeAt(i))) n++;
  return n;
}

/** First position at or after `from` (and before `to`) that is not blank; `to` if there is none. */
export function skipBlanks(text: string, from: number, to: number): number {
  while (from < to && isBlank(text.charCodeAt(from))) from++;
  return from;
}

/** Position after the last character in [`from`, `to`) that is not blank; `from` if all are blank. */
export function trimEnd(text: string, from: number, to: number): number {
  while (to > from && isBlank(text.charCodeAt(to - 1))) to--;
  return to;
}

/** Position of the first blank at or after `from` (and before `to`); `to` if there is none. */
export function wordEnd(text: string, from: number, to: number): number {
  while (from < to && !isBlank(text.charCodeAt(from))) from++;
  return from;
}

/** The text with blanks for a part of it, so that each place stays. */
export function blanked(text: string, part: RegExp | string): string {
  return text.replace(part, found => ' '.repeat(found.length));
}
