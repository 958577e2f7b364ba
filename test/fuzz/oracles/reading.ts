// Reading a text: the tree, the blocks, the facts.
import { readDefaults, readEncounter } from '../../../server/src/core/encounter/read-encounter';
import { factsOf } from '../../../server/src/core/encounter/same-facts';
import { parseBlock, parseNote, splitBlocks } from '../../../server/src/core/syntax/parse';
import { printNote, tokensOf } from '../../../server/src/core/syntax/print';
import type { Block } from '../../../server/src/core/syntax/tree';
import { decodeNote } from '../../../server/src/project/decode';
import { demand, same, type Oracle } from './oracle';

export const tree: Oracle = {
  name: 'tree',
  takesLarge: true,
  check(text) {
    const note = parseNote(text);
    same(printNote(note), text, 'printing the tree does not give the text');
    same(splitBlocks(text).join(''), text, 'the blocks do not make up the text');
    note.blocks.forEach((block, i) => {
      demand(
        (block.header !== undefined) === i > 0,
        () => `block ${i} begins wrongly with${block.header ? '' : 'out'} a header`,
      );
      demand(
        block.lines.every((line, number) => line.kind !== 'header' || number === 0),
        () => `block ${i} has a header inside`,
      );
      demandLines(block);
    });
  },
};

function demandLines(block: Block): void {
  let at = 0;
  for (const [number, line] of block.lines.entries()) {
    demand(
      line.start === at && line.number === number && line.start <= line.end && line.end <= line.next,
      () => `line ${number} starts at ${line.start}, not at ${at}`,
    );
    let inner = line.start;
    for (const token of tokensOf(line)) {
      demand(
        inner <= token.start && token.start <= token.end && token.end <= line.end,
        () => `the token “${token.text}” of line ${number} overlaps another or leaves its line`,
      );
      demand(
        block.text.slice(token.start, token.end) === token.text,
        () => `a token of line ${number} has another text than its place`,
      );
      inner = token.end;
    }
    at = line.next;
  }
  demand(at === block.text.length, () => `the lines end at ${at} of ${block.text.length}`);
}

export const alone: Oracle = {
  name: 'alone',
  check(text) {
    for (const piece of splitBlocks(text)) {
      if (piece === '') continue;
      same(
        splitBlocks(piece).filter(one => one !== ''),
        [piece],
        'a block alone is not one block',
      );
    }
  },
};

export const facts: Oracle = {
  name: 'facts',
  takesLarge: true,
  check(text) {
    for (const { text: piece } of parseNote(text).blocks) {
      const block = parseBlock(piece);
      const read = block.header ? readEncounter(block, block.header) : readDefaults(block);
      demandPlaces(read, block, new Set(), 'facts');
      const again = parseBlock(piece);
      same(
        factsOf(again.header ? readEncounter(again, again.header) : readDefaults(again)),
        factsOf(read),
        'reading twice gives other facts',
      );
    }
  },
};

/** Every place among the facts lies in the block, and everything that has a place has it whole. */
function demandPlaces(value: unknown, block: Block, seen: Set<unknown>, path: string): void {
  if (typeof value !== 'object' || value === null || value === block || seen.has(value)) return;
  seen.add(value);
  const { start, end } = value as { start?: unknown; end?: unknown };
  if ('block' in value) demand(value.block === block, () => `${path} lies in another block`);
  if ('start' in value && 'end' in value) {
    const isInside =
      typeof start === 'number' && typeof end === 'number' && start >= 0 && start <= end && end <= block.text.length;
    demand(isInside, () => `${path} lies at ${String(start)}–${String(end)} of ${block.text.length}`);
  }
  for (const [key, inner] of value instanceof Map ? value : Object.entries(value))
    demandPlaces(inner, block, seen, `${path}.${String(key)}`);
}

export const bytes: Oracle = {
  name: 'bytes',
  takesLarge: true,
  check(text, random) {
    const whole = Buffer.from(text, 'utf8');
    const broken = Buffer.from(whole);
    for (let i = random.below(3); i > 0 && broken.length > 0; i--)
      broken[random.below(broken.length)] = random.below(256);
    for (const each of [
      whole,
      broken,
      broken.subarray(random.below(3)),
      Buffer.from(text, 'latin1'),
      Buffer.from(text, 'utf16le'),
    ]) {
      const read = decodeNote(each);
      if ('text' in read)
        same(
          Buffer.from(read.text, 'utf8').toString('hex'),
          each.toString('hex'),
          'the text of a file is not its bytes',
        );
      else demand(read.problem.endsWith('.'), () => 'a file is refused without a sentence');
    }
  },
};
