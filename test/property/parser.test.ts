import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBlock, parseNote, splitBlocks } from '../../server/src/core/syntax/parse';
import { printNote, tokensOf } from '../../server/src/core/syntax/print';
import type { Line } from '../../server/src/core/syntax/tree';
import { readDefaults, readEncounter } from '../../server/src/core/encounter/read-encounter';
import { noteText } from '../support/arbitrary';
import { isDeep, runs } from '../support/runs';

describe('the tree of any text', () => {
  it('loses no byte', () => {
    fc.assert(
      fc.property(noteText, text => {
        expect(printNote(parseNote(text))).toBe(text);
        expect(splitBlocks(text).join('')).toBe(text);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('covers each line once, with tokens in order and none inside another', () => {
    fc.assert(
      fc.property(noteText, text => {
        for (const block of parseNote(text).blocks) {
          let at = 0;
          for (const line of block.lines) {
            expect(line.start).toBe(at);
            let inner = line.start;
            for (const token of tokensOf(line)) {
              expect(token.start).toBeGreaterThanOrEqual(inner);
              expect(block.text.slice(token.start, token.end)).toBe(token.text);
              inner = token.end;
            }
            expect(inner).toBeLessThanOrEqual(line.end);
            at = line.next;
          }
          expect(at).toBe(block.text.length);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('has one block for each header, and a header nowhere else', () => {
    fc.assert(
      fc.property(noteText, text => {
        const [defaults, ...encounters] = parseNote(text).blocks;
        expect(defaults!.header).toBeUndefined();
        for (const block of encounters) {
          expect(block.header).toBeDefined();
          expect(block.lines.filter(line => line.kind === 'header')).toHaveLength(1);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it('is read into facts without throwing, each fact inside its block', () => {
    fc.assert(
      fc.property(noteText, text => {
        for (const block of parseNote(text).blocks) {
          const facts = block.header ? readEncounter(block, block.header) : readDefaults(block);
          for (const problem of facts.problems) {
            expect(problem.at.start).toBeLessThanOrEqual(problem.at.end);
            expect(problem.at.end).toBeLessThanOrEqual(block.text.length);
          }
        }
      }),
      { numRuns: runs(500) },
    );
  });
});

/** What a line is read as, regardless of its position. */
function reading(line: Line): string {
  return `${line.kind}|${tokensOf(line)
    .map(token => token.text)
    .join('|')}`;
}

/** The readings of all lines of a text; fence marks that pair up differently show as other kinds. */
function readings(text: string): string[] {
  return parseNote(text).blocks.flatMap(block => block.lines.map(reading));
}

/**
 * Every deletion, swap of neighbors, and insertion or replacement by a character that means something to the language.
 */
function typosOf(line: string): Set<string> {
  const variants = new Set<string>();
  for (let i = 0; i <= line.length; i++) {
    if (i < line.length) variants.add(line.slice(0, i) + line.slice(i + 1));
    if (i + 1 < line.length) variants.add(line.slice(0, i) + line[i + 1] + line[i] + line.slice(i + 2));
    for (const c of ['x', '9', ';', '"', '-', ' ', ',']) {
      variants.add(line.slice(0, i) + c + line.slice(i));
      if (i < line.length) variants.add(line.slice(0, i) + c + line.slice(i + 1));
    }
  }
  variants.delete(line);
  return variants;
}

describe('a typo on one line', () => {
  const folder = join(import.meta.dirname, '../../examples');
  const examples = readdirSync(folder)
    .filter(name => name.endsWith('.encounter'))
    .map(name => readFileSync(join(folder, name), 'utf8'));

  it('changes no other line’s reading, over deletions, replacements, insertions and swaps in the examples', () => {
    let typos = 0,
      felt = 0;
    const kinds = new Map<string, number>();
    for (const text of examples) {
      const blocks = splitBlocks(text);
      blocks.forEach((block, index) => {
        const own = block.split('\n');
        own.slice(0, -1).forEach((line, number) => {
          // A typo reaches at most from the encounter above (when it breaks the header between them) to the next sound
          // header.
          const above = number === 0 ? (blocks[index - 1] ?? '') : '';
          const below = (blocks[index + 1] ?? '').split('\n').slice(0, 3).join('\n');
          const head =
            above +
            own
              .slice(0, number)
              .map(l => `${l}\n`)
              .join('');
          const tail = `\n${own.slice(number + 1).join('\n')}${below}`;
          const at = head.split('\n').length - 1;
          const before = readings(head + line + tail);
          for (const [i, variant] of [...typosOf(line)].entries()) {
            if (i % (isDeep ? 1 : 8) > 0) continue; // all of them in the deep run
            typos++;
            const after = readings(head + variant + tail);
            if (after.length === before.length && after.every((r, i) => i === at || r === before[i])) continue;
            felt++;
            const kind = before[at]!.split('|')[0]!;
            kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
          }
        });
      });
    }
    console.log(
      `typos: ${typos} tried, ${felt} changed another line's reading (${(100 - (100 * felt) / typos).toFixed(3)} % stayed on their line)` +
        (felt ? `; on lines of kind ${[...kinds].map(([kind, n]) => `${kind} ${n}`).join(', ')}` : ''),
    );
    expect(typos).toBeGreaterThan(10_000);
    // Only a fence may reach further: its opening line is what makes the lines below it narrative.
    expect([...kinds.keys()].filter(kind => !kind.startsWith('fence'))).toEqual([]);
  }, 300_000);
});

it('reads a block alone as it reads it in its note', () => {
  fc.assert(
    fc.property(noteText, text => {
      for (const piece of splitBlocks(text)) {
        const alone = splitBlocks(piece);
        expect(alone.filter(t => t !== '')).toEqual(piece === '' ? [] : [piece]);
        expect(parseBlock(piece).text).toBe(piece);
      }
    }),
    { numRuns: runs(300) },
  );
});
