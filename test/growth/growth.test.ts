import { expect, it } from 'vitest';
import { failures, type Sized } from './growth';

it('the growth check fails a cheap function that compares each item with each other', () => {
  const quadratic: Sized = count => () => {
    let same = 0;
    for (let i = 0; i < count; i++) for (let j = 0; j < count; j++) if (i % 7 === j % 5) same++;
    return same;
  };
  const linear: Sized = count => () => {
    let sum = 0;
    for (let i = 0; i < count; i++) sum += i % 7;
    return sum;
  };
  expect(failures({ quadratic, linear }, 300).map(text => text.split(':')[0])).toEqual(['quadratic']);
});
