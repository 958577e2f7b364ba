import { describe, expect, it } from 'vitest';
import { createCodeSets } from '../../../server/src/core/codes/code-sets';
import { createTextReader } from '../../../server/src/core/editor/assists/read-text';
import { parseBlock, splitBlocks } from '../../../server/src/core/syntax/parse';

const readText = createTextReader(createCodeSets());
const chart = [
  'Visit on 11/20/2026 in the office. MRN 4411-88.',
  'Expected residual 6.2 mL. Aspirated 6.0 mL; filled with 40 mL baclofen 2000 mcg/mL.',
  'No dose change. Next refill 04/20/2027.',
];

/** The note after the text at `caret` was read, `|` standing for the caret. */
function after(marked: string): { title: string; note: string } | undefined {
  const caret = marked.indexOf('|');
  const note = marked.replace('|', '');
  let from = 0;
  for (const piece of splitBlocks(note)) {
    if (caret <= from + piece.length && (caret < from + piece.length || from + piece.length === note.length)) {
      const read = readText(parseBlock(piece), caret - from, caret - from);
      if (!read) return undefined;
      let text = piece;
      for (const { at, text: by } of read.edits.toReversed()) text = text.slice(0, at.start) + by + text.slice(at.end);
      return { title: read.title, note: note.slice(0, from) + text + note.slice(from + piece.length) };
    }
    from += piece.length;
  }
  return undefined;
}

const FIELDS = [
  'read: expected 6.2 mL',
  'fill: out 6.0 mL, in 40 mL',
  'prog: none',
  'drug: baclofen 2000 mcg/mL',
  'next: 2027-04-20',
];

describe('reading the text of a note into its fields', () => {
  it('of a fence puts the fields above it, and leaves the fence as it is', () => {
    const fence = ['"""', ...chart, '"""'].join('\n');
    const read = after(`2026-11-20 refill P-014 @office\n${fence.replace('No dose', 'No| dose')}\n`);
    expect(read?.title).toBe('Read this text into fields (6 items)');
    expect(read?.note).toBe(`2026-11-20 refill P-014 @office\n${FIELDS.join('\n')}\n${fence}\n`);
  });

  it('leaves keys alone that the encounter has', () => {
    const read = after(`2026-11-20 refill P-014\nfill: in 39 mL\n"""\n|${chart.join('\n')}\n"""\n`);
    expect(read?.note).toContain('fill: in 39 mL\n');
    expect(read?.note).not.toContain('out 6.0 mL,');
  });

  it('of loose lines puts them in a fence, without what tells who the patient is', () => {
    const read = after(`2026-11-20 refill P-014\n${chart[0]}\n${chart[1]}\n|${chart[2]}\n`);
    expect(read?.note).toBe(
      [
        '2026-11-20 refill P-014',
        ...FIELDS,
        '"""',
        chart[0]!.replace('4411-88', 'xxxx-xx'),
        chart[1],
        chart[2],
        '"""',
        '',
      ].join('\n'),
    );
  });

  it('creates an encounter if there is none above the text', () => {
    const read = after(`|${chart.join('\n')}\n`);
    expect(read?.note).toMatch(/^2026-11-20 refill P-XXX @office\nread: expected 6\.2 mL\n/);
  });

  it('is not offered on fields, on a remark, or on text without facts', () => {
    expect(after(`2026-11-20 refill P-014\nfill: in| 40 mL\n`)).toBeUndefined();
    expect(after(`2026-11-20 refill P-014\nPatient| late.\n`)).toBeUndefined();
    expect(after(`2026-11-20 refill P-014\n"""\nnothing| here\n"""\n`)).toBeUndefined();
  });
});
