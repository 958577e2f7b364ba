import { describe, expect, it } from 'vitest';
import { decodeBlockFile, encodeBlockFile } from '../../../server/src/core/codes/block-file';
import { BlockTable, encodeBlocks, type Row } from '../../../server/src/core/codes/block-table';
import { importerOf, joinReleases, readFile } from '../../../server/src/core/codes/import/read-releases';
import { dayFromName } from '../../../server/src/core/codes/import/release-day';
import { problemOf, releasesOf } from '../../support/importing';

const ORDER = (rows: readonly string[]): string =>
  rows
    .map((row, i) => {
      const [code, flag, title] = row.split('|') as [string, string, string];
      return `${String(i + 1).padStart(5, '0')} ${code.padEnd(7)} ${flag} ${title.padEnd(60)} ${title}\r\n`;
    })
    .join('');
const PTP_HEAD =
  'CPT only copyright 2025 American Medical Association.\t\t\t\t\t\t\r\nColumn1/Column2 Edits\t\t\t\t\t\t\r\nColumn 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n';
const MUE_HEAD =
  '"Copyright 2025, with a comma,\nand a line break.",,,\n"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\n';

describe('block tables', () => {
  const rows: Row[] = Array.from({ length: 5000 }, (_, i) => ({
    key: `K${String(i).padStart(5, '0')}`,
    info: i % 3 === 0 ? '' : String(i % 7),
    text: `title of the row ${i}, encounter ${i % 2 ? 'initial' : 'sequela'}`,
  }));
  const table = new BlockTable(encodeBlocks(rows).map(({ first, bytes }) => ({ first, bytes: () => bytes })));

  it('give every row back, in order', () => {
    expect([...table.all()]).toEqual(rows);
  });

  it('find a row by its key, and none that is not there', () => {
    for (const row of [rows[0]!, rows[499]!, rows[500]!, rows[4999]!]) expect(table.get(row.key)).toEqual(row);
    for (const key of ['', 'A', 'K00000x', 'K99999', 'Z']) expect([key, table.get(key)]).toEqual([key, undefined]);
  });

  it('find rows that begin alike, across blocks', () => {
    expect(table.startingWith('K005')).toEqual(rows.slice(500, 600));
    expect(table.startingWith('K0')).toEqual(rows);
    expect(table.startingWith('L')).toEqual([]);
  });

  it('keep rows with one key together', () => {
    const same: Row[] = Array.from({ length: 1200 }, (_, i) => ({
      key: i < 1100 ? 'A' : 'B',
      info: String(i),
      text: '',
    }));
    const many = new BlockTable(encodeBlocks(same).map(({ first, bytes }) => ({ first, bytes: () => bytes })));
    expect(many.startingWith('A')).toHaveLength(1100);
    expect(many.startingWith('B')).toHaveLength(100);
  });

  it('are files, of which a cut or foreign one is refused', () => {
    const file = encodeBlockFile(rows);
    const blocks = decodeBlockFile(file)!;
    expect(new BlockTable(blocks).get('K01234')).toEqual(rows[1234]);
    for (const length of [0, 10, file.length - 1]) expect(decodeBlockFile(file.subarray(0, length))).toBeUndefined();
    expect(decodeBlockFile(new TextEncoder().encode('{"format":"else"}\n'))).toBeUndefined();
  });
});

describe('the first day of a release, by its name', () => {
  it.each([
    ['MCR_MUE_PractitionerServices_2024q3.csv', '2024-07-01'],
    ['MCR_MUE_PractitionerServices_Eff_07-01-2026.csv', '2026-07-01'],
    ['add-code-edits-medicare-effective-10012025.zip!AOC_V2025Q4_01-MCR.txt', '2025-10-01'],
    ['ccipra-v322r0-f1.txt', '2026-07-01'],
    ['april-1-2026-code-descriptions-tabular-order.zip!icd10cm_order_2026.txt', '2026-04-01'],
    ['october-2026-asp-pricing-file.csv', '2026-10-01'],
    ['HCPC2026_OCT_ANWEB.txt', '2026-10-01'],
    ['july-2026-asc-addenda-07-02-2026.csv', '2026-07-01'],
    ['posted 2026-09-15/AOC_V2026Q4-MCR.txt', '2026-10-01'],
    ['MUE_Eff_11-15-2026.csv', '2026-11-15'],
    ['RVU26D.zip!PPRRVU2026_Oct_nonQPP.csv', '2026-10-01'],
    ['PPRRVU26_JAN.csv', '2026-01-01'],
    ['doctor 2026.csv', undefined],
    ['notes.csv', undefined],
  ])('%s', (name, day) => {
    expect(dayFromName(name)).toBe(day);
  });
});

describe('official layouts', () => {
  it('ICD-10-CM order file: the fiscal year, and the half-year release by its archive', () => {
    const text = ORDER(['A00|0|Cholera', 'A000|1|Cholera due to Vibrio cholerae', 'U099|1|Post COVID-19 condition']);
    const posted = '2026-code-descriptions-06-23-2025.zip!icd10cm_order_2026.txt';
    expect(releasesOf(posted, text)).toMatchObject([{ name: 'FY2026', from: '2025-10-01' }]);
    expect(releasesOf('icd10cm_order_2026.txt', text)).toMatchObject([
      { set: 'ICD-10-CM', name: 'FY2026', from: '2025-10-01', rows: { length: 3 } },
    ]);
    expect(releasesOf('april-1-2026.zip!icd10cm_order_2026.txt', text)).toMatchObject([
      { name: 'FY2026 (2026-04-01)', from: '2026-04-01' },
    ]);
  });

  describe('an ICD-10-CM order file whose content and name contradict each other', () => {
    /** As many billable codes as an edition has. */
    const edition = (billable: number): string =>
      ORDER([
        ...Array.from({ length: billable - 1 }, (_, i) => `A${String(i).padStart(6, '0')}|1|Code`),
        'U099|1|Post COVID-19 condition',
      ]);
    const fy2026 = edition(74_719);

    it.each([
      [
        'icd10cm_order_2024.txt',
        'the release of FY2024, as its name says, but it holds the codes of the one of 2025-10-01',
      ],
      ['icd10cm_order_2027.txt', 'the release of FY2027'],
      ['april-2025.zip!icd10cm_order_2025.txt', 'the release of 2025-04-01'],
    ])('is refused: %s', (name, problem) => {
      expect(problemOf(name, fy2026)).toContain(problem);
      expect(problemOf(name, fy2026)).toContain('--from');
    });

    it.each([
      ['icd10cm_order_2026.txt', '2025-10-01'],
      ['april-1-2026.zip!icd10cm_order_2026.txt', '2026-04-01'],
      ['posted-07-01-2025.zip!icd10cm_order_2026.txt', '2025-10-01'],
      ['order file.txt', '2025-10-01'],
    ])('is dated by both: %s', (name, day) => {
      expect(releasesOf(name, fy2026)).toMatchObject([{ from: day }]);
    });

    it('is dated by the codes of a half-year release', () => {
      const april = edition(73_674);
      expect(releasesOf('icd10cm_order_2023.txt', april)).toMatchObject([{ from: '2023-04-01' }]);
      expect(problemOf('october-2022.zip!icd10cm_order_2023.txt', april)).toContain('of the one of 2023-04-01');
    });
  });

  it('ICD-10-CM with a column behind the long title is refused', () => {
    const text = ORDER(['A00|0|Cholera     NEW', 'A000|1|Cholera', 'U099|1|Post COVID-19 condition']);
    expect(problemOf('icd10cm_order_2028.txt', text)).toContain('line 1: expected nothing behind the long title');
  });

  it.each([
    ['2020q1.csv', undefined],
    ['nucc_taxonomy_251.csv', '2025-07-01'],
    ['NUCC 26.0.csv', '2026-01-01'],
  ])('NUCC taxonomy is dated by its version: %s', (name, day) => {
    const text = 'Code,Grouping,Classification,Specialization\r\n207R00000X,Physicians,Internal Medicine,\r\n';
    expect(readFile({ name, text }).parts[0]?.from).toBe(day);
  });

  it('edits that begin after the day in the name are those of another release', () => {
    const pair = (from: string): string => `${PTP_HEAD}96542\t99213\t\t${from}\t*\t0\tMisuse\r\n`;
    const two = `${pair('20260101')}96542\t99214\t\t20200101\t*\t0\tMisuse\r\n`;
    expect(problemOf('ccipra-v310r0-f1.txt', two)).toContain('some of its edits begin on 2026-01-01');
    expect(problemOf('ccipra-v320r0-f1.txt', two)).toBe('nothing');
    const addOn = '10914T       0915T       2025091       \r\n';
    expect(problemOf('AOC_V2024Q1.txt', addOn)).toContain('some of its edits begin on 2025-04-01');
    expect(problemOf('AOC_V2025Q2.txt', addOn)).toBe('nothing');
  });

  it('a stated day is that of the files that say none, and of all if each says its own', () => {
    const files = (...names: string[]) =>
      names.map(name => readFile({ name, text: `${MUE_HEAD}62370,1,3 Date of Service Edit,x\n` }));
    const days = (...names: string[]) =>
      joinReleases(files(...names), { base: () => undefined, from: '2026-10-01' }).map(({ from }) => from);
    expect(days('mue.csv', 'mue 2025q1.csv')).toEqual(['2026-10-01', '2025-01-01']);
    expect(days('mue 2025q1.csv')).toEqual(['2026-10-01']);
  });

  it('one code with two different rows is refused with its line', () => {
    const nucc = 'Code,Grouping,Classification,Specialization\r\n207R00000X,A,B,\r\n207R00000X,A,C,\r\n';
    expect(problemOf('nucc_taxonomy_251.csv', nucc)).toContain('line 3: expected one row for 207R00000X: line 2');
  });

  it('ICD-10-CM addenda change the release before them', () => {
    const line = (action: string, flag: number, code: string, title: string): string =>
      `${`${action}:`.padEnd(13)}${flag} ${code.padEnd(7)} ${title.padEnd(60)} ${title}`;
    const text = [
      line('Delete', 1, 'D691', 'Qualitative platelet defects'),
      line('Add', 0, 'D691', 'Qualitative platelet defects'),
      line('Add', 1, 'D6911', 'Glanzmann thrombasthenia'),
      line('Delete', 1, 'A001', 'Gone'),
      line('Revise from', 1, 'A009', 'Old words'),
      line('Revise to', 1, 'A009', 'New words'),
      '',
      'Headers',
      '  2 headers',
    ].join('\r\n');
    const base: Row[] = ['A00.1', 'A00.9', 'D69.1'].map(key => ({ key, info: '1', text: 'Old words' }));
    const [applied] = joinReleases([readFile({ name: 'icd10cm_order_addenda_2027.txt', text })], { base: () => base });
    expect(applied).toMatchObject({ name: 'FY2027', from: '2026-10-01' });
    expect(applied!.rows).toEqual([
      { key: 'A00.9', info: '1', text: 'New words' },
      { key: 'D69.1', info: '0', text: 'Qualitative platelet defects' },
      { key: 'D69.11', info: '1', text: 'Glanzmann thrombasthenia' },
    ]);
    expect(problemOf('icd10cm_order_addenda_2027.txt', text)).toContain('the ICD-10-CM release before 2026-10-01');
    expect(problemOf('icd10cm_order_addenda_2027.txt', text.slice(0, 300))).toContain('cut off');
  });

  describe('ICD-10-CM addenda with totals', () => {
    const total = (count: number, kind: string, file: string): string =>
      `  ${count} ${kind} in icd10cm_order_${file}.txt`;
    const addenda = (before: string, after: string, ...changes: string[]): string =>
      [
        ...changes,
        '',
        total(1, 'headers', before),
        total(1, 'headers', after),
        total(2, 'codes', before),
        total(3, 'codes', after),
      ].join('\r\n');
    const line = (action: string, code: string, title: string): string =>
      `${`${action}:`.padEnd(13)}1 ${code.padEnd(7)} ${title.padEnd(60)} ${title}`;
    const added = line('Add', 'D6911', 'Glanzmann thrombasthenia');
    const row = (key: string, info: string): Row => ({ key, info, text: 'Words' });
    const BASE = [row('A00.1', '1'), row('A00.9', '1'), row('D69.1', '0')];
    const apply = (text: string, base: readonly Row[]) =>
      joinReleases([readFile({ name: 'icd10cm_order_addenda_2027.txt', text })], { base: () => base });

    it('of one year before and after are those of April', () => {
      expect(apply(addenda('2027', '2027', added), BASE)[0]).toMatchObject({ from: '2027-04-01' });
      expect(apply(addenda('2026', '2027', added), BASE)[0]).toMatchObject({ from: '2026-10-01' });
      expect(apply(addenda('2026', '2027jan', added), BASE)[0]).toMatchObject({ from: '2027-01-01' });
    });

    it('are refused on another release, and if they change nothing', () => {
      expect(() => apply(addenda('2026', '2027', added), BASE.slice(1))).toThrow(
        /expected the release with 2 billable codes and 1 headers .*, not one with 1 and 1/,
      );
      const idle = (change: string) => () => apply(addenda('2026', '2027', change), BASE);
      expect(idle(line('Add', 'A001', 'Words'))).toThrow('not to add A00.1');
      expect(idle(line('Delete', 'D6911', 'Gone'))).toThrow('not to delete D69.11');
    });

    const orderLine = (n: number, code: string, flag: number): string =>
      `${String(n).padStart(5, '0')} ${code.padEnd(7)} ${flag} ${'Words'.padEnd(60)} Words`;
    const order = [
      ['A001', 1],
      ['A009', 1],
      ['D691', 0],
      ['U099', 1],
    ] as const;
    const orderFile = (codes: readonly (readonly [string, number])[]): string =>
      codes.map(([code, flag], i) => `${orderLine(i + 1, code, flag)}\r\n`).join('');

    it('beside the release that they lead to say only from when it is in force', () => {
      const files = [
        { name: 'z.zip!icd10cm_order_2027.txt', text: orderFile(order) },
        { name: 'z.zip!icd10cm_order_addenda_2027.txt', text: addenda('2027', '2027', added) },
      ];
      expect(joinReleases(files.map(readFile), { base: () => BASE })).toMatchObject([
        { from: '2027-04-01', rows: { length: 4 } },
      ]);
    });

    it('without a change are a release with the same rows, alone and beside the order file', () => {
      const text = ['', 'Headers', total(1, 'headers', '2027'), total(1, 'headers', '2027')]
        .concat('Codes', total(3, 'codes', '2027'), total(3, 'codes', '2027'), '')
        .join('\r\n');
      const whole = [...BASE, row('U09.9', '1')];
      expect(apply(text, whole)).toMatchObject([{ name: 'FY2027 (2027-04-01)', rows: whole }]);
      const files = [
        { name: 'z.zip!icd10cm_order_2027.txt', text: orderFile(order) },
        { name: 'z.zip!icd10cm_order_addenda_2027.txt', text },
      ];
      const releases = joinReleases(files.map(readFile), { base: () => undefined });
      expect(releases.map(({ from, rows }) => [from, rows.length])).toEqual([
        ['2026-10-01', 4],
        ['2027-04-01', 4],
      ]);
    });

    it('change the release that their totals state, in any order of files', () => {
      const of = (year: number, codes: readonly (readonly [string, number])[]) => ({
        name: `icd10cm_order_${year}.txt`,
        text: orderFile(codes),
      });
      const before = order.slice(2);
      const larger = [...order, ['U0991', 1], ['U0992', 1], ['U0993', 1]] as const;
      const changes = { name: 'icd10cm_order_addenda_2027.txt', text: addenda('2026', '2027', added) };
      const more = {
        name: 'icd10cm_order_addenda_2028.txt',
        text: addenda('2027', '2028', line('Add', 'D6912', 'More'))
          .replace('  2 codes', '  3 codes')
          .replace('  3 codes in icd10cm_order_2028', '  4 codes in icd10cm_order_2028'),
      };
      const base = () => BASE;
      for (const files of [
        [of(2024, larger), of(2022, before), more, changes],
        [changes, more, of(2022, before), of(2024, larger)],
      ]) {
        const releases = joinReleases(files.map(readFile), { base });
        const [first, second] = ['2026-10-01', '2027-10-01'].map(day => releases.find(({ from }) => from === day));
        expect(first?.rows.map(({ key }) => key)).toEqual(['A00.1', 'A00.9', 'D69.1', 'D69.11']);
        expect(second?.rows.map(({ key }) => key)).toEqual(['A00.1', 'A00.9', 'D69.1', 'D69.11', 'D69.12']);
      }
    });
  });

  describe('two files of one set and day', () => {
    const mue = (...rows: string[]) => `${MUE_HEAD}${rows.map(row => `${row},3 Date of Service Edit,x\n`).join('')}`;
    const both =
      (...texts: string[]) =>
      () =>
        joinReleases(
          texts.map((text, i) => readFile({ name: `mue ${i + 1} 2026q4.csv`, text })),
          { base: () => undefined },
        );

    it('are one release if they agree, each code once', () => {
      expect(both(mue('62370,1', 'J0475,8'), mue('J0475,8', '95990,1'))()[0]!.rows.map(({ key }) => key)).toEqual([
        '62370',
        '95990',
        'J0475',
      ]);
    });

    it('are refused if they say different things of a code, with both names', () => {
      expect(both(mue('62370,1'), mue('62370,2'))).toThrow(
        'mue 2 2026q4.csv, line 1: expected the rows of mue 1 2026q4.csv, which is MUE of 2026-10-01 too',
      );
    });

    it('are refused if both are whole and hold different codes', () => {
      const codes = Array.from({ length: 8000 }, (_, i) => `${10_000 + i},1`);
      expect(both(mue(...codes, 'V5364,1'), mue(...codes.slice(1), '99999,1', 'V5364,1'))).toThrow('two releases');
      expect(both(mue(...codes, 'V5364,1'), mue('V5364,1'))()[0]!.rows).toHaveLength(8001);
    });
  });

  it('edits of Medicaid, which have the same layout, are refused by their name', () => {
    for (const [name, text] of [
      ['2026q4-medicaid-ncci-ptp-edits-practitioner-f1.txt', '97110\t97140\t\t20200101\t*\t0\tMisuse\r\n'],
      ['MCD_MUE_PractitionerServices_2026q4.csv', `${MUE_HEAD}62370,1,3 Date of Service Edit,x\n`],
      ['AOC_V2026Q4-MCD.txt', '10914T       0915T       2025091       \r\n'],
    ] as const)
      expect(problemOf(name, text)).toContain('expected the edits of Medicare');
    expect(problemOf('MCR_MUE_PractitionerServices_2026q4.csv', `${MUE_HEAD}62370,1,3 Date,x\n`)).toBe('nothing');
  });

  it('line breaks and tabs in quoted cells are blanks', () => {
    const text =
      'Code,Grouping,Classification,Specialization\r\n207R00000X,"Physicians,\r\nand\tothers",Internal Medicine,\r\n';
    const [taxonomy] = releasesOf('nucc_taxonomy_260.csv', `${text}208M00000X,Physicians,Hospitalist,\r\n`);
    const blocks = encodeBlocks(taxonomy!.rows).map(({ first, bytes }) => ({ first, bytes: () => bytes }));
    expect(new BlockTable(blocks).get('207R00000X')?.text).toBe('Physicians, and others / Internal Medicine');
    expect(new BlockTable(blocks).get('208M00000X')?.text).toBe('Physicians / Hospitalist');
  });

  it('NCCI text: several spans of a pair, an asterisk, indicator 9, and the hospital table as a set of its own', () => {
    const rows =
      '96542\t99213\t\t20000101\t20001030\t9\tMisuse\r\n96542\t99213\t\t20010101\t20191231\t1\tMisuse\r\n96542\t99213\t*\t20200101\t*\t0\tMisuse\r\n';
    const [practitioner] = releasesOf('ccipra-v322r0-f1.txt', PTP_HEAD + rows);
    expect(practitioner).toMatchObject({ set: 'NCCI', from: '2026-07-01' });
    expect(practitioner!.rows.map(({ info }) => info)).toEqual([
      '2000-01-01,2000-10-30,9',
      '2001-01-01,2019-12-31,1',
      '2020-01-01,,0',
    ]);
    expect(releasesOf('ccioph-v322r0-f1.txt', PTP_HEAD + rows)[0]!.set).toBe('NCCI hospital');
    expect(problemOf('ccipra-v322r0-f1.txt', `${PTP_HEAD + rows}96542\t99214\t\t2020`)).toBe(
      'ccipra-v322r0-f1.txt, line 8: expected two codes, two dates, an indicator 0, 1 or 9, and a rationale, with tabs between them',
    );
  });

  it('add-on edits: a line that holds another one is refused', () => {
    const line = '177003       62370       2013091       ';
    expect(problemOf('AOC_V2028Q2-MCR.txt', `${line}\r${line}\r\n${line}\r\n`)).toContain('line 1: expected a type');
  });

  it('MUE csv: a notice over several lines, and the services by the name of a column', () => {
    const text = `${MUE_HEAD}62370,1,3 Date of Service Edit: Clinical,Nature of Service/Procedure\nJ0475,8,3 Date of Service Edit: Clinical,Prescribing Information\n`;
    expect(releasesOf('MUE_Eff_10-01-2026.csv', text)).toMatchObject([
      {
        set: 'MUE',
        from: '2026-10-01',
        rows: [
          { key: '62370', info: '1,3' },
          { key: 'J0475', info: '8,3' },
        ],
      },
    ]);
    expect(releasesOf('MUE_Eff_10-01-2026.csv', text.replace('Practitioner', 'DME Supplier'))[0]!.set).toBe(
      'MUE equipment',
    );
    expect(problemOf('mue.csv', text)).toContain('--from YYYY-MM-DD');
    expect(problemOf('MUE_Eff_10-01-2026.csv', `${text}"95990,1`)).toContain('line 7: expected a closing quote');
    expect(problemOf('MUE_Eff_10-01-2026.csv', text.replace(',3 Date', ',Three'))).toContain('line 5: expected a code');
  });

  it('refuse what is not one of them, and a layout that has lost a column', () => {
    expect(problemOf('letter.txt', 'Dear colleague,\n')).toContain('line 1: expected the beginning of one of these');
    expect(problemOf('empty.txt', '')).toContain('line 1');
    expect(problemOf('HCPC.csv', 'HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION\nJ0475,0010,3,x,y\n')).toContain(
      'a column “ADD DT”',
    );
    expect(importerOf('\u0000\u0001\u0002')).toBeUndefined();
  });
});
