import { describe, expect, it } from 'vitest';
import { addDays } from '../../../server/src/core/encounter/date';
import { check, language } from '../../support/checking';

/** What the rule says of a note that bills the code alone. */
const onDate = (code: string, date: string): string[] =>
  check(`${date} visit P-014 @office\ndx: M96.1\n${code} @A\n`)
    .filter(({ finding }) => finding.rule === 'code-not-on-date')
    .map(({ text }) => text);

const { codes } = language;
const entries = codes.on('2026-11-20').procedures();

// Every life of the shipped tables, at its edges: the newest edition stays in force, so a code without an end is valid
// on.
describe('a code is valid from its first day to its last', () => {
  for (const { code, from, to } of entries.filter(entry => entry.from || entry.to)) {
    it(code, () => {
      if (from) {
        expect(onDate(code, from)).toEqual([]);
        expect(onDate(code, addDays(from, -1)!)).toEqual([code]);
      }
      if (to) {
        expect(onDate(code, to)).toEqual([]);
        expect(onDate(code, addDays(to, 1)!)).toEqual([code]);
      } else expect(onDate(code, '2030-01-01')).toEqual([]);
    });
  }
});

describe('every code that ended names what follows, and what follows exists on the next day', () => {
  for (const { code, to, successors } of entries.filter(entry => entry.to && entry.successors?.length)) {
    it(code, () => {
      const next = codes.on(addDays(to!, 1));
      expect(successors!.some(successor => next.status(successor) === 'valid')).toBe(true);
    });
  }
});
