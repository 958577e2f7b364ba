// A value of another kind than its column says is refused with its line and what is expected there.
import { describe, expect, it } from 'vitest';
import { LAYOUTS } from '../../support/official-layouts';
import { problemOf, releasesOf } from '../../support/importing';

/** The problem of a file of a layout after a change of its text. */
function problemAfter(title: string, from: string | RegExp, to: string): string {
  const { name, text } = LAYOUTS.find(one => one.title.startsWith(title))!;
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  return problemOf(name, changed);
}

describe('days that no calendar has', () => {
  it.each(['20241350', '20240231', '20230229', '20240100'])('in pairs: %s', day => {
    expect(problemAfter('NCCI procedure', '20120101', day)).toContain('line 5: expected effective and deletion dates');
    expect(problemAfter('NCCI procedure', '20111231', day)).toContain('line 6: expected effective and deletion dates');
  });

  it.each(['2013366', '2013000', '2016367', '0000001'])('in add-on edits: %s', day => {
    expect(problemAfter('NCCI add-on', /\d{7}(?=\D|9)/, day)).toMatch(/line \d+: expected a year and a day of it/);
  });

  it('the last day of a leap year is one', () => {
    const { name, text } = LAYOUTS.find(one => one.title.startsWith('NCCI add-on'))!;
    expect(problemOf(name, text.replace(/\d{7}(?=\D|9)/, '2016366'))).toBe('nothing');
  });

  it('in HCPCS files', () => {
    for (const title of ['HCPCS Level II file, fixed', 'HCPCS Level II file, csv'])
      expect(problemAfter(title, '20280401', '20280431')).toMatch(/line \d+: expected days of the calendar/);
  });
});

describe('fee schedule values', () => {
  it.each(['#REF!', 'abc', '-0.9', '', '1e3', 'NaN', '1.2.3'])('csv, a relative value “%s”', value => {
    expect(problemAfter('Medicare physician fee schedule file (PPRRVU), csv', 'A,0.9,', `A,${value},`)).toContain(
      `line 6: expected a number from 0 as work RVU, not “${value}”`,
    );
  });

  it.each(['Z', 'a', '', '7', '#REF!'])('csv, a status “%s”', status => {
    expect(problemAfter('Medicare physician fee schedule file (PPRRVU), csv', 'A,0.9,', `${status},0.9,`)).toContain(
      'line 6: expected a status code',
    );
  });

  it('csv, an emptied column of indicators', () => {
    const csv = 'Medicare physician fee schedule file (PPRRVU), csv';
    expect(problemAfter(csv, /XXX,0,/g, 'XXX,,')).toContain('line 6: expected a value under MULT: the column is empty');
    expect(problemAfter(csv, /34\.0/g, '')).toContain('line 6: expected a number from 0 as conversion factor');
    // One indicator that is left out is no column.
    expect(problemAfter(csv, 'XXX,0,', 'XXX,,')).toBe('nothing');
  });

  it.each([
    ['  0.90', '   abc', 'work RVU'],
    ['  2.99', ' -2.99', 'non-facility PE RVU'],
    ['  0.35', '      ', 'facility PE RVU'],
    [' 0.11', '#REF!', 'MP RVU'],
  ])('text, %s as %s', (from, to, title) => {
    expect(problemAfter('Medicare physician fee schedule file (PPRRVU), text', from, to)).toContain(
      `expected a number from 0 as ${title}`,
    );
  });

  it('a practice expense that does not apply may be left out', () => {
    const csv = LAYOUTS.find(one => one.title.endsWith('(PPRRVU), csv'))!;
    const text = csv.text.replaceAll('2.5,,0,NA', '2.5,,,NA');
    expect(releasesOf(csv.name, text)).toEqual(releasesOf(csv.name, csv.text));
  });
});

describe('rows that contradict each other', () => {
  it('two limits of one code', () => {
    const row = '62370,1,3 Date of Service Edit: Clinical,Nature of Service/Procedure\r\n';
    const twice = (other: string): string => problemAfter('medically unlikely', row, row + other);
    expect(twice(row.replace(',1,', ',2,'))).toMatch(/line 6: expected one limit for 62370/);
    expect(twice(row.replace(',3 ', ',2 '))).toMatch(/line 6: expected one limit for 62370/);
    expect(twice(row)).toBe('nothing');
  });

  it.each([
    ['2028-01-01', '', true],
    ['2027-01-01', '2028-01-01', true],
    ['2027-01-01', '2027-12-31', false],
  ])('yes and no for one diagnosis, from %s to “%s”', (from, to, isRefused) => {
    const row = 'medicare,62370,G80.-,yes,2028-01-01,,"Article 1, revised"\r\n';
    const other = `Medicare,62370,g80-,no,${from},${to},Article 2\r\n`;
    const problem = problemAfter('list of diagnoses', row, row + other);
    if (isRefused) expect(problem).toMatch(/line 3: expected the same support as in line 2/);
    else expect(problem).toBe('nothing');
  });
});

it.each(['G8&1 ', 'G80a ', 'G8.00'])('a diagnosis in addenda written “%s”', code => {
  const expected = /line \d+: expected Add, Delete, Revise from or Revise to, a flag, a code and two titles/;
  expect(problemAfter('ICD-10-CM order file addenda', 'G8001', code)).toMatch(expected);
  expect(problemAfter('ICD-10-CM order file addenda', 'U10  ', 'C79&3')).toMatch(expected);
});
