import { expect, it } from 'vitest';
import { addDays, daysBetween, lastDayOfMonth, readDate } from '../../../server/src/core/encounter/date';

it('a month is read to its last day, from January to December', () => {
  expect(['2027-01', '2027-02', '2028-02', '2027-12'].map(lastDayOfMonth)).toEqual([
    '2027-01-31',
    '2027-02-28',
    '2028-02-29',
    '2027-12-31',
  ]);
  expect(['2027-00', '2027-13', '2027-1', '2027/01', '20270-1'].map(lastDayOfMonth)).toEqual(Array(5).fill(undefined));
});

it('days are counted over leap days and years, and end with the calendar', () => {
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
  expect(addDays('2027-01-01', -1)).toBe('2026-12-31');
  expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
  expect(addDays('9999-12-30', 1)).toBe('9999-12-31');
  expect(addDays('9999-12-31', 1)).toBeUndefined();
  expect(addDays('2026-11-20', 1e12)).toBeUndefined();
});

it('counts days as the calendar does, over four centuries', () => {
  for (let days = 0; days <= 146_097; days++) {
    const date = new Date(Date.UTC(1900, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
    if (addDays('1900-01-01', days) !== date) expect(addDays('1900-01-01', days)).toBe(date);
    if (daysBetween(date, '1900-01-01') !== -days) expect(daysBetween(date, '1900-01-01')).toBe(-days);
  }
});

it.each([
  ['11/13/2026', 'readable'],
  ['11/12/2026', 'swappable'],
  ['2026-11-12', 'iso'],
  ['2026/11/12', 'readable'],
  ['20261112', 'readable'],
  ['11/12/26', 'short-year'],
])('%s is %s: from the thirteenth on only one number can be the day', (text, form) => {
  expect(readDate(text)).toMatchObject({ ok: true, form });
});
