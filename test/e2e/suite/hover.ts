import assert from 'node:assert/strict';
import { NURSE_BILLED_AS_PHYSICIAN, at, deleteNotes, finding, hover, open } from './notes';

describe('hovers', () => {
  afterEach(deleteNotes);

  /** A word of the note, the line to find it in, and what its hover must mention. */
  const words: [word: string, line: string, expected: RegExp][] = [
    ['95991', '95991 @AB', /95990/], // …which the facts lead to instead
    ['J0475', 'J0475-JZ-KD x8 @A', /baclofen/i],
    ['JZ', 'J0475-JZ-KD x8 @A', /JZ/],
    ['KD', 'J0475-JZ-KD x8 @A', /KD/],
    ['G80.0', 'dx: G80.0, Z45.1', /G80\.0/],
    ['Z45.1', 'dx: G80.0, Z45.1', /Z45\.1/],
    ['@office', '@office #medicare', /11/],
    ['#medicare', '@office #medicare', /medicare/i],
    ['RN', 'by: RN KL', /staff|nurse/i],
    ['fill', 'fill: out 6.0 mL', /refill/i],
    ['mL', 'fill: out 6.0 mL', /mL|millilit/i],
    ['baclofen', 'drug: baclofen 2000', /baclofen/i],
  ];

  for (const [word, line, expected] of words) {
    it(`explain ${word}`, async () => {
      const note = await open(NURSE_BILLED_AS_PHYSICIAN);
      await finding(note, 'performer-level'); // the server is up
      const shown = await hover(note, at(note, word, line));
      assert.match(shown, expected);
      assert.ok((shown.split('\n', 1)[0] ?? '').length < 200, 'the first line can be read at a glance');
    });
  }

  it('name the lines that decide the service', async () => {
    const note = await open(NURSE_BILLED_AS_PHYSICIAN);
    await finding(note, 'performer-level');
    assert.match(await hover(note, at(note, '95991')), /RN/);
  });
});
