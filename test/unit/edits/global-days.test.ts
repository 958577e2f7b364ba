import { describe, expect, it } from 'vitest';
import { findingsOf, workspaceOf } from '../../support/checking';
import { isDeep } from '../../support/runs';

/** Global days, transcribed from the fact tables; 0 for 000 and XXX. */
const SURGERIES: Readonly<Record<string, { days: number; family?: string }>> = {
  62350: { days: 10, family: 'spine' },
  62351: { days: 90, family: 'spine' },
  62355: { days: 10, family: 'spine' },
  62360: { days: 10, family: 'spine' },
  62361: { days: 10, family: 'spine' },
  62362: { days: 10, family: 'spine' },
  62365: { days: 10, family: 'spine' },
  61215: { days: 90, family: 'spine' },
  64590: { days: 10, family: 'stimulator' },
  36563: { days: 10, family: 'vein' },
  36576: { days: 10, family: 'vein' },
  36583: { days: 10, family: 'vein' },
  36590: { days: 10, family: 'vein' },
  62323: { days: 0 },
  62326: { days: 0 },
  61070: { days: 0 },
  62370: { days: 0 },
  99214: { days: 0 },
};
const LATER: Readonly<Record<string, string>> = {
  62367: 'spine',
  62368: 'spine',
  62369: 'spine',
  62370: 'spine',
  95990: 'spine',
  95991: 'spine',
  62350: 'spine',
  62362: 'spine',
  62323: 'spine',
  96521: 'vein',
  96522: 'vein',
  36576: 'vein',
  95970: 'stimulator',
  95972: 'stimulator',
  64590: 'stimulator',
  99213: 'visit',
  99024: 'none',
  J0475: 'none',
  76942: 'none',
  A4220: 'none',
};

/** The later codes and days that are tried: all in the deep run, else one code of each kind at the ends of the periods. */
const TRIED = Object.entries(LATER).filter(
  ([, kind], i, all) => isDeep || all.findIndex(([, other]) => other === kind) === i,
);
const DAYS = isDeep ? [1, 5, 10, 11, 90, 91] : [10, 11, 90, 91];

const day = (n: number): string => new Date(Date.UTC(2026, 2, 1 + n)).toISOString().slice(0, 10);
const encounter = (date: string, line: string, tags = ''): string =>
  `${date} visit P-7 @office${tags}\nby: MD AS\ndx: M96.1\n${line} @A\n`;
const later = (surgery: string, line: string, n: number, { tags = '', surgeryTags = '' } = {}): number => {
  const workspace = workspaceOf({ a: encounter(day(n), line, tags), b: encounter(day(0), surgery, surgeryTags) });
  return findingsOf(workspace).filter(seen => seen.uri === 'a' && seen.finding.rule === 'global-period').length;
};

describe('global-period', () => {
  it.each(Object.entries(SURGERIES))('%s: %j', (surgery, { days, family }) => {
    for (const [code, of] of TRIED) {
      const related = days > 0 && (of === 'visit' || of === family);
      for (const n of DAYS) {
        expect(later(surgery, code, n), `${code} on day ${n}`).toBe(related && n <= days ? 1 : 0);
      }
    }
  });

  it('never looks at a surgery that comes later', () => {
    for (const surgery of Object.keys(SURGERIES)) expect(later(surgery, '99213', -1)).toBe(0);
  });

  it('is excused by 24 on a visit, and by 58, 78 or 79 on a procedure', () => {
    for (const modifier of ['24', 'FT']) expect(later('62362', `99213-${modifier}`, 5), modifier).toBe(0);
    for (const modifier of ['25', '57', '58', '78', '79', '59'])
      expect(later('62362', `99213-${modifier}`, 5), modifier).toBe(1);
    for (const modifier of ['58', '78', '79']) expect(later('62350', `62362-${modifier}`, 5), modifier).toBe(0);
    for (const modifier of ['24', '25', '51', '59', '76', '22'])
      expect(later('62350', `62362-${modifier}`, 5), modifier).toBe(1);
  });

  it('counts no surgery without aftercare, by an institution, or in doubt', () => {
    for (const modifier of ['53', '54', '56', '80', 'AS'])
      expect(later(`62362-${modifier}`, '99213', 5), modifier).toBe(0);
    for (const modifier of ['55', '62', '58', '51']) expect(later(`62362-${modifier}`, '99213', 5), modifier).toBe(1);
    expect(later('62362', '99213', 5, { surgeryTags: ' bill=facility' })).toBe(0);
    expect(later('62362', '99213', 5, { tags: ' bill=facility' })).toBe(0);
    expect(later('? 62362', '99213', 5)).toBe(0);
  });
});
