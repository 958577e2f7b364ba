import { stringIn } from '../../../syntax/field-line.js';
import type { Block, FieldLine, Token } from '../../../syntax/tree.js';
import { asDefaultKey, asKey, TEXT_KEYS } from '../../../syntax/vocabulary.js';

/** Items whose value is a number of a thing, never of a person. */
const NUMBERED_THINGS: ReadonlySet<string> = new Set(['lot', 'rx', 'sn', 'npi', 'ndc', 'taxonomy', 'invoice']);

/** Keys of pasted charts that name a thing as well, so that their line is no text about a person. */
const THING_KEYS: ReadonlySet<string> = new Set([...NUMBERED_THINGS, 'serial', 'ref', 'model']);

/**
 * The pieces of a block in which a person can be named by free words: text fields, narrative, strings, comments, and
 * lines of a pasted chart whose key the language does not know. Everything else is read by its key and holds no free
 * words.
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
      case 'header':
        if (line.comment) texts.push(line.comment);
        break;
      case 'field':
        addFieldTexts(block, line, texts);
        if (line.comment) texts.push(line.comment);
        break;
      case 'code':
        for (const part of line.parts) if (part.kind === 'text') texts.push(part.token);
        if (line.comment) texts.push(line.comment);
        break;
    }
  }
  return texts;
}

function addFieldTexts(block: Block, { key: typed, items }: FieldLine, texts: Token[]): void {
  const key = asKey(typed.text) ?? asDefaultKey(typed.text);
  if (!key) {
    if (THING_KEYS.has(typed.text.toLowerCase())) return;
    const end = items.at(-1)?.end ?? typed.end;
    texts.push({ start: typed.start, end, text: block.text.slice(typed.start, end) });
  } else if (TEXT_KEYS.has(key)) texts.push(...items);
  else if (key !== 'pump')
    for (const item of items) {
      if (!item.text.includes('"')) continue;
      const word = item.text.slice(0, item.text.search(/\s|$/)).toLowerCase();
      const string = NUMBERED_THINGS.has(word) ? undefined : stringIn(item);
      if (!string) continue;
      const { start, end } = string.span;
      texts.push({ start, end, text: block.text.slice(start, end) });
    }
}
