import { describe, expect, it } from 'vitest';
import { datedCodes } from '../../support/dated-codes';

const codes = datedCodes();
const DAY = '2026-11-20';
const REFILLS = ['62367', '62368', '62369', '62370', '95990', '95991', '96522'];

/** Modifier, codes that take it, codes that never do. */
const FITS: readonly (readonly [string, string, string])[] = [
  ['22', '62350 62362', '62370 95990 99214'],
  ['24', '99214', '62370 62362 J0475'],
  ['25', '99214 99205', '62370 95990 62362 J0475 76942'],
  ['26', '76000 76942 77002 77003', '62367 62370 95990 95991 96522 62362 99214 J0475 E0783'],
  ['TC', '76000 76942', '62369 95990 95991 62362 99214'],
  ['50', '', '62370 95990 62350 62323 76942 99214 J0475'],
  ['51', '62350 62362', '62370 95990 99214 76942 77003 95984 J0475'],
  ['52', '62370 95990 62362 76942', '99214 J0475'],
  ['53', '62370 95991 62362', '99214 J0475'],
  ['54', '62362 62351', '62370 95990 99214 62323 J0475'],
  ['55', '62362', '62370 95990 99214 62323'],
  ['57', '99214', '62351 62370'],
  ['58', '62362', '62370 95990 99214'],
  ['59', '62370 95990 62362 76942', '99214 J0475'],
  ['62', '62351', '62370 95990 62355 62365 36563 62323 99214'],
  ['66', '', '62370 95990 62362 62351 99214'],
  ['73', '62362', '99214'],
  ['76', '62370 95990 62362 76942', '99214 J0475'],
  ['78', '62350 62362', '62370 95990 99214'],
  ['79', '62362', '62370 95990 99214'],
  ['80', '62351', '62350 61215 64590 62323 62370 95990 99214'],
  ['AS', '62351', '62350 62370 95990 95991 99214'],
  ['95', '99214', '62370 95990 62362'],
  ['QX', '01996', '62370 95990 62362 99214 J0475'],
  ['QY', '01996', '62370 95990'],
  ['QZ', '01996', '62370 95990'],
  ['GC', '62370 62362 99214', '95990 J0475'],
  ['GA', '62370 95990 J0475', ''],
  ['JW', 'J0475 J2274', '62370 99214'],
  ['JZ', 'J0475 J2274', '95990'],
  ['JA', '', 'J2274 J2278 J0475'],
  ['KD', 'J0475 J7999 J2278', '62370 95990 99214'],
  ['LT', '', '62370 95990 62323 62362'],
  ['XS', '62370 62362', '99214'],
  ['FS', '99214', '62370 95990'],
];

describe('modifiers', () => {
  it.each(FITS)('%s fits and does not fit as the tables say', (modifier, takes, refuses) => {
    for (const code of takes.split(' ').filter(Boolean))
      expect(codes.modifierFit(modifier, code).verdict, `${code}-${modifier}`).toBe('accepted');
    for (const code of refuses.split(' ').filter(Boolean))
      expect(codes.modifierFit(modifier, code).verdict, `${code}-${modifier}`).toBe('rejected');
  });

  it('asks for documentation, doubts, or leaves open where the facts do', () => {
    const verdict = (modifier: string, code: string): string => codes.modifierFit(modifier, code).verdict;
    for (const code of ['62350', '62360', '62361', '62362', '61215', '64590'])
      expect(verdict('62', code), code).toBe('documentation');
    for (const code of ['62355', '62360', '62361', '62362', '62365', '36563'])
      expect(verdict('80', code), code).toBe('documentation');
    expect(verdict('53', '95990')).toBe('doubtful');
    expect(verdict('73', '95990')).toBe('doubtful');
    expect(verdict('KD', 'J0476')).toBe('doubtful');
    expect(verdict('JZ', 'J7999')).toBe('doubtful');
    expect(verdict('LT', '64590')).toBe('unsettled');
    expect(verdict('KX', '62370')).toBe('unsettled');
    expect(verdict('26', '12345')).toBe('unsettled');
    expect(verdict('11', '62370')).toBe('unsettled');
  });

  it('gives the value that decides', () => {
    expect(codes.modifierFit('26', '95990').reason).toBe('PC/TC is 5, not 1');
    expect(codes.modifierFit('62', '95990').reason).toBe('CO is 0, not 1 or 2');
    expect(codes.modifierFit('55', '95990').reason).toBe('global period is XXX, not 010 or 090');
  });

  it('never lets one of these on a refill or read-out: 26, TC, 50, 51, 54, 55, 62, 66, 80 to 82, AS', () => {
    for (const modifier of ['26', 'TC', '50', '51', '54', '55', '62', '66', '80', '81', '82', 'AS', 'QX', 'QY', '78']) {
      for (const code of REFILLS)
        expect(codes.modifierFit(modifier, code).verdict, `${code}-${modifier}`).toBe('rejected');
    }
  });

  it('opens pairs with exactly the published set', () => {
    const published = `E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI
      24 25 57 58 78 79 27 59 91 XE XS XP XU`.split(/\s+/);
    expect(
      codes
        .modifiers()
        .filter(entry => entry.bypassesPairs)
        .map(entry => entry.modifier),
    ).toEqual(published.sort());
    for (const modifier of ['22', '76', '77', '51', '11', 'KD'])
      expect(codes.bypassesPairs(modifier), modifier).toBe(false);
  });

  it.each([
    '26 TC',
    '50 LT',
    '50 RT',
    '52 53',
    '53 73',
    '53 74',
    '73 74',
    '54 55',
    '58 78',
    '58 79',
    '78 79',
    '59 XE',
    '59 XU',
    'XE XS',
    'XP XU',
    '62 66',
    '62 80',
    '62 AS',
    '25 57',
    'GA GZ',
    'GA GY',
    'GY GZ',
    'JW JZ',
    'AA QK',
    'QX QZ',
    'QY QX',
    '76 77',
    '22 52',
  ])('%s exclude each other, in either order', pair => {
    const [a, b] = pair.split(' ') as [string, string];
    expect(codes.modifierConflict(a, b)?.reason).toBeTruthy();
    expect(codes.modifierConflict(b, a)?.reason).toBe(codes.modifierConflict(a, b)?.reason);
  });

  it.each(['JZ KD', '25 24', '59 KD', 'LT RT', 'GA GX', '26 59'])('%s may be together', pair => {
    const [a, b] = pair.split(' ') as [string, string];
    expect(codes.modifierConflict(a, b)).toBeUndefined();
  });

  it.each([
    ['JF', '2015-03-31', 'not-yet'],
    ['JF', '2015-06-30', 'valid'],
    ['JF', '2015-07-01', 'ended'],
    ['GD', '2019-12-31', 'valid'],
    ['GD', '2020-01-01', 'ended'],
    ['JG', '2025-01-01', 'ended'],
    ['JZ', '2022-12-31', 'not-yet'],
    ['JZ', '2023-01-01', 'valid'],
    ['XE', '2014-12-31', 'not-yet'],
    ['XE', '2015-01-01', 'valid'],
    ['FS', DAY, 'valid'],
    ['KD', DAY, 'valid'],
    ['11', DAY, 'unknown'],
    ['02', DAY, 'unknown'],
    ['21', DAY, 'unknown'],
    ['ZZ', DAY, 'unknown'],
  ])('%s on %s is %s', (modifier, date, status) => {
    expect(codes.modifierStatus(modifier, date)).toBe(status);
  });

  it('never calls a real modifier unknown for being outside the pump domain', () => {
    for (const modifier of ['Q6', 'GW', 'GV', 'GT', 'CR', 'SG', 'U1', 'P3', '33', '96', 'NU', 'RR', 'PT'])
      expect(codes.modifierStatus(modifier, DAY), modifier).toBe('valid');
  });

  it('puts pricing first, eligibility second, information last', () => {
    const at = (modifier: string): number | undefined => codes.modifier(modifier)?.position;
    for (const modifier of [
      '26',
      'TC',
      '53',
      '62',
      '66',
      '78',
      '80',
      '81',
      '82',
      'AS',
      '54',
      '55',
      '50',
      '52',
      'QK',
      'QX',
      'QY',
      'QZ',
    ])
      expect(at(modifier), modifier).toBe(1);
    for (const modifier of ['24', '25', '57', '58', '59', 'XE', 'XS', 'XP', 'XU', '76', '77', '79', 'JW', 'JZ'])
      expect(at(modifier), modifier).toBe(2);
    for (const modifier of ['LT', 'RT', 'GA', 'GC', 'GY', 'GZ', 'KX', 'KD']) expect(at(modifier), modifier).toBe(3);
  });

  it('knows which claims take a modifier', () => {
    const setting = (modifier: string): string | undefined => codes.modifier(modifier)?.setting;
    for (const modifier of ['73', '74', '27', 'PO', 'PN']) expect(setting(modifier), modifier).toBe('facility');
    expect(setting('53')).toBe('professional');
    for (const modifier of ['52', '59', '25', 'JW', 'KD']) expect(setting(modifier), modifier).toBe('both');
  });

  it('names wrong beliefs', () => {
    expect(codes.modifier('QX')?.trap).toMatch(/pump refill/);
    expect(codes.modifier('AS')?.trap).toMatch(/does not mean/);
    expect(codes.modifier('78')?.trap).toMatch(/needling/);
    expect(codes.place('11')?.trap).toMatch(/no modifier/);
  });
});
