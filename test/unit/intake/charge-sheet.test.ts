// Charge sheets: the same visits in every shape that a spreadsheet may give them.
import fc from 'fast-check';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { readCsv, SEPARATORS } from '../../../server/src/core/intake/structured/csv-cells';
import { asLines, problemOf, visitsIn } from './structured-support';

const WANTED = [
  '2026-11-20 visit P-XXX @office #medicare',
  'by: RN KL',
  'dx: G80.0',
  'dx: Z45.1',
  '95990 @AB',
  'J0475-JZ-KD x8 @A ndc 66794-0157-02',
];

type Cells = Readonly<Record<string, string>>;

const ROWS: readonly Cells[] = [
  {
    date: '11/20/2026',
    name: 'Testperson, Ina',
    mrn: '00417',
    born: '03/04/1961',
    pos: '11',
    payer: 'Medicare Part B',
    by: 'Lindqvist, Kara RN',
    code: '95990',
    mod1: '',
    mod2: '',
    units: '1',
    dx1: 'G80.0',
    dx2: 'Z45.1',
    ptr: 'AB',
    ndc: '',
    charge: '310.00',
  },
  {
    date: '11/20/2026',
    name: 'Testperson, Ina',
    mrn: '00417',
    born: '03/04/1961',
    pos: '11',
    payer: 'Medicare Part B',
    by: 'Lindqvist, Kara RN',
    code: 'J0475',
    mod1: 'JZ',
    mod2: 'KD',
    units: '8',
    dx1: 'G80.0',
    dx2: 'Z45.1',
    ptr: 'A',
    ndc: '66794-0157-02',
    charge: '1480.00',
  },
];

const HEADINGS: readonly Cells[] = [
  {
    date: 'DOS',
    name: 'Patient Name',
    mrn: 'MRN',
    born: 'DOB',
    pos: 'POS',
    payer: 'Payer',
    by: 'Performed By',
    code: 'CPT/HCPCS',
    mod1: 'Mod 1',
    mod2: 'Mod 2',
    units: 'Units',
    dx1: 'DX 1',
    dx2: 'DX 2',
    ptr: 'Pointer',
    ndc: 'NDC',
    charge: 'Charge',
  },
  {
    date: 'date_of_service',
    name: 'patient',
    mrn: 'chart_no',
    born: 'birth_date',
    pos: 'place_of_service',
    payer: 'insurance',
    by: 'rendering_provider',
    code: 'procedure_code',
    mod1: 'modifier1',
    mod2: 'modifier2',
    units: 'qty',
    dx1: 'icd10_1',
    dx2: 'icd10_2',
    ptr: 'dx_pointer',
    ndc: 'ndc_number',
    charge: 'amount',
  },
  {
    date: 'ServiceDate',
    name: 'PatientName',
    mrn: 'AccountNumber',
    born: 'DateOfBirth',
    pos: 'PlaceOfService',
    payer: 'PrimaryInsurance',
    by: 'ServicingProvider',
    code: 'ProcedureCode',
    mod1: 'Modifier1',
    mod2: 'Modifier2',
    units: 'Quantity',
    dx1: 'DiagnosisCode1',
    dx2: 'DiagnosisCode2',
    ptr: 'DiagPointers',
    ndc: 'NDC',
    charge: 'TotalCharge',
  },
  {
    date: 'Service Date',
    name: 'Last, First',
    mrn: 'Patient ID',
    born: 'Birthdate',
    pos: 'Place of Svc',
    payer: 'Carrier',
    by: 'Provider',
    code: 'HCPCS',
    mod1: 'M1 Modifier',
    mod2: 'M2 Modifier',
    units: 'Days or Units',
    dx1: 'Primary Dx',
    dx2: 'Secondary Dx',
    ptr: 'Dx Ref',
    ndc: 'NDC Code',
    charge: 'Fee',
  },
  {
    date: 'DATE',
    name: 'NAME',
    mrn: 'ACCT #',
    born: 'DOB',
    pos: 'POS',
    payer: 'INS',
    by: 'NURSE',
    code: 'CPT CODE',
    mod1: 'MOD1',
    mod2: 'MOD2',
    units: 'UNITS',
    dx1: 'DX A',
    dx2: 'DX B',
    ptr: 'PTR',
    ndc: 'NDC #',
    charge: 'PRICE',
  },
  {
    date: 'Visit Date',
    name: 'Pt Name',
    mrn: 'Med Rec No',
    born: 'Birth Date',
    pos: 'Location',
    payer: 'Insurance Name',
    by: 'Filled by',
    code: 'Proc',
    mod1: 'Mods 1',
    mod2: 'Mods 2',
    units: 'Count',
    dx1: 'ICD-10 1',
    dx2: 'ICD-10 2',
    ptr: 'Linked Dx',
    ndc: 'National Drug Code',
    charge: 'Billed',
  },
  {
    date: 'From Date',
    name: 'Member Name',
    mrn: 'Member ID',
    born: 'DOB',
    pos: 'POS Code',
    payer: 'Plan Name',
    by: 'Performing Provider',
    code: 'CPT-4',
    mod1: 'Modifier 1',
    mod2: 'Modifier 2',
    units: 'Svc Units',
    dx1: 'Diagnosis 1',
    dx2: 'Diagnosis 2',
    ptr: 'Diagnosis Pointer',
    ndc: 'NDC',
    charge: 'Line Charge',
  },
];

/** Quotes as a spreadsheet does. */
function cell(value: string, separator: string): string {
  return value.includes(separator) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function sheet(
  headings: Cells,
  rows: readonly Cells[],
  keys: readonly string[],
  { separator = ',', end = '\n' } = {},
): string {
  const lines = [headings, ...rows].map(row => keys.map(key => cell(row[key] ?? '', separator)).join(separator));
  return lines.join(end) + end;
}

const KEYS = Object.keys(ROWS[0]!);

describe('a charge sheet', () => {
  it.each(HEADINGS.map((headings, i) => [i, headings] as const))(
    'is read under the headings of house style %i',
    (_, headings) => {
      const [visit, ...others] = visitsIn(sheet(headings, ROWS, KEYS), 'csv');
      expect(others).toEqual([]);
      expect(asLines(visit!)).toEqual(WANTED);
    },
  );

  it('is read with its columns in any order, under any headings, with any separator and line end', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(KEYS, { minLength: KEYS.length }),
        fc.constantFrom(...HEADINGS),
        fc.constantFrom(...SEPARATORS),
        fc.constantFrom('\n', '\r\n', '\r'),
        (keys, headings, separator, end) => {
          // Modifiers and diagnoses are in the order of their numbers, for any order of the columns.
          const [visit, ...others] = visitsIn(sheet(headings, ROWS, keys, { separator, end }), 'csv');
          expect(others).toEqual([]);
          expect(asLines(visit!)).toEqual(WANTED);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('names no person, record or birth date anywhere', () => {
    for (const headings of HEADINGS) {
      const printed = JSON.stringify(visitsIn(sheet(headings, ROWS, KEYS), 'csv'));
      expect(printed).not.toMatch(/testperson|ina\b|00417|1961/i);
    }
  });

  it.each(['M1,M2', 'M_1,M_2', 'Mdfr 1,Mdfr 2'])(
    'reads the modifiers below %s, and lists what no heading names',
    names => {
      const [visit] = visitsIn(`DOS,MRN,CPT,${names},Units,Zone\n11/20/2026,00417,J0475,JZ,KD,8,north\n`, 'csv');
      expect(visit!.codes.map(({ line }) => line)).toEqual(['J0475-JZ-KD x8']);
      expect(visit!.unread).toHaveLength(1);
    },
  );

  it('is read if empty cells at the end of rows are left out', () => {
    const text =
      'DOS,MRN,CPT,Units,DX1,DX2,Mod1,Mod2,NDC\n11/20/2026,00417,95990,1,G80.0\n11/20/2026,00417,J0475,8,G80.0,Z45.1,JZ,KD\n11/20/2026,00417,62370\n';
    expect(visitsIn(text, 'csv').flatMap(asLines)).toEqual([
      '2026-11-20 visit P-XXX',
      'dx: G80.0',
      'dx: Z45.1',
      '95990',
      'J0475-JZ-KD x8',
      '62370',
    ]);
  });

  it('is one visit if some of its rows leave the payer out', () => {
    const head = 'DOS,MRN,CPT,Units,DX,Payer';
    const [full, short] = ['11/20/2026,417,J0475,8,G80.0,Medicare', '11/20/2026,417,95990'];
    for (const rows of [
      [full, short],
      [short, full],
    ]) {
      const visits = visitsIn(`${[head, ...rows].join('\n')}\n`, 'csv');
      expect(visits.map(({ payer, codes }) => [payer, codes.length])).toEqual([['medicare', 2]]);
    }
  });

  it('is refused if the file ends inside a diagnosis of its last row', () => {
    const text = 'DOS,MRN,CPT,Units,DX\n11/20/2026,1,95990,1,G80.0\n11/20/2026,2,62370,1,M9';
    expect(problemOf(text, 'csv')).toMatch(/^line 3: the file ends inside the last cell/);
  });

  it('is refused if a row of a charge lacks a cell in its middle', () => {
    const text = 'DOS,MRN,CPT,Mod,Units\n11/20/2026,00417,95990,1\n11/20/2026,00417,J0475,JZ,8\n';
    expect(problemOf(text, 'csv')).toMatch(/^line 2: the row has 4 cells, and the headings have 5; expected a cell/);
  });

  it('is unsure of a charge at which the text ends inside a code', () => {
    const text = 'DOS,MRN,CPT,Units,DX\n11/20/2026,00417,95990,1,G80.01\n11/20/2026,00417,J0475,8,G80.0';
    const sure = (of: string): boolean[] => visitsIn(of, 'csv')[0]!.codes.map(code => code.sure);
    expect(sure(text)).toEqual([true, false]);
    expect(sure(`${text}\n`)).toEqual([true, true]);
  });

  it('gives every proposal the place of its words', () => {
    const text = `\ufeff${sheet(HEADINGS[0]!, ROWS, KEYS)}`;
    const [visit] = visitsIn(text, 'csv');
    expect(visit!.fields.map(({ start, end }) => text.slice(start, end))).toEqual([
      'Lindqvist, Kara RN',
      'G80.0',
      'Z45.1',
    ]);
    expect(visit!.codes.map(({ start, end }) => text.slice(start, end))).toEqual(['95990', 'J0475']);
    expect(visit!.unread.map(({ start, end }) => text.slice(start, end))).toEqual(['310.00', '1480.00']);
  });

  const changed = (change: Cells): string =>
    sheet(
      HEADINGS[0]!,
      ROWS.map(row => ({ ...row, ...change })),
      KEYS,
    );

  it.each([
    ['2026-11-20'],
    ['20261120'],
    ['11-20-2026'],
    ['11/20/26'],
    ['20-Nov-2026'],
    ['Nov 20, 2026'],
    ['November 20, 2026'],
    ['11/20/2026 08:30'],
    ['11/20/2026 8:30 AM'],
    ['2026-11-20T08:30:00'],
    ['2026-11-20 08:30:00.000'],
    ['20/11/2026'],
    ['Fri 11/20/2026'],
    ['20 Nov 2026'],
    // As a workbook keeps it, without and with a time.
    ['46346'],
    ['46346.354'],
  ])('reads the date %s', date => {
    expect(asLines(visitsIn(changed({ date }), 'csv')[0]!)).toEqual(WANTED);
  });

  it.each([
    ['11', 'office'],
    ['Office', 'office'],
    ['11 - Office', 'office'],
    ['POS 11', 'office'],
    ['22', 'opd'],
    ['Outpatient Hospital', 'opd'],
    ['24', 'asc'],
    ['ASC', 'asc'],
    ['Home', 'home'],
    ['19', 'off-campus'],
    ['49', '49'],
    ['2', 'telehealth'],
    ['Main Street Clinic', null],
    ['', null],
  ])('reads the place %s as %s', (pos, place) => {
    expect(visitsIn(changed({ pos }), 'csv')[0]!.place).toBe(place);
  });

  it.each([
    ['Medicare Part B', 'medicare'],
    ['MEDICARE', 'medicare'],
    ['Aetna', 'aetna'],
    ['Aetna Medicare PPO', 'medicare-advantage'],
    ['Medicare Advantage - Humana', 'medicare-advantage'],
    ['UnitedHealthcare', 'uhc'],
    ['United Healthcare', 'uhc'],
    ['UHC', 'uhc'],
    ['BCBS of Nowhere', 'bcbs'],
    ['Blue Cross Blue Shield', 'bcbs'],
    ['Anthem', 'bcbs'],
    ['Cigna HealthCare', 'cigna'],
    ['State Medicaid', 'medicaid'],
    ['Medi-Cal', 'medicaid'],
    ["Workers' Compensation", 'workers-comp'],
    ['Self-pay', 'self-pay'],
    ['Some Union Fund', null],
  ])('reads the payer %s as %s', (payer, id) => {
    expect(visitsIn(changed({ payer }), 'csv')[0]!.payer).toBe(id);
  });

  it.each([
    ['Lindqvist, Kara RN', 'RN KL'],
    ['Lindqvist, Kara, RN', 'RN KL'],
    ['Kara Lindqvist RN', 'RN KL'],
    ['Kara Lindqvist, RN', 'RN KL'],
    ['RN Kara Lindqvist', 'RN KL'],
    ['RN KL', 'RN KL'],
    ['KL RN', 'RN KL'],
    ['K. Lindqvist RN', 'RN KL'],
    ['LINDQVIST, KARA RN', 'RN KL'],
    ['Okafor, Bayo DO', 'DO BO'],
    ['Okafor, Bayo (DO)', 'DO BO'],
    ['Dr. Bayo Okafor, M.D.', 'MD BO'],
    ['Kara Lindqvist, MSN, RN', 'RN KL'],
    ['Alma Sorrel PA-C', 'PA-C AS'],
    ['Lindqvist, Kara M. RN', 'RN KL'],
  ])('reads the performer %s as %s', (by, item) => {
    expect(visitsIn(changed({ by }), 'csv')[0]!.fields[0]).toMatchObject({ key: 'by', item, sure: true });
  });

  it.each([['Dr. Okafor'], ['Kara Lindqvist'], ['1234567893'], ['']])('takes no performer from “%s”', by => {
    expect(visitsIn(changed({ by }), 'csv')[0]!.fields.filter(({ key }) => key === 'by')).toEqual([]);
  });

  it('reads several diagnoses, modifiers and pointers in one cell', () => {
    const text = [
      'DOS,CPT,Modifiers,Units,Diagnoses,Dx Pointers',
      '11/20/2026,J0475,"JZ, KD",8,"G80.0; Z45.1; G89.4","1,3"',
      '11/20/2026,62370,,1,"G80.0; Z45.1; G89.4",123',
      '11/20/2026,J7999-KD,,1,"A: G80.0 B: Z45.1 C: G89.4",A:B',
    ].join('\n');
    expect(asLines(visitsIn(text, 'csv')[0]!)).toEqual([
      '2026-11-20 visit P-XXX',
      'dx: G80.0',
      'dx: Z45.1',
      'dx: G89.4',
      'J0475-JZ-KD x8 @AC',
      '62370 @ABC',
      'J7999-KD @AB',
    ]);
  });

  it('points to the diagnoses of the row, in any position in the visit', () => {
    const text = 'DOS,CPT,DX1,DX2,PTR\n2026-11-20,62370,M96.1,G89.4,AB\n2026-11-20,99213-25,M17.11,M96.1,A\n';
    expect(asLines(visitsIn(text, 'csv')[0]!)).toEqual([
      '2026-11-20 visit P-XXX',
      'dx: M96.1',
      'dx: G89.4',
      'dx: M17.11',
      '62370 @AB',
      '99213-25 @C',
    ]);
  });

  it('keeps patients, dates and payers apart, and takes their rows together in any position', () => {
    const text = [
      'DOS,MRN,Payer,CPT,DX1',
      '2026-11-20,1,Aetna,62370,M96.1',
      '2026-11-20,2,Aetna,95991,G80.0',
      '2026-11-20,1,Aetna,J7999,M96.1',
      '2026-11-21,1,Aetna,62367,M96.1',
      '2026-11-20,1,Medicare,J2274,M96.1',
    ].join('\n');
    expect(
      visitsIn(text, 'csv').map(({ codes, payer, date }) => [date, payer, codes.map(({ line }) => line).join(' ')]),
    ).toEqual([
      ['2026-11-20', 'aetna', '62370 J7999'],
      ['2026-11-20', 'aetna', '95991'],
      ['2026-11-21', 'aetna', '62367'],
      ['2026-11-20', 'medicare', 'J2274'],
    ]);
  });

  it('reads one row a visit, its charges by number or by their order', () => {
    const byNumber =
      'visit_date,icd_1,icd_2,proc_1,proc_2,mods_1,mods_2,qty_1,qty_2,ptr_1,ptr_2\n2026-10-07,G82.21,Z45.1,95991,J0475,,"JZ,KD",1,8,"A,B",A\n';
    const byOrder =
      'Visit Date,ICD 1,ICD 2,CPT,Mod 1,Mod 2,Units,Ptr,CPT,Mod 1,Mod 2,Units,Ptr\n2026-10-07,G82.21,Z45.1,95991,,,1,AB,J0475,JZ,KD,8,A\n';
    const wanted = ['2026-10-07 visit P-XXX', 'dx: G82.21', 'dx: Z45.1', '95991 @AB', 'J0475-JZ-KD x8 @A'];
    expect(asLines(visitsIn(byNumber, 'csv')[0]!)).toEqual(wanted);
    expect(asLines(visitsIn(byOrder, 'csv')[0]!)).toEqual(wanted);
  });

  it('ignores a title, blank lines, totals and what is void', () => {
    const text =
      'Pump clinic,,,\n\nCharges of November 20,,,\nDOS,CPT,Units,Status\n11/20/2026,95990,1,Posted\n11/20/2026,62370,1,VOID\n\n,Total,2,\n';
    const [visit] = visitsIn(text, 'csv');
    expect(asLines(visit!)).toEqual(['2026-11-20 visit P-XXX', '95990']);
    expect(visit!.unread.map(({ start, end }) => text.slice(start, end))).toEqual(['62370']);
  });

  it('ignores rows of totals with words in any column', () => {
    const text =
      'DOS,CPT,Units,Amt\n11/20/2026,95990,1,310.00\nSubtotal,1 line,1,310.00\nGRAND TOTALS,1 line,1,310.00\n';
    expect(asLines(visitsIn(text, 'csv')[0]!)).toEqual(['2026-11-20 visit P-XXX', '95990']);
  });

  it('reads two rows of headings, of which the first names groups of columns', () => {
    const text =
      ',Service,,Procedure,,,Diagnosis,\nChart,From,Place,Code,Mod1,Units,1,2\n7,2026-11-20,11,J0475,JZ,8,G80.0,Z45.1\n';
    expect(asLines(visitsIn(text, 'csv')[0]!)).toEqual([
      '2026-11-20 visit P-XXX @office',
      'dx: G80.0',
      'dx: Z45.1',
      'J0475-JZ x8',
    ]);
  });

  it('reads headings that run words together or name two things', () => {
    const text =
      'ServiceFrom,ServiceThru,FacilityPOS,HCPCS/Mod,Qty,Dx Ptr,ICD10-1\n11/16/2026,11/16/2026,11,J7999-KD,1,1,M96.1\n';
    expect(asLines(visitsIn(text, 'csv')[0]!)).toEqual(['2026-11-16 visit P-XXX @office', 'dx: M96.1', 'J7999-KD @A']);
    expect(asLines(visitsIn('DOS,POS Cd,Proc Cd\n11/16/2026,24,62362\n', 'csv')[0]!)[0]).toBe(
      '2026-11-16 visit P-XXX @asc',
    );
  });

  it('marks what is doubtful as unsure and says why', () => {
    const text = 'DOS,CPT,Mod,Units,DX,Ptr,NDC\n11/20/2026,J0475,KDX,7.5,G80.0,C,6679401570\n';
    const [visit] = visitsIn(text, 'csv');
    expect(visit!.codes).toMatchObject([{ line: 'J0475', sure: false }]);
    expect(visit!.unread.map(({ start, end }) => text.slice(start, end))).toEqual(['KDX', '7.5', 'C', '6679401570']);
  });

  it('goes on with the visit above in a row that leaves out what it repeats, and marks its codes as unsure', () => {
    const text = 'Acct,DOS,Payer,CPT,Units\nA1,11/20/2026,Aetna,95991,1\nA1,,,J0475,8\n,,,A4220,1\nB2,,,62370,1\n';
    expect(visitsIn(text, 'csv').map(asLines)).toEqual([
      ['2026-11-20 visit P-XXX #aetna', '95991', 'J0475 x8 ?', 'A4220 ?'],
      ['YYYY-MM-DD visit P-XXX', '62370 ?'],
    ]);
  });

  it('takes an authorization number, never the number of the patient', () => {
    const text = 'DOS,MRN,Prior Auth #,CPT\n11/20/2026,A-4417,PA99120,62362\n11/21/2026,A-4417,A-4417,62362\n';
    expect(visitsIn(text, 'csv').map(({ fields }) => fields.map(({ item }) => item))).toEqual([['PA99120'], []]);
  });

  it('keeps the words of an unlisted drug, and of no other', () => {
    const text =
      'DOS,CPT,Description\n11/20/2026,J7999,morphine 400 mg bupivacaine 200 mg 20 mL\n11/20/2026,62370,Pump refill 40 mg\n11/20/2026,J7999,Mr. Ben Testperson 400 mg\n';
    expect(visitsIn(text, 'csv')[0]!.codes.map(({ line }) => line)).toEqual([
      'J7999 "morphine 400 mg bupivacaine 200 mg 20 mL"',
      '62370',
      'J7999',
    ]);
  });

  it('shows two places side by side and chooses none', () => {
    const text = 'DOS,POS,CPT\n11/20/2026,11,62370\n11/20/2026,22,99213\n';
    const [visit] = visitsIn(text, 'csv');
    expect(visit!.place).toBeNull();
    expect(visit!.unread.map(({ start, end }) => text.slice(start, end))).toEqual(['11', '22']);
  });

  it.each([
    ['an empty file', '', /line 1.*empty/],
    ['a workbook', `PK\u0003\u0004${'\u0000\u0001\u0002'.repeat(40)}`, /line 1.*binary/],
    ['no headings', '11/20/2026,95990,1\n11/21/2026,95991,1\n', /row 1.*headings/],
    ['headings without a code', 'DOS,Units,DX\n11/20/2026,1,G80.0\n', /row 1.*procedure code/],
    ['headings only', 'DOS,CPT,Units\n', /row 2.*procedure code/],
    ['an unclosed quote', 'DOS,CPT,DX\n11/20/2026,"95990,G80.0\n', /line 2, column 2.*quote/],
    ['text behind a quote', 'DOS,CPT,DX\n11/20/2026,"95990"x,G80.0\n', /line 2, column 2.*quote/],
    ['a comma without quotes', 'DOS,Name,CPT\n11/20/2026,Testperson, Ina,95990\n', /line 2.*4 cells.*3/],
    ['a last row that breaks off', 'DOS,CPT,Units,DX\n11/20/2026,95990,1,G80.0\n11/20/2026,J04', /line 3.*2 of 4/],
    ['a last cell that breaks off', 'DOS,CPT,Fee\n11/20/2026,95990,310.00\n11/20/2026,J0475,14', /line 3.*last cell/],
    ['no date', 'DOS,CPT\nyesterday,95990\n', /line 2.*date/],
    ['no day', 'DOS,CPT\n02/30/2026,95990\n', /line 2.*date/],
    ['two orders of day and month', 'DOS,CPT\n20/11/2026,95990\n11/21/2026,95990\n', /line 2.*date/],
    ['a page of a web site', '<!DOCTYPE html><html><head><title>x</title></head></html>', /row 1/],
    ['JSON', '[{"DOS":"11/20/2026","CPT":"95990"}]', /row 1|line 1/],
  ])('is refused for %s', (_, text, why) => {
    const problem = problemOf(text, 'csv');
    expect(problem).toMatch(why);
    expect(problem).not.toMatch(/testperson|\n/i);
  });

  it('is read by a mapping where the headings say nothing, or are missing', () => {
    const mapping = {
      columns: { date: 1, patient: [2], payer: 3, dx: [4], charges: [{ code: 5, units: 6 }] },
      payers: { 'PLAN 7': 'aetna' },
    };
    expect(asLines(visitsIn('11/20/2026,77,PLAN 7,M96.1,62370,1\n', 'csv', { ...mapping, headingRow: 0 })[0]!)).toEqual(
      ['2026-11-20 visit P-XXX #aetna', 'dx: M96.1', '62370'],
    );
    const named = {
      columns: { date: 'Tag', charges: [{ code: 'Leistung', units: 'Menge' }] },
      dateOrder: 'DMY' as const,
    };
    expect(asLines(visitsIn('Tag;Leistung;Menge\n05.11.2026;J0475;8\n', 'csv', named)[0]!)).toEqual([
      '2026-11-05 visit P-XXX',
      'J0475 x8',
    ]);
    expect(problemOf('Tag;Menge\n05.11.2026;8\n', 'csv', named)).toMatch(/no column “Leistung”/);
  });
});

describe('the reader of CSV', () => {
  it('finds the cells that papaparse finds, and each in its place', () => {
    const value = fc.stringMatching(/^[ a-z0-9",;|\n\r.äß-]{0,12}$/);
    fc.assert(
      fc.property(
        fc.array(fc.array(value, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 6 }),
        fc.constantFrom(...SEPARATORS),
        (table, separator) => {
          const text = Papa.unparse(table, { delimiter: separator, newline: '\n' });
          const theirs = Papa.parse<string[]>(text, { delimiter: separator, newline: '\n' })
            .data.map(row => row.map(cell => cell.trim()))
            .filter(row => row.some(Boolean));
          const ours = readCsv(text, separator);
          expect(ours.map(({ cells }) => cells.map(cell => cell.value))).toEqual(theirs);
          for (const { cells } of ours)
            for (const { value: found, start, end } of cells)
              expect(text.slice(start, end).replaceAll('""', '"')).toBe(found);
        },
      ),
      { numRuns: 500 },
    );
  });
});
