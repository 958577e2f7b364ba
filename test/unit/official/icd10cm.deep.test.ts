// The shipped ICD-10-CM against the whole order files.
import { expect, it } from 'vitest';
import whole from '../../../server/data/icd10cm-codes.json';
import { decodeBase64 } from '../../../server/src/core/codes/base64';
import { DiagnosisTable } from '../../../server/src/core/codes/icd10cm-table';
import { readIcd10cmOrder } from '../../../server/src/core/codes/import/icd10cm-order';
import { datedCodes } from '../../support/dated-codes';
import { official, withOfficialReleases } from '../../support/official';

const codes = datedCodes();
const table = new DiagnosisTable(
  (whole.blocks as [string, string][]).map(([first, base64]) => ({ first, bytes: () => decodeBase64(base64) })),
  whole.editions.length,
);

withOfficialReleases('ICD-10-CM against the whole order files', () => {
  const RELEASES: [string, string, string][] = [
    ['cms_2025_dx.zip', 'icd10cm_order_2025.txt', '2025-03-01'],
    ['cms_2026_dx.zip', 'icd10cm_order_2026.txt', '2026-03-01'],
    ['icd10cm_order_2027.rebuilt.zip', 'icd10cm_order_2027.txt', '2026-11-20'],
  ];
  it.each(RELEASES)('%s: every code has its flag, and no other code exists', (zip, entry, date) => {
    const lines = readIcd10cmOrder({ name: entry, text: official(zip, entry) });
    const view = codes.on(date);
    const wrong = lines.filter(({ code, billable }) => {
      const status = view.diagnosisStatus(code);
      return billable ? status !== 'billable' : status !== 'header' && status !== 'needs-7th';
    });
    expect(wrong).toEqual([]);
    const edition = whole.editions.findLastIndex(({ from }) => from <= date);
    const held = [...table.all()].filter(([, flags]) => flags[edition] !== '-').length;
    expect(held).toBe(lines.length);
  });

  it('FY2027: titles, and what the addenda add, delete and revise', () => {
    const lines = readIcd10cmOrder({
      name: 'icd10cm_order_2027.txt',
      text: official('icd10cm_order_2027.rebuilt.zip', 'icd10cm_order_2027.txt'),
    });
    for (const { code, title } of lines) if (codes.diagnosis(code)?.title !== title) expect(code).toBe(title);
    const fy2027 = whole.editions.findIndex(({ from }) => from === '2026-10-01');
    let changed = 0;
    for (const line of official('icd10cm_order_addenda_2027.txt').split(/\r?\n/)) {
      const match = /^(Add|Delete): +([01]) (\S+)/.exec(line);
      if (!match) continue;
      const [, action, flag, bare] = match;
      const column = action === 'Add' ? fy2027 : fy2027 - 1;
      expect([line, table.flags(`${bare!.slice(0, 3)}.${bare!.slice(3)}`.replace(/\.$/, ''))?.[column]]).toEqual([
        line,
        flag,
      ]);
      changed++;
    }
    expect(changed).toBeGreaterThan(200);
  });
});
