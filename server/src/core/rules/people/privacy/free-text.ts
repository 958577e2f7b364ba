import { stringIn } from '../../../syntax/field-line.js';
import type { Block, FieldLine, Token } from '../../../syntax/tree.js';
import { asDefaultKey, asKey, TEXT_KEYS } from '../../../syntax/vocabulary.js';

/** Items whose value is a number of a thing, never of a person. */
const NUMBERED_THINGS: ReadonlySet<string> = new Set(['lot', 'rx', 'sn', 'npi', 'ndc', 'taxonomy', 'invoice']);

/** Keys of pasted charts that name a thing as well, so that their line is no text about a person. */
const THING_KEYS: ReadonlySet<string> = new Set([...NUMBERED_THINGS, 'serial', 'ref', 'model']);

/**
 * The pieces of a block in which a person can be named by free words: text fields, narrative, strings, comments, and lines of a
 * pasted chart whose key the language does not know. Everything else is read by its key and holds no free words.
 */
export function freeTexts(block: Block): Token[] {
  const texts: Token[] = [];
  for (const line of block.lines) {
    switch (line.kind) {
      case 'narrative':
      case 'fenced':
      case 'stray':
      case 'comment':
        texts.push(line.text);
        break;
      case 'field':
        for (const text of fieldTexts(block, line)) texts.push(text);
        break;
      case 'code':
        for (const part of line.parts) if (part.kind === 'text') texts.push(part.token);
        break;
    }
    if ('comment' in line && line.comment) texts.push(line.comment);
  }
  return texts;
}

function fieldTexts(block: Block, line: FieldLine): readonly Token[] {
  const key = line.key.text.toLowerCase();
  const known = asKey(key) !== undefined || asDefaultKey(key) !== undefined;
  if (!known) {
    if (THING_KEYS.has(key)) return [];
    const end = line.items.at(-1)?.end ?? line.key.end;
    return [{ start: line.key.start, end, text: block.text.slice(line.key.start, end) }];
  }
  if (TEXT_KEYS.has(key)) return line.items;
  if (key === 'pump') return [];
  return line.items.filter((item) => item.text.includes('"')).flatMap((item) => {
    const word = item.text.slice(0, item.text.search(/\s|$/)).toLowerCase();
    const string = NUMBERED_THINGS.has(word) ? undefined : stringIn(item);
    return string ? [{ ...string.span, text: block.text.slice(string.span.start, string.span.end) }] : [];
  });
}
