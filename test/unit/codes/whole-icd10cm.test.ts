import { describe, expect, it } from 'vitest';
import families from '../../../server/data/icd10cm.json';
import notes from '../../../server/data/icd10cm-notes.json';
import whole from '../../../server/data/icd10cm-codes.json';
import { decodeBase64 } from '../../../server/src/core/codes/base64';
import { DiagnosisTable } from '../../../server/src/core/codes/icd10cm-table';
import { datedCodes } from '../../support/dated-codes';

const codes = datedCodes();
const table = new DiagnosisTable(
  (whole.blocks as [string, string][]).map(([first, base64]) => ({ first, bytes: () => decodeBase64(base64) })),
  whole.editions.length,
);

describe('the whole of ICD-10-CM', () => {
  it('holds each edition by its counts', () => {
    const counts = whole.editions.map(() => ({ billable: 0, headers: 0 }));
    for (const [, flags] of table.all())
      [...flags].forEach((flag, edition) => {
        if (flag === '1') counts[edition]!.billable++;
        if (flag === '0') counts[edition]!.headers++;
      });
    expect(counts).toEqual(whole.editions.map(({ billable, headers }) => ({ billable, headers })));
  });

  it('agrees with the rows of our families', () => {
    const columns = whole.editions.map(({ name }) => families.editions.findIndex(edition => edition.name === name));
    for (const [code, flags, title] of families.rows as [string, string, string][]) {
      const own = columns.map(column => flags[column]).join('');
      expect([code, table.flags(code) ?? '---']).toEqual([code, own]);
      if (own.includes('1') || own.includes('0')) expect(table.get(code)?.[2]).toBe(title);
    }
  });

  it('has what every Excludes1 note names', () => {
    for (const { under, names } of notes.excludes1)
      for (const prefix of [under, names])
        expect([prefix, table.get(prefix) !== undefined || table.below(prefix).length > 0]).toEqual([prefix, true]);
  });

  it.each([
    ['E11.9', '2026-11-20', 'billable'],
    ['e119', '2026-11-20', 'billable'],
    ['E11', '2026-11-20', 'header'],
    ['S06.0X0', '2026-11-20', 'needs-7th'],
    ['S06.0X0A', '2026-11-20', 'billable'],
    ['QA0.0101', '2026-11-20', 'billable'],
    ['QA0.0101', '2025-09-30', 'not-yet'],
    ['D69.1', '2026-09-30', 'billable'],
    ['D69.1', '2026-10-01', 'header'],
    ['D69.11', '2026-09-30', 'not-yet'],
    ['D69.11', '2026-10-01', 'billable'],
    ['C79.83', '2026-10-01', 'billable'],
    ['E11.9', '2023-05-01', 'billable'],
    ['E11.9', '2021-05-01', 'unknown'],
    ['G20', '2023-09-30', 'billable'],
    ['G20', '2023-10-01', 'header'],
    ['G20.A1', '2022-05-01', 'not-yet'],
    ['Z59.1', '2023-03-31', 'billable'],
    ['Z59.1', '2023-04-01', 'header'],
    ['Z59.10', '2023-03-31', 'not-yet'],
    ['Z59.10', '2023-04-01', 'billable'],
    ['Z28.310', '2022-03-31', 'not-yet'],
    ['Z28.310', '2022-04-01', 'billable'],
    ['Z28.3', '2022-03-31', 'billable'],
    ['Z28.3', '2022-04-01', 'header'],
    ['E11.99', '2026-11-20', 'unknown'],
    ['E11.9', '2031-01-01', 'billable'],
  ])('%s on %s is %s', (code, date, status) => {
    expect(codes.diagnosisStatus(code, date)).toBe(status);
  });

  it('gives the life of a code, its children and its title', () => {
    expect(codes.diagnosis('D69.11')).toMatchObject({ from: '2026-10-01', title: 'Glanzmann thrombasthenia' });
    expect(codes.diagnosis('E11.9')).toMatchObject({ title: 'Type 2 diabetes mellitus without complications' });
    expect(codes.diagnosis('E11.9')?.from).toBeUndefined();
    expect(codes.headerSince('D69.1', '2026-11-20')).toBe('2026-10-01');
    expect(codes.billableChildren('D69.1', '2026-11-20').map(({ code }) => code)).toEqual(['D69.11', 'D69.19']);
    expect(codes.billableChildren('T85.61', '2026-11-20')).toHaveLength(21);
  });

  it('is complete between the first whole edition and the day on which a newer one may be in force', () => {
    const complete = (date: string): boolean => codes.on(date).isComplete('ICD-10-CM');
    const days = ['2021-09-30', '2021-10-01', '2022-04-01', '2022-10-01', '2024-09-30', '2027-03-31', '2027-04-01'];
    expect(days.map(complete)).toEqual([false, true, true, true, true, true, false]);
    expect(codes.on('2027-04-01').isAfterEnd('ICD-10-CM')).toBe(true);
    expect(codes.on('2024-09-30').isAfterEnd('ICD-10-CM')).toBe(false);
  });

  it('is found by words and by the beginning of a code', () => {
    const found = codes.searchDiagnoses('type 2 diabetes without complications', '2026-11-20').map(({ code }) => code);
    expect(found[0]).toBe('E11.9');
    expect(codes.searchDiagnoses('glanzmann', '2026-09-30')).toEqual([]);
    expect(
      codes
        .on('2026-11-20')
        .diagnosesStartingWith('D69.1')
        .map(({ code }) => code),
    ).toEqual(['D69.1', 'D69.11', 'D69.19']);
  });
});
