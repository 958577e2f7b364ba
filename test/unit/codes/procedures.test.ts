import { describe, expect, it } from 'vitest';
import { datedCodes } from '../../support/dated-codes';

const codes = datedCodes();

/**
 * Read from the fact tables, which were read from the July 2026 fee schedule; the data files come from the published
 * releases themselves. global, PC/TC, status, MULT/BILAT/ASST/CO/TEAM, MUE/MAI.
 */
const INDICATORS = `
62367 XXX 0 A 0/0/1/0/0 1/3
62368 XXX 0 A 0/0/1/0/0 1/3
62369 XXX 0 A 0/0/1/0/0 1/3
62370 XXX 0 A 0/0/1/0/0 1/3
95990 XXX 5 A 0/0/0/0/0 1/3
95991 XXX 0 A 0/0/0/0/0 1/3
96522 XXX 5 A 0/0/0/0/0 1/3
96521 XXX 5 A 0/0/0/0/0 2/3
96523 XXX 5 T 0/0/0/0/0 1/3
36591 XXX 3 T 0/0/0/0/0 2/3
36592 XXX 3 T 0/0/0/0/0 1/3
62350 010 0 A 2/0/1/1/0 1/3
62351 090 0 A 2/0/2/2/0 1/3
62355 010 0 A 2/0/0/0/0 1/3
62360 010 0 A 2/0/0/1/0 1/2
62361 010 0 A 2/0/0/1/0 1/2
62362 010 0 A 2/0/0/1/0 1/2
62365 010 0 A 2/0/0/0/0 1/2
61215 090 0 A 2/0/1/1/0 1/3
61070 000 0 A 2/0/1/0/0 2/3
64590 010 0 A 2/0/1/1/0 1/3
62320 000 0 A 2/9/1/0/0 1/3
62321 000 0 A 2/9/1/0/0 1/3
62322 000 0 A 2/9/1/0/0 1/3
62323 000 0 A 2/9/1/0/0 1/3
62324 000 0 A 2/9/1/0/0 1/3
62325 000 0 A 2/9/1/0/0 1/3
62326 000 0 A 2/9/1/0/0 1/3
62327 000 0 A 2/9/1/0/0 1/3
36563 010 0 A 2/0/0/0/0 1/3
36576 010 0 A 2/0/0/0/0 2/3
36578 010 0 A 2/0/0/0/0 2/3
36583 010 0 A 2/0/0/0/0 2/3
36590 010 0 A 2/0/0/0/0 2/3
96416 XXX 5 A 0/0/0/0/0 1/3
96425 XXX 5 A 0/0/0/0/0 1/3
96450 000 0 A 0/0/0/0/0 1/3
96542 XXX 0 A 0/0/0/0/0 1/3
76000 XXX 1 A 0/0/0/0/0 3/3
76942 XXX 1 A 0/0/0/0/0 1/3
77002 ZZZ 1 A 0/0/0/0/0 1/3
77003 ZZZ 1 A 0/0/0/0/0 1/3
95970 XXX 0 A 0/0/0/0/0 1/3
95971 XXX 0 A 0/0/0/0/0 1/3
95972 XXX 0 A 0/0/0/0/0 1/3
95983 XXX 0 A 0/0/0/0/0 1/2
95984 ZZZ 0 A 0/0/0/0/0 11/3
99202 XXX 0 A 0/0/0/0/0 1/2
99205 XXX 0 A 0/0/0/0/0 1/2
99211 XXX 0 A 0/0/0/0/0 1/3
99212 XXX 0 A 0/0/0/0/0 2/3
99214 XXX 0 A 0/0/0/0/0 2/3
99215 XXX 0 A 0/0/0/0/0 1/3
99024 XXX 9 B 9/9/9/9/9 1/3
J0475 XXX 9 E 9/9/9/9/9 8/3
J0476 XXX 9 E 9/9/9/9/9 2/3
J0735 XXX 9 E 9/9/9/9/9 50/3
J1170 XXX 9 E 9/9/9/9/9 350/3
J2270 XXX 9 E 9/9/9/9/9 9/3
J2274 XXX 9 E 9/9/9/9/9 250/3
J2278 XXX 9 E 9/9/9/9/9 1000/3
J3010 XXX 9 E 9/9/9/9/9 100/3
J7999 XXX 9 E 9/9/9/9/9 2/3
A4220 XXX 9 P 9/9/9/9/9 1/3`
  .trim()
  .split('\n')
  .map(line => line.split(' '));

/**
 * CY2026 relative values of the core: work, non-facility practice, facility practice, malpractice; NA: no such rate.
 */
const RELATIVE_VALUES = `
62367 0.47 0.48 0.12 0.05
62368 0.65 0.67 0.16 0.07
62369 0.65 2.19 0.17 0.07
62370 0.88 1.95 0.22 0.08
95990 0.00 2.89 NA 0.05
95991 0.75 2.65 0.19 0.07
96522 0.21 3.47 NA 0.07
96521 0.21 4.02 NA 0.07
62350 5.90 NA 4.24 1.17
62351 11.37 NA 11.85 4.15
62362 5.46 NA 4.41 1.26
62365 3.83 NA 4.05 0.98`
  .trim()
  .split('\n')
  .map(line => line.split(' '));

/** Code, day before it began, first day, last day, day after; a dash if there is none. */
const LIVES = `
62320 2016-12-31 2017-01-01 - -
62327 2016-12-31 2017-01-01 - -
62310 - - 2016-12-31 2017-01-01
62319 - - 2016-12-31 2017-01-01
96521 2005-12-31 2006-01-01 - -
96522 2005-12-31 2006-01-01 - -
96523 2005-12-31 2006-01-01 - -
96520 - - 2005-12-31 2006-01-01
96530 - - 2005-12-31 2006-01-01
62369 2011-12-31 2012-01-01 - -
62370 2011-12-31 2012-01-01 - -
95983 2018-12-31 2019-01-01 - -
95978 - - 2018-12-31 2019-01-01
99201 - - 2020-12-31 2021-01-01
J0475 1993-12-31 1994-01-01 - -
J0476 1998-12-31 1999-01-01 - -
J0735 1997-12-31 1998-01-01 - -
J0665 2023-06-30 2023-07-01 - -
S0020 1999-12-31 2000-01-01 2023-06-30 2023-07-01
J1170 1981-12-31 1982-01-01 2024-09-30 2024-10-01
J1171 2024-09-30 2024-10-01 - -
J2274 2014-12-31 2015-01-01 - -
J2275 1992-12-31 1993-01-01 2014-12-31 2015-01-01
J2271 1998-12-31 1999-01-01 2014-12-31 2015-01-01
J2278 2005-12-31 2006-01-01 - -
J7999 2015-12-31 2016-01-01 - -
Q9977 2015-06-30 2015-07-01 2015-12-31 2016-01-01
E0783 1994-12-31 1995-01-01 - -
C1772 2001-03-31 2001-04-01 - -
C1889 2016-12-31 2017-01-01 - -`
  .trim()
  .split('\n')
  .map(line => line.split(' '));

/** The rows of a table, with the code by which a test is called. */
const byCode = <T extends readonly string[]>(rows: readonly T[]) => rows.map(row => ({ code: row[0]!, row }));

describe('procedures', () => {
  it.each(byCode(INDICATORS))('$code has its published indicators and limit', ({ row }) => {
    const [code = '', global = '', pctc = '', status = '', rest = '', limit = ''] = row;
    const entry = codes.procedure(code);
    const { mult, bilat, asst, co, team, ...others } = entry!.indicators!;
    expect({ ...others, rest: [mult, bilat, asst, co, team].join('/') }).toMatchObject({ global, pctc, status, rest });
    expect(`${entry!.mue?.units}/${entry!.mue?.mai}`).toBe(limit);
  });

  it.each(byCode(RELATIVE_VALUES))('$code has its relative values of 2026', ({ row }) => {
    const [code = '', work = '', nonFacility = '', facility = '', malpractice = ''] = row;
    const na = (value = 'NA'): string | null => (value === 'NA' ? null : value);
    expect(codes.procedure(code)?.relativeValues).toEqual({
      work,
      nonFacilityPractice: na(nonFacility),
      facilityPractice: na(facility),
      malpractice,
      edition: 'July 2026',
    });
  });

  it.each(byCode(LIVES))('$code is valid on its days and on no other', ({ row }) => {
    const [code = '', before = '', first = '', last = '', after = ''] = row;
    if (before !== '-') expect(codes.procedureStatus(code, before)).toBe('not-yet');
    if (first !== '-') expect(codes.procedureStatus(code, first)).toBe('valid');
    if (last !== '-') expect(codes.procedureStatus(code, last)).toBe('valid');
    if (after !== '-') expect(codes.procedureStatus(code, after)).toBe('ended');
    if (after === '-') expect(codes.procedureStatus(code, '2026-11-20')).toBe('valid');
  });

  it('offers a successor that is valid when the old code has ended', () => {
    for (const entry of codes.procedures()) {
      for (const heir of entry.successors ?? [])
        expect(codes.procedureStatus(heir, '2026-11-20'), `${entry.code} → ${heir}`).toBe('valid');
      if (entry.to) expect(entry.successors, entry.code).toBeDefined();
    }
    expect(codes.procedure('Q9977')?.successors).toEqual(['J7999']);
    expect(codes.procedure('62318')?.successors).toEqual(['62324', '62325']);
  });

  it('reads a code in either case and knows nothing of a code in no table', () => {
    expect(codes.procedure('j0475')?.code).toBe('J0475');
    expect(codes.procedure('12345')).toBeUndefined();
    expect(codes.procedureStatus('12345', '2026-01-01')).toBe('unknown');
    for (const odd of ['', 'constructor', '__proto__', '62370 ', '\u0000'])
      expect(codes.procedure(odd)).toBeUndefined();
  });

  it('has no facility rate for staff-level fills, and one for 62369', () => {
    const without = codes
      .procedures()
      .filter(entry => entry.noFacilityRate)
      .map(entry => entry.code);
    expect(without).toEqual(['36591', '36592', '95990', '96521', '96522', '96523']);
    for (const code of without) expect(codes.procedure(code)?.relativeValues?.facilityPractice).toBeNull();
    expect(codes.procedure('62369')?.relativeValues?.facilityPractice).toBe('0.17');
  });

  it('has the billing unit of every drug code', () => {
    const unit = (code: string): string => Object.values(codes.procedure(code)!.drug!).join(' ');
    expect(unit('J0475')).toBe('baclofen 10 mg');
    expect(unit('J0476')).toBe('baclofen 50 mcg');
    expect(unit('J0735')).toBe('clonidine 1 mg');
    expect(unit('J0665')).toBe('bupivacaine 0.5 mg');
    expect(unit('J1170')).toBe('hydromorphone 4 mg');
    expect(unit('J1171')).toBe('hydromorphone 0.1 mg');
    expect(unit('J2274')).toBe('morphine 10 mg');
    expect(unit('J2278')).toBe('ziconotide 1 mcg');
    expect(unit('J3010')).toBe('fentanyl 0.1 mg');
    expect(
      codes
        .procedures()
        .filter(entry => entry.isNoc)
        .map(entry => entry.code),
    ).toEqual(['C9399', 'J3490', 'J3590', 'J7799', 'J7999', 'J9999', 'Q9977']);
  });

  it('marks a common misconception as one', () => {
    const trap = (code: string): string => codes.procedure(code)?.trap ?? '';
    expect(trap('95990')).toMatch(/\bQX\b/);
    expect(trap('95990')).toMatch(/none fits/);
    expect(trap('62321')).toMatch(/Not lumbar/);
    expect(trap('95983')).toMatch(/not the analysis of a pump/);
    expect(trap('64590')).toMatch(/never a drug pump/);
    expect(trap('96522')).toMatch(/never 96522/);
    expect(codes.procedure('95970')?.summary).toMatch(/Never for a drug pump/);
    expect(codes.procedure('62369')?.details).toMatch(/no technical code/);
  });

  it('shows no title for CPT codes, and the official one for HCPCS drugs', () => {
    for (const entry of codes.procedures()) if (entry.system === 'CPT') expect(entry.title, entry.code).toBeUndefined();
    expect(codes.procedure('J2274')?.title).toBe(
      'Injection, morphine sulfate, preservative-free for epidural or intrathecal use, 10 mg',
    );
  });
});
