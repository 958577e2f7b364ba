// The importers on whole official files.
import { expect, it } from 'vitest';
import { joinReleases, readFile } from '../../../server/src/core/codes/import/read-releases';
import { problemOf, releasesOf } from '../../support/importing';
import { official, withOfficialReleases } from '../../support/official';

withOfficialReleases('the importers on whole official files', () => {
  const read = (name: string, entry?: string) => releasesOf(entry ? `${name}!${entry}` : name, official(name, entry));

  it('ICD-10-CM FY2026: counts by flag, G35, M51.36', () => {
    const [icd] = read('cms_2026_dx.zip', 'icd10cm_order_2026.txt');
    const flags = new Map(icd!.rows.map(({ key, info }) => [key, info]));
    expect([...flags.values()].filter(flag => flag === '1')).toHaveLength(74_719);
    expect([...flags.values()].filter(flag => flag === '0')).toHaveLength(23_467);
    expect([flags.get('G35'), flags.get('G35.A'), flags.get('M51.36'), flags.get('M51.360')]).toEqual([
      '0',
      '1',
      '0',
      '1',
    ]);
  });

  it('ICD-10-CM FY2027: the addenda applied to FY2026 are the FY2027 file', () => {
    const [before] = read('cms_2026_dx.zip', 'icd10cm_order_2026.txt');
    const [after] = read('icd10cm_order_2027.rebuilt.zip', 'icd10cm_order_2027.txt');
    const name = 'icd10cm_order_addenda_2027.txt';
    const [applied] = joinReleases([readFile({ name, text: official(name) })], { base: () => before!.rows });
    expect(applied!.rows).toEqual(after!.rows);
  });

  it('HCPCS 2019: texts over several records, terminated codes, modifiers', () => {
    const [codes, modifiers] = read('2019-Alpha-Numeric-HCPCS-File.zip', 'HCPC2019_CONTR_ANWEB.txt');
    expect([codes!.from, codes!.rows.length, modifiers!.rows.length]).toEqual(['2019-01-01', 6440, 360]);
    const row = (key: string) => codes!.rows.find(one => one.key === key)!;
    expect(row('J2275').info).toBe('1993-01-01,2014-12-31');
    expect(row('J2274').text).toBe(
      'Injection, morphine sulfate, preservative-free for epidural or intrathecal use, 10 mg',
    );
    expect(row('E0783').text).toMatch(/^Infusion pump system, implantable, programmable \(includes all components/);
  });

  it('HCPCS 2019 as other years publish it: without blanks at the ends of its lines, under another name', () => {
    const text = official('2019-Alpha-Numeric-HCPCS-File.zip', 'HCPC2019_CONTR_ANWEB.txt');
    const trimmed = text.replaceAll(/ +\r?$/gm, '');
    expect(releasesOf('HCPC19_CONTR_ANWEB.txt', trimmed)).toEqual(releasesOf('HCPC2019_CONTR_ANWEB.txt', text));
    expect(problemOf('HCPC2026_OCT_ANWEB.txt', text)).toContain('its newest changes are of 2019-01-01');
  });

  it('add-on edits 2025Q4, MUE 2024Q3, NUCC 25.1, fee schedule of 2026', () => {
    const [addOns] = read('add-code-edits-medicare-effective-10012025.zip', 'AOC_V2025Q4_01-MCR.txt');
    expect([addOns!.from, addOns!.rows.length]).toEqual(['2025-10-01', 8615]);
    expect(addOns!.rows.filter(({ key }) => key.startsWith('77003'))).toHaveLength(16);
    const [mue] = read('MCR_MUE_PractitionerServices_2024q3.csv');
    expect([mue!.from, mue!.rows.length]).toEqual(['2024-07-01', 14_677]);
    const [taxonomy] = read('nucc_taxonomy_251.csv');
    expect([taxonomy!.name, taxonomy!.from, taxonomy!.rows.length]).toEqual(['NUCC 25.1', '2025-07-01', 883]);
    const [fees] = read('PPRRVU-layout2026-pump-codes.csv');
    expect(fees).toMatchObject({ set: 'MPFS', from: '2026-07-01' });
    expect(fees!.rows.find(({ key }) => key === '95990')!.info).toBe('A,5,XXX,0,0,0,0,0,0.00,2.66,NA,0.05,33.4009');
  });

  it.each([
    ['cms_2026_dx.zip', 'icd10cm_order_2026.txt'],
    ['add-code-edits-medicare-effective-10012025.zip', 'AOC_V2025Q4_01-MCR.txt'],
    ['2019-Alpha-Numeric-HCPCS-File.zip', 'HCPC2019_CONTR_ANWEB.txt'],
    ['MCR_MUE_PractitionerServices_2024q3.csv', undefined],
  ])('%s cut off in a line, or with a foreign line, is refused', (name, entry) => {
    const text = official(name, entry);
    const label = entry ?? name;
    const middle = text.indexOf('\n', text.length / 2) + 1;
    expect(problemOf(label, text.slice(0, middle + 9))).toMatch(/, line \d+: expected/);
    expect(problemOf(label, `${text.slice(0, middle)}<html>Not found</html>\r\n${text.slice(middle)}`)).toMatch(
      /, line \d+: expected/,
    );
  });
});
