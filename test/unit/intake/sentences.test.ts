import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../../server/src/core/intake/sentences';

const sentences = (text: string): string[] =>
  sentencesOf(text, { start: 0, end: text.length }).map(({ start, end }) => text.slice(start, end));

describe('the sentences of a text', () => {
  it('end with a point, and not at an abbreviation', () => {
    expect(sentences('seen by dr. ames. pump read! no alarms')).toEqual([
      'seen by dr. ames.',
      'pump read!',
      'no alarms',
    ]);
  });

  it('are cut if they are very long, and lose only blanks', () => {
    const piece = fc.constantFrom('1', 'word', ' ', '. ', '1'.repeat(3000), 'x '.repeat(1500));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const text = pieces.join('');
        const found = sentences(text);
        expect(found.every(({ length }) => length > 0 && length <= 2000)).toBe(true);
        expect(found.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });
});
