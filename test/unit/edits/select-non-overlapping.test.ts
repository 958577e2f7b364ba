import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NonOverlappingEdits, type Span } from '../../../server/src/core/edits/select-non-overlapping';
import { runs } from '../../support/runs';

type Offsets = Span<number>;

/** As it is meant, of any two. */
function touch(a: Offsets, b: Offsets): boolean {
  const anyEmpty = a.start === a.end || b.start === b.end;
  return anyEmpty ? a.start <= b.end && b.start <= a.end : a.start < b.end && b.start < a.end;
}

/** In a text of so many characters. */
const span = (length: number): fc.Arbitrary<Offsets> =>
  fc.tuple(fc.nat(length), fc.nat(6)).map(([start, length]): Offsets => ({ start, end: start + length }));
/** What a fix changes: several places, none of which overlaps another, in any order. */
const fix = (length: number): fc.Arbitrary<Offsets[]> =>
  fc
    .array(span(length), { minLength: 1, maxLength: 3 })
    .map(spans => spans.filter((one, i) => !spans.slice(0, i).some(other => touch(one, other))));

it.each([
  ['few', 40, { maxLength: 30 }, 1000],
  ['many', 8000, { minLength: 800, maxLength: 1000, size: 'max' }, 20],
] as const)(
  '%s fixes are chosen one after the other, each unless it touches one before it, and are in order',
  (_, length, count, numRuns) => {
    fc.assert(
      fc.property(fc.array(fix(length), count), fixes => {
        const apart = new NonOverlappingEdits<number, Offsets>((a, b) => a - b);
        const chosen: Offsets[] = [];
        for (const changes of fixes) {
          const isFree = !changes.some(one => chosen.some(other => touch(one, other)));
          expect(apart.choose(changes)).toBe(isFree);
          if (isFree) chosen.push(...changes);
        }
        expect(apart.chosen).toEqual(chosen.sort((a, b) => a.start - b.start || a.end - b.end));
      }),
      { numRuns: runs(numRuns) },
    );
  },
);

it('the two halves of a part that is replaced twice are apart, an insertion between them is not', () => {
  const apart = new NonOverlappingEdits<number, Offsets>((a, b) => a - b);
  expect(
    [
      [0, 3],
      [3, 6],
      [3, 3],
      [6, 6],
      [7, 7],
      [7, 7],
      [5, 9],
    ].map(([start, end]) => apart.choose([{ start: start!, end: end! }])),
  ).toEqual([true, true, false, false, true, false, false]);
});
