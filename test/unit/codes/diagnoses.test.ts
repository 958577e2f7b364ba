import { describe, expect, it } from 'vitest';
import { readData } from '../../../scripts/validate-data.mjs';
import { datedCodes } from '../../support/dated-codes';
import { swept } from '../../support/runs';

const codes = datedCodes();
const DAY = '2026-11-20';

describe('diagnoses', () => {
  it('holds every row of our families', () => {
    expect(codes.diagnoses()).toHaveLength(848);
  });

  it.each([
    ['G35', '2025-09-30', 'billable'],
    ['G35', '2025-10-01', 'header'],
    ['G35.A', '2025-09-30', 'not-yet'],
    ['G35.A', '2025-10-01', 'billable'],
    ['G35.B', '2025-10-01', 'header'],
    ['G35.C2', '2025-10-01', 'billable'],
    ['G35.D', '2021-01-01', 'not-yet'],
    ['F11.91', '2022-09-30', 'not-yet'],
    ['F11.91', '2022-10-01', 'billable'],
    ['M54.5', '2021-10-01', 'header'],
    ['M54.50', '2021-10-01', 'billable'],
    ['M54.50', '2021-09-30', 'not-yet'],
    ['G89.2', DAY, 'header'],
    ['G89', DAY, 'header'],
    ['G89.1', DAY, 'header'],
    ['G89.4', DAY, 'billable'],
    ['M96.1', DAY, 'billable'],
    ['Z45.1', DAY, 'billable'],
    ['Z45', DAY, 'header'],
    ['M62.83', DAY, 'header'],
    ['M62.838', DAY, 'billable'],
    ['C79.51', DAY, 'billable'],
    ['T85.610', DAY, 'needs-7th'],
    ['T85.738', DAY, 'needs-7th'],
    ['T85.610A', DAY, 'billable'],
    ['T85.610X', DAY, 'unknown'],
    ['T85.61', DAY, 'header'],
    ['T85', DAY, 'header'], // in no row, but it has members
    ['T42.8X', DAY, 'header'],
    ['T42.8X6', DAY, 'needs-7th'],
    ['T42.8X6A', DAY, 'billable'],
    ['Q99.7', DAY, 'unknown'],
    ['G', DAY, 'unknown'],
    ['', DAY, 'unknown'],
    ['G80.0', '2021-09-30', 'unknown'], // before the oldest edition
    ['G80.0', '2021-10-01', 'billable'],
    ['G80.0', '2031-01-01', 'billable'], // the newest stays in force
  ])('%s on %s is %s', (code, date, status) => {
    expect(codes.diagnosisStatus(code, date)).toBe(status);
  });

  it('takes a code without its dot and in either case', () => {
    expect(codes.diagnosis('g8929')?.code).toBe('G89.29');
    expect(codes.diagnosisStatus('t85610a', DAY)).toBe('billable');
  });

  it('says since when a code is a header', () => {
    expect(codes.headerSince('G35', '2025-10-01')).toBe('2025-10-01');
    expect(codes.headerSince('G35', '2025-09-30')).toBeUndefined();
    expect(codes.headerSince('M54.5', DAY)).toBe('2021-10-01');
    expect(codes.headerSince('G89.2', DAY)).toBeUndefined();
    expect(codes.headerSince('G35.B', DAY)).toBeUndefined();
  });

  it('lists the billable children of the date', () => {
    const children = (code: string, date: string): string[] =>
      codes.billableChildren(code, date).map(entry => entry.code);
    expect(children('G35', '2025-10-01')).toEqual([
      'G35.A',
      'G35.B0',
      'G35.B1',
      'G35.B2',
      'G35.C0',
      'G35.C1',
      'G35.C2',
      'G35.D',
    ]);
    expect(children('G35', '2025-09-30')).toEqual([]);
    expect(children('G89.2', DAY)).toEqual(['G89.21', 'G89.22', 'G89.28', 'G89.29']);
    expect(children('T85.735', DAY)).toEqual(['T85.735A', 'T85.735D', 'T85.735S']);
    expect(children('M54.5', DAY)).toEqual(['M54.50', 'M54.51', 'M54.59']);
    expect(children('G89.4', DAY)).toEqual([]);
  });

  it('knows every complication of the device matrix by its seventh character', () => {
    const matrix = ['T85.61', 'T85.62', 'T85.63', 'T85.69'].flatMap(stem => [`${stem}0`, `${stem}5`]);
    for (const code of [...matrix, 'T85.735', 'T85.738', 'T85.840', 'T85.850', 'T85.860', 'T85.890']) {
      expect(codes.diagnosisStatus(code, DAY), code).toBe('needs-7th');
      for (const seventh of 'ADS') expect(codes.diagnosisStatus(code + seventh, DAY), code + seventh).toBe('billable');
    }
  });

  it.each([
    ['G89.29', 'G89.4'],
    ['G89.21', 'G89.0'],
    ['G89.28', 'G89.3'],
    ['G89.29', 'G90.511'],
    ['G89.29', 'G57.71'],
    ['G89.4', 'R52'],
    ['G80.0', 'G81.11'],
    ['G80.1', 'G11.4'],
    ['G81.10', 'I69.951'],
    ['M54.16', 'M47.26'],
    ['M54.50', 'M54.41'],
    ['R25.2', 'G20'],
    ['F11.20', 'F11.90'],
    ['F11.10', 'F11.20'],
    ['Z45.1', 'T85.615A'],
    ['Z45.1', 'T85.738D'],
    ['Z97.8', 'T85.610A'],
    ['G96.00', 'G97.0'],
    ['G35.A', 'G37.9'],
    ['Z51.81', 'Z02.83'],
  ])('%s and %s exclude each other, asked either way', (a, b) => {
    expect(codes.excludes1(a, b, DAY)).toMatchObject({ a, b, source: 'TAB' });
    expect(codes.excludes1(b, a, DAY)?.families).toEqual(codes.excludes1(a, b, DAY)?.families);
  });

  it.each([
    ['G89.4', 'M96.1'],
    ['G89.29', 'M96.1'],
    ['G89.4', 'Z45.1'],
    ['G80.0', 'Z45.1'],
    ['R25.2', 'M62.830'],
    ['G89.29', 'T85.840A'],
    ['Z96.89', 'T85.610A'],
    ['G89.21', 'G89.29'],
    ['T42.8X6A', 'F11.20'],
    ['G89.4', 'M54.16'],
  ])('%s and %s may be together', (a, b) => {
    expect(codes.excludes1(a, b, DAY)).toBeUndefined();
  });

  it('excludes nothing by a code that is not there on the date', () => {
    expect(codes.excludes1('G35.A', 'G37.9', '2025-09-30')).toBeUndefined();
  });

  it('finds codes by words, endings apart, and by number', () => {
    const found = (words: string): string[] => codes.searchDiagnoses(words, DAY).map(entry => entry.code);
    expect(found('spastic diplegia')[0]).toBe('G80.1');
    expect(found('chronic pain syndrome')[0]).toBe('G89.4');
    expect(found('G35.B')).toEqual(['G35.B1', 'G35.B2', 'G35.B0', 'G35.B']);
    expect(found('G35 relapsing')).toEqual(['G35.A']);
    expect(codes.searchDiagnoses('relapsing', '2025-09-30').filter(({ code }) => code.startsWith('G35'))).toEqual([]);
    expect(codes.searchDiagnoses('pain', DAY, 3)).toHaveLength(3);
    expect(found('   ')).toEqual([]);
    expect(found('infection catheter').slice(0, 3)).toEqual(['T85.735A', 'T85.735D', 'T85.735S']);
  });

  describe('finds codes by what coders call them', () => {
    const found = (words: string, limit?: number) => codes.searchDiagnoses(words, DAY, limit);
    const families = (words: string): string[] => [
      ...new Set(found(words).map(({ code }) => code.slice(0, code.startsWith('T85') ? 7 : 3))),
    ];

    it.each([
      ['MS', 'G35'],
      ['ms relapsing', 'G35'],
      ['CP', 'G80'],
      ['SCI', 'G82'],
      ['spasticity', 'G11'],
      ['tetraplegia', 'G82'],
      ['stroke', 'I69'],
      ['failed back', 'M96'],
      ['FBSS', 'M96'],
      ['post laminectomy', 'M96'],
      ['Post-Laminectomy', 'M96'],
      ['CRPS', 'G90'],
      ['RSD', 'G90'],
      ['crps ii', 'G56'],
      ['cancer pain', 'G89'],
      ['chronic pain', 'G89'],
      ['back pain', 'M54'],
      ['chronic back pain', 'M54'],
      ['radiculopathy', 'M54'],
      ['bone mets', 'C79'],
      ['pump check', 'Z45'],
      ['pump refill', 'Z45'],
      ['pump', 'Z45'],
      ['baclofen withdrawal', 'T42'],
      ['pump infection', 'T85.738'],
      ['infected pump', 'T85.738'],
      ['pump failure', 'T85.615'],
      ['pump malfunction', 'T85.615'],
      ['pump leak', 'T85.635'],
      ['catheter break', 'T85.610'],
      ['catheter kink', 'T85.690'],
      ['kinked catheter', 'T85.690'],
      ['catheter leak', 'T85.630'],
      ['catheter leaking', 'T85.630'],
      ['catheter displaced', 'T85.620'],
      ['catheter migration', 'T85.620'],
      ['catheter infection', 'T85.735'],
    ])('%s: first %s', (words, family) => {
      expect(families(words)[0]).toBe(family);
    });

    it('and says which name it was, where the title does not hold the words', () => {
      expect(found('FBSS')).toMatchObject([{ code: 'M96.1', called: 'FBSS: postlaminectomy syndrome' }]);
      expect(found('crps left leg').map(({ code, called }) => `${code} ${called}`)).toContain(
        'G90.522 CRPS: complex regional pain syndrome I; leg: lower limb',
      );
      expect(found('postlaminectomy')[0]).not.toHaveProperty('called');
    });

    it('beside what the titles hold, never in its place', () => {
      expect(found('SCI').map(({ code }) => code)).toEqual(expect.arrayContaining(['G82.20', 'M54.41']));
      const byTitle = found('p', 10_000)
        .filter(({ called }) => !called)
        .map(({ code }) => code);
      for (const limit of [1, 30, byTitle.length])
        expect(found('p', limit).map(({ code }) => code)).toEqual(byTitle.slice(0, limit));
    });

    it('by every name of the table', () => {
      const { rows } = readData().tables['diagnosis-names'] as { rows: { names: string[]; codes: string[] }[] };
      for (const { names, codes: prefixes } of swept(rows, 5)) {
        for (const name of names)
          for (const prefix of prefixes)
            expect(
              found(name, 10_000).some(({ code }) => code.startsWith(prefix)),
              `${name}: ${prefix}`,
            ).toBe(true);
      }
    });
  });

  it('marks what the coder is likely to believe', () => {
    expect(codes.diagnosis('G03.9')?.trap).toMatch(/suspected/);
    expect(codes.diagnosis('G89.2')?.trap).toMatch(/not billable/);
    expect(codes.diagnosis('Z46.2')?.trap).toMatch(/Z45\.1/);
    expect(codes.diagnosis('G89.3')?.trap).toMatch(/chronic/);
    expect(codes.diagnosis('T85.690A')?.unverified?.map(({ id }) => id)).toContain('U20');
  });
});
