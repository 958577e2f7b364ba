import { describe, expect, it } from 'vitest';
import { language } from '../../support/checking';
import { brokenFixes, reported } from '../../support/fix-laws';

const note = (line: string, extra = ''): string =>
  `2026-11-20 visit P-014 @office\nby: MD AS\n${extra}dx: M96.1\n${line} @A\n`;

/** The published list; two of X{EPSU}, and two of the five anesthesia payment modifiers, written out. */
const PAIRS =
  `26+TC 50+LT 50+RT 52+53 53+73 53+74 73+74 54+55 58+78 58+79 78+79 59+XE 59+XS 59+XP 59+XU XE+XS XE+XP XE+XU XS+XP XS+XU XP+XU
  62+66 62+80 62+81 62+82 62+AS 25+57 GA+GZ GA+GY GY+GZ JW+JZ AA+QK AA+QX AA+QY AA+QZ QK+QX QK+QY QK+QZ QX+QY QX+QZ QY+QZ 76+77 22+52`.split(
    /\s+/,
  );
const ALL =
  `22 24 25 26 50 51 52 53 54 55 56 57 58 59 62 66 73 74 76 77 78 79 80 81 82 AS TC AA AD QK QX QY QZ GA GC GX GY GZ JW JZ KD KX LT RT XE XS XP XU`.split(
    ' ',
  );

describe('modifier-conflict', () => {
  it('knows the published pairs, in both orders, and no other', () => {
    const published = new Set(PAIRS.flatMap(pair => [pair, pair.split('+').reverse().join('+')]));
    const wrong = ALL.flatMap(a =>
      ALL.filter(b => a !== b).flatMap(b =>
        reported(note(`62350-${a}-${b}`), 'modifier-conflict').length === (published.has(`${a}+${b}`) ? 1 : 0)
          ? []
          : [`${a}+${b}`],
      ),
    );
    expect(wrong).toEqual([]);
  });

  it('offers two fixes that hold their promise, or the one that the note leaves', () => {
    const broken = PAIRS.flatMap(pair => {
      const [a, b] = pair.split('+') as [string, string];
      return ['62350', '95991', '99213', '76942', 'J0475']
        .flatMap(code => [
          note(`${code}-${a}-${b}`),
          note(`${code}-KX-${b}-${a}`),
          note(`62351 @A\n${code}-${a}-${b}`),
          note(`62370 @A\n${code}-${a}-${b}`),
          note(`${code}-${a}-${b}`, 'stop: after-start, reason "hypotension"\n'),
          note(`${code}-${a}-${b}`, 'stop: before-anesthesia, in room\n').replace('@office', '@asc bill=facility'),
        ])
        .flatMap(text => brokenFixes(text, ['modifier-conflict']));
    });
    expect(broken).toEqual([]);
  });

  it.each(['sdv 2 x 20 mL, waste 0 mL', 'sdv 3 x 20 mL, waste 20 mL', 'mdv', 'sdv', ''])(
    'settles JW with JZ by what was discarded: %s',
    container => {
      const text = (payer: string, lines: string): string =>
        `2026-11-20 refill P-014 @office ${payer}\nby: RN KL\nfill: out 6.0 mL, in 40 mL\ndrug: baclofen 2000 mcg/mL, 40 mL, commercial, practice${container && `, ${container}`}\ndx: G80.0\n95990 @A\n${lines}`;
      for (const payer of ['#medicare', '#uhc', '']) {
        for (const lines of ['J0475-JW-JZ-KD x8 @A\n', 'J0475-KD x8 @A\nJ0475-JW-JZ x4 @A\n']) {
          expect(reported(text(payer, lines), 'modifier-conflict')).toHaveLength(1);
          expect(brokenFixes(text(payer, lines), ['modifier-conflict'])).toEqual([]);
        }
      }
    },
  );
});

describe('modifier-order', () => {
  const pricing = '26 TC 50 52 53 54 55 62 66 78 80 81 82 AS QK QX QY QZ'.split(' ');
  const later = '24 25 57 58 59 XE XS XP XU 76 77 79 JW JZ LT RT GA GC GY GZ KX KD'.split(' ');

  it('wants every pricing modifier before every other', () => {
    const wrong = pricing.flatMap(first =>
      later.flatMap(second => [
        ...(reported(note(`62350-${second}-${first}`), 'modifier-order').length === 1 ? [] : [`${second}-${first}`]),
        ...(reported(note(`62350-${first}-${second}`), 'modifier-order').length === 0 ? [] : [`${first}-${second}`]),
      ]),
    );
    expect(wrong).toEqual([]);
  });

  it('has nothing to say about two of a kind', () => {
    for (const list of [pricing, later])
      for (const a of list)
        for (const b of list)
          if (a !== b) expect(reported(note(`62350-${a}-${b}`), 'modifier-order'), `${a}-${b}`).toEqual([]);
  });

  it('repairs once and for all, and keeps every modifier', () => {
    const broken = ['62350-KX-GC-53', '62350-58-53-GC-62', '95991-GC-52-KX', '62350-kd-59-26-tc-51'].flatMap(line =>
      brokenFixes(note(line), ['modifier-order']),
    );
    expect(broken).toEqual([]);
    const kinds = language.rules.find(rule => rule.id === 'modifier-order')?.severity;
    expect(kinds).toBe('hint');
  });
});

describe('modifier-setting', () => {
  it.each(['62350', '62362', '95990', '62370', '62323'])(
    'on %s: institutional modifiers on a professional claim, 53 on an institution’s',
    code => {
      for (const modifier of ['73', '74', 'PO', 'PN', '53', '52', '59', 'KX']) {
        const pro = ['73', '74', 'PO', 'PN'].includes(modifier),
          facility = modifier === '53';
        expect(reported(note(`${code}-${modifier}`), 'modifier-setting'), modifier).toEqual(
          pro ? ['4 modifier-setting error'] : [],
        );
        expect(
          reported(note(`${code}-${modifier}`).replace('@office', '@asc bill=facility'), 'modifier-setting'),
          modifier,
        ).toEqual(facility ? ['4 modifier-setting error'] : []);
      }
    },
  );

  it('on a visit: 27, PO and PN; what a visit never takes is left to modifier-not-accepted', () => {
    for (const modifier of ['27', 'PO', 'PN'])
      expect(reported(note(`99213-${modifier}`), 'modifier-setting', 'modifier-not-accepted')).toEqual([
        '4 modifier-setting error',
      ]);
    for (const modifier of ['73', '74'])
      expect(reported(note(`99213-${modifier}`), 'modifier-setting', 'modifier-not-accepted')).toEqual([
        '4 modifier-not-accepted error',
      ]);
    expect(
      reported(note('99213-53').replace('@office', '@asc bill=facility'), 'modifier-setting', 'modifier-not-accepted'),
    ).toEqual(['4 modifier-not-accepted error']);
  });
});
