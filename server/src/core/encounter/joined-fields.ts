import { asKey, isTextKey } from '../syntax/vocabulary.js';
import type { FieldLine } from '../syntax/tree.js';
import type { Reader } from './reader.js';

const KEY_INSIDE = /(?<=[\s,;])([a-z]+):(?=\s|$)/gi;

/**
 * Reports a field that follows another on one line, as in `dx: G80.0, Z45.1 exam: pocket clean`: what is behind its key
 * is not read as its value. Free text may name keys.
 */
export function reportJoinedField(reader: Reader, line: FieldLine): void {
  const { text } = reader.block;
  const from = line.key.end + 1;
  const to = line.comment?.start ?? line.end;
  if (isTextKey(line.key.text) || !text.slice(from, to).includes(':')) return;
  let looked = from,
    quotes = 0;
  for (const match of text.slice(from, to).matchAll(KEY_INSIDE)) {
    const key = asKey(match[1]!);
    const start = from + match.index;
    quotes += text.slice(looked, start).split('"').length - 1;
    looked = start;
    // In a string a colon is text; a keyword such as `alarms: none` is no key.
    if (!key || quotes % 2 === 1 || start === line.items[0]?.start) continue;
    const before = text.slice(from, start);
    const span = { start, end: start + match[0].length };
    const gap = { start: from + before.replace(/(?<![\s,;])[\s,;]+$/, '').length, end: start };
    const br = text.includes('\r\n') ? '\r\n' : '\n';
    reader.problem(
      'malformed-value',
      span,
      `Start a new line at “${key}:”: here it is read as part of “${line.key.text}:”.`,
      [reader.fix('edit', `Start a new line at ${key}:`, gap, br)],
    );
    reader.undecided(key, span);
    return;
  }
}
