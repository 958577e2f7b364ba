import { expect, test } from 'vitest';
import { afterEdit, holdBack, type Placed } from '../../../client/src/deferred-hints';

const hint = (line: number, character: number, label: Placed['label']): Placed => ({
  position: { line, character },
  label,
});
const [a, b] = [hint(4, 9, 'A'), hint(4, 16, [{ value: 'B' }])];

test('a hint that would come up left of the caret waits; those on other lines and behind the caret do not', () => {
  const elsewhere = hint(3, 2, 'A'),
    behind = hint(4, 20, 'J0475');
  expect(holdBack([elsewhere, a, b, behind], [], { line: 4, character: 18 })).toEqual({
    shown: [elsewhere, behind],
    held: [a, b],
  });
});

test('a hint at the caret waits too: its margin would move the caret', () => {
  expect(holdBack([a], [], { line: 4, character: 9 })).toEqual({ shown: [], held: [a] });
  expect(holdBack([a], [], { line: 4, character: 8 })).toEqual({ shown: [a], held: [] });
});

test('what was on the line before stays, even if the edit moved it', () => {
  const moved = hint(4, 11, 'A');
  expect(holdBack([moved, b], [a], { line: 4, character: 18 })).toEqual({ shown: [moved], held: [b] });
});

test('one that was there lets one come, not two', () => {
  const first = hint(4, 5, 'due'),
    second = hint(4, 8, 'due');
  expect(holdBack([first, second], [first], { line: 4, character: 18 })).toEqual({ shown: [first], held: [second] });
});

const edit = (from: [number, number], to: [number, number], text: string): Parameters<typeof afterEdit>[1] => ({
  range: { start: { line: from[0], character: from[1] }, end: { line: to[0], character: to[1] } },
  text,
});

test('a hint is removed with the word before it, and waits when the word is typed again', () => {
  expect(afterEdit([a, b], edit([4, 0], [4, 16], 'd'))).toEqual([]);
  expect(afterEdit([a, b], edit([4, 11], [4, 16], ''))).toEqual([a]);
});

test('a hint stays if an edit touches another word, and follows its line', () => {
  expect(afterEdit([a, b], edit([4, 10], [4, 12], 'x'))).toEqual([a, b]);
  expect(afterEdit([a], edit([4, 9], [4, 9], ', '))).toEqual([a]);
  expect(afterEdit([a], edit([2, 0], [2, 0], 'by: RN KL\nsup: MD AS\n'))).toEqual([hint(6, 9, 'A')]);
  expect(afterEdit([a], edit([1, 0], [3, 0], ''))).toEqual([hint(2, 9, 'A')]);
  expect(afterEdit([a], edit([6, 0], [7, 0], ''))).toEqual([a]);
});
