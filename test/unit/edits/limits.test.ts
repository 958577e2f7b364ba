import { describe, expect, it } from 'vitest';
import { reported } from '../../support/fix-laws';

/** Limit and MAI, transcribed from the fact tables. */
const LIMITS: Readonly<Record<string, readonly [units: number, mai: 1 | 2 | 3]>> = {
  62367: [1, 3],
  62368: [1, 3],
  62369: [1, 3],
  62370: [1, 3],
  95990: [1, 3],
  95991: [1, 3],
  96521: [2, 3],
  96522: [1, 3],
  96523: [1, 3],
  62350: [1, 3],
  62351: [1, 3],
  62355: [1, 3],
  62360: [1, 2],
  62361: [1, 2],
  62362: [1, 2],
  62365: [1, 2],
  61215: [1, 3],
  61070: [2, 3],
  64590: [1, 3],
  62320: [1, 3],
  62321: [1, 3],
  62322: [1, 3],
  62323: [1, 3],
  62324: [1, 3],
  62325: [1, 3],
  62326: [1, 3],
  62327: [1, 3],
  36563: [1, 3],
  36576: [2, 3],
  36578: [2, 3],
  36583: [2, 3],
  36590: [2, 3],
  36591: [2, 3],
  36592: [1, 3],
  76000: [3, 3],
  76942: [1, 3],
  77002: [1, 3],
  77003: [1, 3],
  95970: [1, 3],
  95971: [1, 3],
  95972: [1, 3],
  95983: [1, 2],
  95984: [11, 3],
  99202: [1, 2],
  99205: [1, 2],
  99211: [1, 3],
  99214: [2, 3],
  99215: [1, 3],
  G2212: [6, 3],
  A4220: [1, 3],
  E0782: [1, 2],
  E0783: [1, 2],
  E0785: [1, 2],
  E0786: [1, 2],
  C1755: [2, 3],
  J0475: [8, 3],
  J0476: [2, 3],
  J0735: [50, 3],
  J0666: [266, 2],
  J1171: [240, 3],
  J2270: [9, 3],
  J2274: [250, 3],
  J2278: [1000, 3],
  J3010: [100, 3],
  J7999: [2, 3],
};
const NONE = ['J0665', 'J3490', 'J3590', 'C9399', 'G2211'];

const note = (...lines: readonly string[]): string =>
  `2026-11-20 visit P-014 @office\nby: MD AS\ndx: M96.1\n${lines.map(line => `${line} @A\n`).join('')}`;

describe('units-limit', () => {
  it.each(Object.entries(LIMITS))('%s: %j', (code, [limit, mai]) => {
    const over = (line: number): string[] => [`${line} units-limit ${mai === 2 ? 'error' : 'warning'}`];
    expect(reported(note(`${code} x${limit}`), 'units-limit')).toEqual([]);
    expect(reported(note(`${code} x${limit + 1}`), 'units-limit')).toEqual(over(4));
    expect(reported(note(`${code} x${limit}`, `${code}-76`), 'units-limit')).toEqual(over(5));
    expect(reported(note(`${code} x${limit}`, `? ${code}`), 'units-limit')).toEqual([]);
    expect(reported(note(`${code} x${limit + 1}`).replace('@office', '@opd bill=facility'), 'units-limit')).toEqual([]);
  });

  it('counts lines with any modifier, and is on the line that exceeds the limit', () => {
    expect(reported(note('J0475-JZ x4', 'J0475-KD x4', 'J0475-JW x1', 'J0475 x1'), 'units-limit')).toEqual([
      '6 units-limit warning',
    ]);
    expect(reported(note('J0475 x9', 'J0475 x1'), 'units-limit')).toEqual(['4 units-limit warning']);
  });

  it.each(NONE)('%s has no limit that was read', code => {
    expect(reported(note(`${code} x99999`), 'units-limit')).toEqual([]);
  });

  it('knew GD until 2019', () => {
    expect(reported(note('J2278-GD x2000').replace('2026-11-20', '2019-12-31'), 'units-limit')).toEqual([]);
    expect(reported(note('J2278-GD x2000').replace('2026-11-20', '2020-01-01'), 'units-limit')).toEqual([
      '4 units-limit warning',
    ]);
  });
});
