import { expect, test } from 'vitest';
import { holdBack, type Placed } from '../../../client/src/held-hints';

const hint = (line: number, character: number, label: Placed['label']): Placed => ({ position: { line, character }, label });
const [a, b] = [hint(4, 9, 'A'), hint(4, 16, [{ value: 'B' }])];

test('a hint that would come up left of the caret waits; those on other lines and behind the caret do not', () => {
  const elsewhere = hint(3, 2, 'A'), behind = hint(4, 20, 'J0475');
  expect(holdBack([elsewhere, a, b, behind], [], { line: 4, character: 18 })).toEqual({ shown: [elsewhere, behind], held: [a, b] });
});

test('a hint at the caret is not left of it', () => {
  expect(holdBack([a], [], { line: 4, character: 9 })).toEqual({ shown: [a], held: [] });
});

test('what stood on the line before stays, wherever the edit moved it', () => {
  const moved = hint(4, 11, 'A');
  expect(holdBack([moved, b], [a], { line: 4, character: 18 })).toEqual({ shown: [moved], held: [b] });
});

test('one that stood there lets one come, not two', () => {
  const first = hint(4, 5, 'due'), second = hint(4, 8, 'due');
  expect(holdBack([first, second], [first], { line: 4, character: 18 })).toEqual({ shown: [first], held: [second] });
});
