import { describe, expect, it } from 'vitest';
import addOns from '../../../server/data/add-ons.json';
import table from '../../../server/data/ncci-pairs.json';
import { language } from '../../support/checking';
import { brokenFixes, reported } from '../../support/fix-laws';

const DAY = '2026-11-20';
const PAIR_RULES = ['bundled-pair', 'bundled-pair-modifier'];
const note = (lines: readonly string[], header = `${DAY} visit P-014 @office`): string =>
  `${header}\nby: MD AS\ndx: M96.1\n${lines.map(line => `${line} @A\n`).join('')}`;
const isVisit = (code: string): boolean => /^99[23]/.test(code) || code === 'G0463';

/**
 * Whether column 2 is an add-on for which column 1 is no primary code: the add-on has none on this claim, and that is
 * reported instead.
 */
function isAddOnWithout(column2: string, column1: string): boolean {
  const addOn = addOns.rows.find(({ code }) => code === column2);
  if (!addOn) return false;
  const listed = addOn.primaries.some(
    ([from, to, codes]) => from! <= DAY && (!to || to >= DAY) && codes!.split(' ').includes(column1),
  );
  const kind = language.codes.on(DAY).procedure(column1)?.kind;
  const isPossible = addOn.type !== 1 && !isVisit(column1) && (!kind || (addOn.kinds?.includes(kind) ?? true));
  return !listed && !isPossible;
}

/** What is found on column 2. */
function expectedOf(column1: string, column2: string, indicator: number): readonly string[] {
  if (indicator === 0) return ['bundled-pair error'];
  if (isVisit(column2)) return [];
  return [isAddOnWithout(column2, column1) ? 'add-on-code error' : 'bundled-pair-modifier warning'];
}

const modifiers = language.codes
  .on(DAY)
  .modifiers()
  .filter(entry => language.codes.on(DAY).modifierStatus(entry.modifier) === 'valid')
  .map(entry => entry.modifier);

/** NPM26 chapter I. */
const BYPASS = new Set(
  `E1 E2 E3 E4 FA F1 F2 F3 F4 F5 F6 F7 F8 F9 TA T1 T2 T3 T4 T5 T6 T7 T8 T9 LT RT LC LD RC LM RI
  24 25 57 58 78 79 27 59 91 XE XS XP XU`.split(/\s+/),
);

describe('every published pair', () => {
  const rows = table.rows.map(
    ([column1, column2, indicator, , ended]) =>
      ({ column1, column2, indicator, ended }) as {
        column1: string;
        column2: string;
        indicator: number;
        ended?: string;
      },
  );
  const active = rows.filter(row => row.ended === undefined);

  it.each([0, 1])('indicator %i: is on column 2, in either order of the lines', indicator => {
    const wrong = active
      .filter(row => row.indicator === indicator)
      .flatMap(({ column1, column2 }) =>
        [
          [column1, column2],
          [column2, column1],
        ].flatMap(codes => {
          const line = 4 + codes.indexOf(column2);
          const expected = expectedOf(column1, column2, indicator).map(rule => `${line} ${rule}`);
          const found = reported(note(codes), ...PAIR_RULES, 'add-on-code').filter(one => one.startsWith(`${line} `));
          return String(found) === String(expected)
            ? []
            : [`${codes.join(' ')}: ${found.join()} instead of ${expected.join()}`];
        }),
      );
    expect(wrong).toEqual([]);
    expect(active.filter(row => row.indicator === indicator).length).toBeGreaterThan(300);
  });

  it('is silent once it has ended', () => {
    const inForce = new Set(active.flatMap(({ column1, column2 }) => [column1 + column2, column2 + column1]));
    const ended = rows.filter(row => row.ended !== undefined && !inForce.has(row.column1 + row.column2));
    const wrong = ended.filter(({ column1, column2 }) => reported(note([column1, column2]), ...PAIR_RULES).length > 0);
    expect(wrong).toEqual([]);
    expect(ended.length).toBeGreaterThan(50);
  });

  it('is silent for an institution, for an unsure line, and for a code by itself', () => {
    const wrong = active.flatMap(({ column1, column2 }) =>
      [
        note([column1, column2], `${DAY} visit P-014 @opd bill=facility`),
        note([column1, `? ${column2}`]),
        note([`? ${column1}`, column2]),
        note([column1, column1]),
      ].filter(text => reported(text, ...PAIR_RULES).length > 0),
    );
    expect(wrong).toEqual([]);
  });
});

describe('what is easily got wrong', () => {
  it.each([
    ['62362', '95990', 'bundled-pair error'],
    ['62362', '95991', 'bundled-pair-modifier warning'],
    ['62361', '95990', 'bundled-pair-modifier warning'],
    ['62360', '95990', 'bundled-pair error'],
    ['62370', '96522', 'bundled-pair-modifier warning'],
    ['62367', '96522', 'bundled-pair-modifier warning'],
    ['96522', '95991', 'bundled-pair-modifier warning'],
    ['62361', '62360', 'bundled-pair-modifier warning'],
    ['62360', '62362', 'bundled-pair-modifier warning'],
    ['62362', '62361', 'bundled-pair-modifier warning'],
    ['62323', '62322', 'bundled-pair error'],
    ['62321', '62320', 'bundled-pair error'],
    ['62327', '62326', 'bundled-pair error'],
    ['62355', '62350', 'bundled-pair-modifier warning'],
    ['62351', '62350', 'bundled-pair-modifier warning'],
    ['95991', '95990', 'bundled-pair error'],
    ['62370', '62369', 'bundled-pair error'],
  ])('%s holds %s: %s', (column1, column2, expected) => {
    expect(reported(note([column1, column2]), ...PAIR_RULES)).toEqual([`5 ${expected}`]);
    expect(reported(note([column2, column1]), ...PAIR_RULES)).toEqual([`4 ${expected}`]);
  });

  it('62362, 62361 and 62360 together are a circle', () => {
    expect(reported(note(['62362', '62361', '62360']), ...PAIR_RULES)).toEqual(
      ['4', '5', '6'].map(line => `${line} bundled-pair-modifier warning`),
    );
  });

  it.each([
    ['62350 62351', '62360 62361 62362'],
    ['62355', '62365'],
    ['62369', '96522'],
    ['62367 62368 62369 62370 95990 95991', '76000 76942 77002 77003'],
    ['62367 62368 62369 62370 95990 95991', '99202 99203 99204 99205 99211 99212 99213 99214 99215'],
  ])('%s with %s: no edit, both may be billed', (firsts, seconds) => {
    for (const a of firsts.split(' '))
      for (const b of seconds.split(' ')) expect(reported(note([a, b]), ...PAIR_RULES), `${a} ${b}`).toEqual([]);
  });
});

describe('modifiers that open a pair', () => {
  it.each([
    ['62355', '62350'],
    ['62370', '96522'],
    ['62362', '95991'],
  ])('%s and %s: the published set and no other, on either line', (column1, column2) => {
    for (const modifier of modifiers) {
      const expected = BYPASS.has(modifier) ? [] : ['bundled-pair-modifier warning'];
      expect(reported(note([column1, `${column2}-${modifier}`]), ...PAIR_RULES), modifier).toEqual(
        expected.map(e => `5 ${e}`),
      );
      expect(reported(note([`${column1}-${modifier}`, column2]), ...PAIR_RULES), modifier).toEqual(
        expected.map(e => `5 ${e}`),
      );
    }
  });

  it('open nothing if the indicator is 0', () => {
    for (const modifier of BYPASS)
      expect(reported(note([`62370-${modifier}`, `62367-${modifier}`]), ...PAIR_RULES), modifier).toEqual([
        '5 bundled-pair error',
      ]);
  });

  it('free a line only from the column 1 lines that they reach', () => {
    expect(reported(note(['62355-59', '62355', '62350']), ...PAIR_RULES)).toEqual(['6 bundled-pair-modifier warning']);
    expect(reported(note(['62355-59', '62355', '62350-59', '62350']), ...PAIR_RULES)).toEqual([
      '7 bundled-pair-modifier warning',
    ]);
  });
});

describe('fixes', () => {
  const cores = [
    '62350',
    '62351',
    '62355',
    '62360',
    '62361',
    '62362',
    '62365',
    '61215',
    '36563',
    '62367',
    '62368',
    '62369',
    '62370',
    '95990',
    '95991',
    '96521',
    '96522',
    '62323',
    '62326',
    '76000',
    'A4220',
  ];

  it('hold their promise for every pair of core codes', () => {
    const broken = cores.flatMap(a => cores.filter(b => a < b).flatMap(b => brokenFixes(note([a, b]), PAIR_RULES)));
    expect(broken).toEqual([]);
  });

  it('leave the last line of a note whole', () => {
    expect(brokenFixes(note(['62370', '62367']).trimEnd(), PAIR_RULES)).toEqual([]);
    expect(brokenFixes(note(['62367', '62370']).trimEnd(), PAIR_RULES)).toEqual([]);
  });

  it('take the add-on of a deleted line along', () => {
    const text = note(['96416', '96521', '77002']);
    expect(brokenFixes(text, PAIR_RULES)).toEqual([]);
  });
});
