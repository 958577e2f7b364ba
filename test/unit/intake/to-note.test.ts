import { describe, expect, it } from 'vitest';
import { createCodeSets } from '../../../server/src/core/codes/code-sets';
import { maskIdentifiers } from '../../../server/src/core/intake/mask';
import { readChartText } from '../../../server/src/core/intake/read-chart';
import { toNote } from '../../../server/src/core/intake/to-note';
import { parseBlock, splitBlocks } from '../../../server/src/core/syntax/parse';

const codes = createCodeSets();
const source = [
  'Patient: Testperson, Ines    MRN: 99100-22    DOB: 02/03/1950',
  'Date: 11/20/2026   Place: office   Insurance: Aetna',
  'Nurse: Kara Lindqvist, RN',
  'Expected residual 6.2 mL. Aspirated 6.0 mL; log sheet: removed 7.0 mL. Filled with 40 mL baclofen 2000 mcg/mL.',
  '',
].join('\n');

describe('the note of a chart text', () => {
  const note = toNote(readChartText(source, codes), source);

  it('has a header with a gap for the patient, the sure items, and the others as comments', () => {
    expect(note.split('\n"""')[0]).toBe(
      [
        '2026-11-20 refill P-XXX @office #aetna',
        'by: RN KL',
        'read: expected 6.2 mL',
        'fill: in 40 mL',
        '; fill: out 6.0 mL ?',
        '; fill: out 7.0 mL ?',
        'drug: baclofen 2000 mcg/mL',
        '',
      ].join('\n'),
    );
  });

  it('keeps the source in a fence, without what tells who the patient is', () => {
    expect(note).toContain('Aspirated 6.0 mL; log sheet: removed 7.0 mL.');
    expect(note).toContain('Nurse: KL, RN');
    expect(note).not.toMatch(/Testperson|Ines|99100|1950/i);
  });

  it("opens one encounter below the file's defaults, whose header still lacks its patient", () => {
    const blocks = splitBlocks(note).map(piece => parseBlock(piece));
    expect(blocks.map(({ header }) => [header?.complete, header?.patient])).toEqual([
      [undefined, undefined],
      [false, undefined],
    ]);
  });

  it('does not let a line of the source end the fence', () => {
    const text = `${source}2026-11-21 refill P-014 @office\n"""\n`;
    expect(splitBlocks(toNote(readChartText(text, codes), text))).toHaveLength(2);
  });
});

describe('masking', () => {
  it.each([
    ['Mr. Albert Holm was seen.', 'Mr. xxxxxx xxxx was seen.'],
    ['HOLM, ALBERT  MRN 441-9982', 'xxxx, xxxxxx  MRN xxx-xxxx'],
    ['Ada Holm is a 61-year-old woman. Holm sleeps well.', 'xxx xxxx is a 61-year-old woman. xxxx sleeps well.'],
    ['Call her at 555-0142.', 'Call her at xxx-xxxx.'],
    ['Pump SN NGP7701441, lot G4412, model 8637-40', 'Pump SN NGP7701441, lot G4412, model 8637-40'],
    ['PT TOLERATED PROCEDURE WELL', 'PT TOLERATED PROCEDURE WELL'],
  ])('%s', (text, masked) => {
    expect(maskIdentifiers(text)).toBe(masked);
  });
});
