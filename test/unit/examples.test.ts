import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { check } from '../support/checking';

const example = (name: string): string =>
  readFileSync(path.resolve(import.meta.dirname, '../../examples', name), 'utf8');
const say = (text: string): string[] =>
  check(text).map(({ line, finding }) => `${line} ${finding.rule}: ${finding.message}`);

test('the clean day has nothing to report', () => {
  expect(say(example('clean-day.encounter'))).toEqual([]);
});

test('of the clinic day the first visit is clean, and every other has one to three things that the claim would come back for', () => {
  const visits = example('clinic-day.encounter')
    .split(/\n(?=\d{4}-\d\d-\d\d )/)
    .slice(1);
  expect(visits).toHaveLength(10);
  const [first, ...others] = visits.map(visit => check(visit));
  expect(first).toEqual([]);
  for (const found of others) {
    expect(found.length).toBeLessThanOrEqual(3);
    expect(found.some(({ finding }) => finding.severity === 'error' || finding.severity === 'warning')).toBe(true);
  }
});
