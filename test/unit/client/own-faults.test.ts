import { expect, test } from 'vitest';
import { ownFaults } from '../../../client/src/own-faults';

const fault = (start: number, end = start) => ({ range: { start: { line: start }, end: { line: end } } });

test('a fault on a line on which another finds one is left out', () => {
  const [first, second] = [fault(2), fault(4, 6)];
  expect(ownFaults([first, second], [fault(2)])).toEqual([second]);
  expect(ownFaults([first, second], [fault(6, 7)])).toEqual([first]);
});

test('with no other faults all are shown', () => {
  expect(ownFaults([fault(0), fault(0)], [])).toHaveLength(2);
  expect(ownFaults([fault(3)], [fault(2), fault(4)])).toHaveLength(1);
});
