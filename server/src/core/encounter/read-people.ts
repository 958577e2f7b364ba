import { skipBlanks, wordEnd } from '../syntax/chars.js';
import type { FieldLine, Item } from '../syntax/tree.js';
import { credentialOf } from './credentials.js';
import type { Fact, People, Performer, Supervision, SupervisionMode } from './model.js';
import { folded, keywordOf, type Reader } from './reader.js';

const MODES: ReadonlySet<string> = new Set<SupervisionMode>(['in suite', 'in building', 'by phone', 'virtual']);

/** `by: RN KL, prog MD AS, npi 1234567893, taxonomy 208VP0014X` */
export function readPeople(reader: Reader, line: FieldLine): People | undefined {
  if (!line.items.length) return undefined;
  let main: Performer | undefined, read: Performer | undefined, prog: Performer | undefined;
  let npi: Fact<string> | undefined, taxonomy: Fact<string> | undefined;
  for (const item of line.items) {
    const { word, rest } = keywordOf(item);
    if (word === 'npi') npi = reader.words(item, rest) ?? npi;
    else if (word === 'taxonomy') taxonomy = reader.words(item, rest) ?? taxonomy;
    else if (word === 'read') read = readPerformer(reader, item, rest) ?? read;
    else if (word === 'prog') prog = readPerformer(reader, item, rest) ?? prog;
    else main ??= readPerformer(reader, item, 0);
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  return { block, start, end, main, read, prog, npi, taxonomy };
}

/** `sup: MD AS, in suite, plan by MD AS` */
export function readSupervision(reader: Reader, line: FieldLine): Supervision | undefined {
  if (!line.items.length) return undefined;
  let supervisor: Performer | undefined, planBy: Performer | undefined;
  const modes: Fact<SupervisionMode>[] = [];
  for (const item of line.items) {
    const text = folded(item);
    if (MODES.has(text)) modes.push(reader.fact(text as SupervisionMode, item));
    else if (text === 'plan by' || text.startsWith('plan by ')) {
      const by = item.text.toLowerCase().indexOf('by', 4);
      planBy = readPerformer(reader, item, skipBlanks(item.text, by + 2, item.text.length)) ?? planBy;
    } else supervisor ??= readPerformer(reader, item, 0);
  }
  const { block, start, end } = reader.placeOf(line.items, line);
  return { block, start, end, supervisor, modes, planBy };
}

function readPerformer(reader: Reader, item: Item, from: number): Performer | undefined {
  const end = wordEnd(item.text, from, item.text.length);
  const word = item.text.slice(from, end);
  if (!word) {
    reader.trouble(
      'malformed-value',
      item,
      `“${item.text}” names nobody (a credential and initials belong here, as in RN KL).`,
    );
    return undefined;
  }
  const credential = credentialOf(word);
  return {
    block: reader.block,
    start: item.start,
    end: item.end,
    credential: credential?.name ?? word,
    class: credential?.class ?? 'unrecognized',
    initials: item.text.slice(end).trim(),
  };
}
