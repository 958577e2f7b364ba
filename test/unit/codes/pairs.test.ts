import { describe, expect, it } from 'vitest';
import { datedCodes } from '../../support/dated-codes';

const codes = datedCodes();
const DAY = '2026-11-20';
const indicator = (column1: string, column2: string, date = DAY): number | undefined =>
  codes.pair(column1, column2, date)?.indicator;

/** The core pairs: column 1, then column 2 with indicator 0, then with indicator 1. */
const CORE: readonly (readonly [string, string, string])[] = [
  ['62367', '36591 36592 69990 96523', '36000 62324 62325 62326 62327 96360 96365 96522'],
  ['62368', '62367 36591 36592 69990 96523', '36000 62324 62325 62326 62327 96360 96365 96522'],
  ['62369', '62367 62368 95990 95991 A4220 36591 36592 69990 96523', '36000 62324 62325 62326 62327 96360 96365'],
  [
    '62370',
    '62367 62368 62369 95990 95991 A4220 36591 36592 69990 96523',
    '36000 62324 62325 62326 62327 96360 96365 96522',
  ],
  ['95990', '62367 62368 A4220 36591 36592 96523', ''],
  ['95991', '62367 62368 95990 A4220 36591 36592 96523', ''],
  ['96521', '99211 36591 36592 96523', '99202 99203 99204 99205 99212 99213 99214 99215 G0463'],
  [
    '96522',
    '99211 36591 36592 96523 99231 99232 99233 99307 99308 99309 99310',
    '95990 95991 99202 99205 99212 99215 G0463',
  ],
  ['96416', '96521 96522 99211', '99214'],
  ['96425', '96521 96522 99211', '99214'],
  ['96450', '36591', '96521 96522'],
  ['96542', '36591', '96521 96522 61070'],
  [
    '62360',
    '62365 95990 62320 62327 64483 64493 69990',
    '62362 62367 62368 62369 62370 95991 96522 76000 77001 77002 62270 62272 62273 99211 99215 G0463',
  ],
  ['62361', '62365 62320 62327', '62360 62367 62370 95990 95991 96522'],
  ['62362', '62365 95990 62320 62327', '62361 62367 62370 95991 96522'],
  ['62365', '62320 62327', '62367 62370 96521'],
  ['62350', '62320 62327', '95990 95991 96521 96522 62270 62272 62273 76000 77001 77002 77003'],
  ['62351', '62320 62327', '62350 95990 95991 96522 76000 77001 77002 77003'],
  ['62355', '62320 62327', '62350 62351 62270 62272 76000 77001 77002 77003'],
  ['61215', '62320 62327', '95990 95991 96522'],
  ['36563', '62324 62327', '62320 62323 76000 76942 77002 96522'],
  ['62321', '36591 62320', '76000 76942 77003 99214 G0463'],
  ['62323', '62322', '76000 76942 77003'],
  ['62327', '62326', '76000 77003 96522'],
  ['95971', '95970', ''],
  ['95972', '95970 95971', ''],
  ['95983', '95970', ''],
  ['64590', '', '95970'],
];

describe('NCCI pairs', () => {
  it.each(CORE)('%s bundles its column 2 codes as published', (column1, never, modifier) => {
    for (const column2 of never.split(' ').filter(Boolean))
      expect(indicator(column1, column2), `${column1}/${column2}`).toBe(0);
    for (const column2 of modifier.split(' ').filter(Boolean))
      expect(indicator(column1, column2), `${column1}/${column2}`).toBe(1);
  });

  it('keeps the asymmetries', () => {
    expect(indicator('62362', '95990')).toBe(0);
    expect(indicator('62362', '95991')).toBe(1);
    expect(indicator('62361', '95990')).toBe(1);
    expect(indicator('62369', '96522')).toBeUndefined();
    expect(indicator('62370', '96522')).toBe(1);
    expect([indicator('62361', '62360'), indicator('62360', '62362'), indicator('62362', '62361')]).toEqual([1, 1, 1]);
    expect([indicator('62360', '62361'), indicator('62362', '62360'), indicator('62361', '62362')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('has no edit if both may be billed', () => {
    const none = (firsts: string[], seconds: string[]): void => {
      for (const a of firsts)
        for (const b of seconds)
          expect([indicator(a, b), indicator(b, a)], `${a}/${b}`).toEqual([undefined, undefined]);
    };
    none(['62350', '62351'], ['62360', '62361', '62362']);
    none(['62355'], ['62365']);
    none(['62367', '62368', '62369', '62370', '95990', '95991'], ['76000', '76942', '77002', '77003']);
    none(
      ['62367', '62368', '62369', '62370', '95990', '95991'],
      ['99202', '99203', '99204', '99205', '99211', '99212', '99213', '99214', '99215'],
    );
  });

  it('counts a row from the later start of its two codes', () => {
    expect(codes.pair('62370', '95991', '2012-01-01')).toMatchObject({
      indicator: 0,
      from: '2012-01-01',
      source: 'PTP24',
    });
    expect(codes.pair('62370', '95991', '2011-12-31')).toBeUndefined();
    expect(codes.pair('62350', '62326', '2016-12-31')).toBeUndefined();
    expect(indicator('62350', '62326', '2017-01-01')).toBe(0);
    expect(indicator('95991', '95990', '2006-06-01')).toBe(0);
  });

  it('ends a deleted row with its deletion date, and lets rows of one pair follow each other', () => {
    expect(indicator('62365', '62362', '2010-03-31')).toBe(1);
    expect(indicator('62365', '62362', '2010-04-01')).toBeUndefined();
    const [never, first, second, ...rest] = codes.pairHistory('96542', '99213');
    expect(rest).toEqual([]);
    expect(never).toMatchObject({ indicator: 9, to: '2000-10-30' });
    expect(first).toMatchObject({ indicator: 1, from: '2000-10-30', to: '2019-12-31' });
    expect(second).toMatchObject({ indicator: 1, from: '2020-01-01' });
    expect(second?.to).toBeUndefined();
    for (const date of ['2019-12-30', '2019-12-31', '2020-01-01'])
      expect(indicator('96542', '99213', date), date).toBe(1);
  });

  it('never gives a row with indicator 9', () => {
    expect(codes.pairHistory('62369', '96522')).toMatchObject([{ indicator: 9, to: '2012-01-01' }]);
    expect(codes.pair('62369', '96522', '2012-01-01')).toBeUndefined();
    expect(codes.pair('62367', '99213', '2000-10-29')).toBeUndefined();
  });

  it('lists what a code bundles on a date', () => {
    const bundled = codes
      .bundledInto('95990', DAY)
      .filter(edit => edit.indicator === 0)
      .map(edit => edit.column2);
    expect(bundled).toEqual(expect.arrayContaining(['62367', '62368', 'A4220', '36591', '36592', '96523']));
    expect(codes.bundledInto('62370', '2011-12-31')).toEqual([]);
    expect(codes.bundledInto('12345', DAY)).toEqual([]);
  });
});
