import { describe, expect, it } from 'vitest';
import { language } from '../../support/checking';
import { brokenFixes, reported } from '../../support/fix-laws';

/** Fee schedule indicators, transcribed from the official file: PC/TC, global days, MULT, BILAT, ASST, CO, TEAM. */
const INDICATORS: Readonly<Record<string, string>> = {
  62367: '0 XXX 0 0 1 0 0',
  62368: '0 XXX 0 0 1 0 0',
  62369: '0 XXX 0 0 1 0 0',
  62370: '0 XXX 0 0 1 0 0',
  95991: '0 XXX 0 0 0 0 0',
  95990: '5 XXX 0 0 0 0 0',
  96521: '5 XXX 0 0 0 0 0',
  96522: '5 XXX 0 0 0 0 0',
  96523: '5 XXX 0 0 0 0 0',
  62350: '0 010 2 0 1 1 0',
  62351: '0 090 2 0 2 2 0',
  62355: '0 010 2 0 0 0 0',
  62360: '0 010 2 0 0 1 0',
  62361: '0 010 2 0 0 1 0',
  62362: '0 010 2 0 0 1 0',
  62365: '0 010 2 0 0 0 0',
  61215: '0 090 2 0 1 1 0',
  61070: '0 000 2 0 1 0 0',
  64590: '0 010 2 0 1 1 0',
  36563: '0 010 2 0 0 0 0',
  36576: '0 010 2 0 0 0 0',
  36578: '0 010 2 0 0 0 0',
  36583: '0 010 2 0 0 0 0',
  36590: '0 010 2 0 0 0 0',
  62320: '0 000 2 9 1 0 0',
  62321: '0 000 2 9 1 0 0',
  62322: '0 000 2 9 1 0 0',
  62323: '0 000 2 9 1 0 0',
  62324: '0 000 2 9 1 0 0',
  62325: '0 000 2 9 1 0 0',
  62326: '0 000 2 9 1 0 0',
  62327: '0 000 2 9 1 0 0',
  76000: '1 XXX 0 0 0 0 0',
  76942: '1 XXX 0 0 0 0 0',
  77002: '1 ZZZ 0 0 0 0 0',
  77003: '1 ZZZ 0 0 0 0 0',
  99202: '0 XXX 0 0 0 0 0',
  99205: '0 XXX 0 0 0 0 0',
  99211: '0 XXX 0 0 0 0 0',
  99213: '0 XXX 0 0 0 0 0',
  99215: '0 XXX 0 0 0 0 0',
  J0475: '9 XXX 9 9 9 9 9',
  J2274: '9 XXX 9 9 9 9 9',
  J2278: '9 XXX 9 9 9 9 9',
  J3010: '9 XXX 9 9 9 9 9',
};
/** The classes of the modifier table: R, S, I, G, E, D. */
const CLASSES: readonly (readonly [string, RegExp])[] = [
  ['S', /^(95990|9652[123])$/],
  ['R', /^(6236[789]|62370|95991)$/],
  ['G', /^7[67]/],
  ['E', /^99/],
  ['D', /^J/],
  ['I', /./],
];
const classOf = (code: string): string => CLASSES.find(([, pattern]) => pattern.test(code))![0];
const of = (code: string, name: 'pctc' | 'global' | 'mult' | 'bilat' | 'asst' | 'co' | 'team'): string =>
  INDICATORS[code]!.split(' ')[['pctc', 'global', 'mult', 'bilat', 'asst', 'co', 'team'].indexOf(name)]!;

const isClass =
  (classes: string) =>
  (code: string): boolean =>
    classes.includes(classOf(code));
const hasAftercare = (code: string): boolean => ['010', '090'].includes(of(code, 'global'));
const assists = (code: string): boolean => isClass('I')(code) && ['0', '2'].includes(of(code, 'asst'));

/**
 * For each modifier of the table, the codes that must be rejected; `undefined`: the table leaves it open, and so must
 * the rule.
 */
const REJECTED: Readonly<Record<string, (code: string) => boolean | undefined>> = {
  22: code => (isClass('D G')(code) ? undefined : isClass('E R S')(code)),
  24: code => !isClass('E')(code),
  25: code => !isClass('E')(code),
  57: code => !isClass('E')(code),
  FT: code => !isClass('E')(code),
  26: code => of(code, 'pctc') !== '1',
  TC: code => of(code, 'pctc') !== '1',
  50: () => true,
  51: code => of(code, 'mult') !== '2',
  52: isClass('E D'),
  53: isClass('E D'),
  54: code => !hasAftercare(code),
  55: code => !hasAftercare(code),
  56: code => !hasAftercare(code),
  58: code => (isClass('D G')(code) ? undefined : isClass('R S E')(code)),
  59: isClass('E D'),
  XE: isClass('E D'),
  XS: isClass('E D'),
  XP: isClass('E D'),
  XU: isClass('E D'),
  62: code => !(isClass('I')(code) && ['1', '2'].includes(of(code, 'co'))),
  66: () => true,
  76: isClass('E D'),
  77: isClass('E D'),
  78: code => !isClass('I')(code),
  79: code => (isClass('D G')(code) ? undefined : isClass('R S E')(code)),
  80: code => !assists(code),
  81: code => !assists(code),
  82: code => !assists(code),
  AS: code => !assists(code),
  95: code => (isClass('D G')(code) ? undefined : !isClass('E')(code)),
  93: code => (isClass('D G')(code) ? undefined : !isClass('E')(code)),
  AA: () => true,
  AD: () => true,
  QK: () => true,
  QX: () => true,
  QY: () => true,
  QZ: () => true,
  QS: () => true,
  G8: () => true,
  G9: () => true,
  GC: code => (isClass('G')(code) ? undefined : isClass('S D')(code)),
  GA: () => false,
  GZ: () => false,
  KX: () => undefined,
  JW: code => !isClass('D')(code),
  JZ: code => !isClass('D')(code),
  KD: code => !isClass('D')(code),
  LT: code => (isClass('R S')(code) || /^(623|62[0-9]|61)/.test(code) ? true : undefined),
  RT: code => (isClass('R S')(code) || /^(623|62[0-9]|61)/.test(code) ? true : undefined),
};

const note = (line: string): string => `2026-11-20 visit P-014 @office\nby: MD AS\ndx: M96.1\n${line} @A\n`;

describe('modifier-not-accepted', () => {
  it.each(Object.keys(REJECTED))('%s on every core code, by the indicators and the table', modifier => {
    const wrong = Object.keys(INDICATORS).flatMap(code => {
      const expected = REJECTED[modifier]!(code);
      const found = reported(note(`${code}-${modifier}`), 'modifier-not-accepted').length > 0;
      if (expected === undefined ? !found : found === expected) return [];
      // What the table leaves open may be settled by an indicator, but never against it.
      return expected === undefined && isSettledByIndicator(modifier, code)
        ? []
        : [`${code}-${modifier}: ${found ? 'reported' : 'not reported'}`];
    });
    expect(wrong).toEqual([]);
  });

  it('says nothing about a code that no table knows, and about a modifier that is none', () => {
    for (const modifier of Object.keys(REJECTED))
      expect(reported(note(`20610-${modifier}`), 'modifier-not-accepted'), modifier).toEqual([]);
    for (const modifier of ['11', '21', 'ZQ', 'GD'])
      expect(reported(note(`95990-${modifier}`), 'modifier-not-accepted'), modifier).toEqual([]);
  });

  it('takes the modifier off, and nothing else', () => {
    const broken = Object.keys(REJECTED).flatMap(modifier =>
      ['95990', '62350', '99213', 'J0475', '76942'].flatMap(code =>
        brokenFixes(note(`${code}-${modifier}-KX`), ['modifier-not-accepted']),
      ),
    );
    expect(broken).toEqual([]);
  });
});

function isSettledByIndicator(modifier: string, code: string): boolean {
  return language.codes.on('2026-11-20').modifierFit(modifier, code).reason.includes(' is ');
}

describe('unknown-modifier and place-as-modifier', () => {
  const PLACES = new Set(
    '01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 31 34 41 42 49 60 61 65 71 72'.split(' '),
  );
  const MODIFIERS = new Set(
    '22 23 24 25 26 27 32 33 47 50 51 52 53 54 55 56 57 58 59 62 63 66 73 74 76 77 78 79 80 81 82 90 91 92 93 95 96 97 99'.split(
      ' ',
    ),
  );

  it('tell modifiers, places and neither apart among all two-digit numbers', () => {
    for (let n = 0; n < 100; n++) {
      const number = String(n).padStart(2, '0');
      const wrong = PLACES.has(number) ? '4 place-as-modifier error' : '4 unknown-modifier error';
      const expected = MODIFIERS.has(number) ? [] : [wrong];
      expect(reported(note(`95991-${number}`), 'place-as-modifier', 'unknown-modifier'), number).toEqual(expected);
    }
  });

  it('never call a published modifier unknown while it is in force', () => {
    for (const entry of language.codes.on('2026-11-20').modifiers()) {
      const status = language.codes.on('2026-11-20').modifierStatus(entry.modifier);
      expect(reported(note(`95991-${entry.modifier}`), 'unknown-modifier'), entry.modifier).toEqual(
        status === 'valid' ? [] : ['4 unknown-modifier error'],
      );
    }
  });

  it('offer fixes that hold their promise', () => {
    const broken = [...PLACES, 'ZD', 'ZZ', '2S', 'JQ', '5O'].flatMap(modifier =>
      ['@office', '@opd', '', 'bill=facility'].flatMap(tag =>
        ['95990', '95991', '99213', 'J0475'].flatMap(code =>
          brokenFixes(
            `2026-11-20 refill P-014 ${tag}\nby: RN KL\nfill: out 6.0 mL, in 40 mL\ndrug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, mdv\ndx: M96.1\n${code}-${modifier} @A\n`,
            ['place-as-modifier', 'unknown-modifier'],
          ),
        ),
      ),
    );
    expect(broken).toEqual([]);
  });
});
