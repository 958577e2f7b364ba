// One small file of each layout that is imported, as published: CRLF, notices, wrapped headers. Values are invented.
const lines = (...all: string[]): string => all.map(line => `${line}\r\n`).join('');
const at = (...cells: (readonly [column: number, text: string])[]): string =>
  cells.reduce((line, [column, text]) => line.padEnd(column - 1) + text, '');

const ORDER_ROWS: readonly (readonly [string, string, string])[] = [
  ['G80', '0', 'Cerebral palsy'],
  ['G800', '1', 'Spastic quadriplegic cerebral palsy'],
  ['T85610A', '1', 'Breakdown (mechanical) of cranial or spinal infusion catheter, initial encounter'],
  ...Array.from({ length: 20 }, (_, i): [string, string, string] => [
    `U${i + 10}`,
    '1',
    `Code ${i} of the last chapter`,
  ]),
  ['U99', '1', 'Last of the chapters'],
];
const order = lines(
  ...ORDER_ROWS.map(([code, flag, title], i) =>
    at([1, String(i + 1).padStart(5, '0')], [7, code], [15, flag], [17, title.slice(0, 60)], [78, title]),
  ),
);
const addendum = (action: string, flag: string, code: string, title: string): string =>
  at([1, action], [14, flag], [16, code], [24, title.slice(0, 60)], [85, title]);
const addenda = lines(
  addendum('Delete:', '1', 'G800', 'Spastic quadriplegic cerebral palsy'),
  addendum('Add:', '0', 'G800', 'Spastic quadriplegic cerebral palsy'),
  addendum('Add:', '1', 'G8001', 'A new code below'),
  ...Array.from({ length: 20 }, (_, i) => addendum('Add:', '1', `U${i + 10}`, `Code ${i} of the last chapter`)),
  addendum('Revise from:', '1', 'U99', 'Last of the chapters'),
  addendum('Revise to:', '1', 'U99', 'The last of the chapters'),
  '',
  'Total 5',
);
type Cells = readonly [code: string, sequence: string, kind: string, text: string, ended?: string];
const hcpcsRecord = ([code, sequence, kind, text, ended = '']: Cells): string =>
  at([1, code], [6, sequence], [11, kind], [12, text], [269, '19940101'], [277, '20280401'], [285, ended], [293, 'N']);
const HCPCS_RECORDS = [
  hcpcsRecord(['   KD', '00100', '7', 'Drug or biological through an implanted pump']),
  hcpcsRecord(['J0475', '00100', '3', 'Injection, baclofen,']),
  hcpcsRecord(['J0475', '00200', '4', 'ten milligrams \u2019a\u2019']),
  hcpcsRecord(['S0020', '00100', '3', 'Injection, bupivacaine', '20230630']),
  hcpcsRecord(['V5364', '00100', '3', 'Dysphagia screening']),
];
const hcpcsFixed = lines('A notice with tabs\t\t\t', ...HCPCS_RECORDS);
/** More text of a code as it was published until 2017: the record ends behind its text. */
const hcpcsShortText = lines(...HCPCS_RECORDS.map(line => (line[10] === '4' ? line.slice(0, 91) : line.padEnd(320))));
const hcpcsTrimmed = lines(...HCPCS_RECORDS.map(line => (line[10] === '4' ? line.slice(0, 91) : line).trimEnd()));

/** Comma-separated values whose columns can be put in another order. */
interface Table {
  readonly notices: readonly string[];
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

const quoted = (cell: string): string => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const csv = ({ notices, header, rows }: Table): string =>
  lines(...notices, ...[header, ...rows].map(cells => cells.map(quoted).join(',')));
const reversed = ({ notices, header, rows }: Table): Table => ({
  notices,
  header: header.toReversed(),
  rows: rows.map(row => row.toReversed()),
});
const withNotice = (table: Table): Table => ({ ...table, notices: ['A notice of another year', ...table.notices] });

const HCPCS_CSV: Table = {
  notices: [],
  header: [
    'HCPC',
    'SEQNUM',
    'RECID',
    'LONG DESCRIPTION',
    'SHORT DESCRIPTION',
    'ADD DT',
    'ACT EFF DT',
    'TERM DT',
    'ACTION CD',
  ],
  rows: [
    ['   KD', '0010', '7', 'Drug through an implanted pump', 'KD', '20020701', '20020701', '', 'N'],
    ['J0475', '0010', '3', 'Injection, baclofen,', 'Baclofen', '19940101', '20280401', '', 'N'],
    ['J0475', '0020', '4', '10 mg', '', '19940101', '20280401', '', 'N'],
    ['J2275', '0010', '3', 'Injection, morphine', 'Morphine', '19940101', '20150101', '20141231', 'D'],
  ],
};
const MUE: Table = {
  notices: ['"Copyright 2028, with a comma,\nand a line break.",,,'],
  header: ['HCPCS/\nCPT Code', 'Practitioner Services MUE Values', 'MUE Adjudication Indicator', 'MUE Rationale'],
  rows: [
    ['62370', '1', '3 Date of Service Edit: Clinical', 'Nature of Service/Procedure'],
    ['95990', '12', '2 Date of Service Edit: Policy', 'CMS Policy'],
    ['J0475', '8', '3 Date of Service Edit: Clinical', 'Prescribing Information'],
  ],
};
const NUCC: Table = {
  notices: [],
  header: ['Code', 'Grouping', 'Classification', 'Specialization', 'Definition', 'Notes', 'Display Name', 'Section'],
  rows: [
    [
      '208VP0014X',
      'Physicians',
      'Pain Medicine',
      'Interventional',
      'A "quoted" text,\r\nover two lines',
      '',
      'Pain',
      'Individual',
    ],
    ['163W00000X', 'Nursing', 'Registered Nurse', '', '', '', 'RN', 'Individual'],
  ],
};
const ASC: Table = {
  notices: [],
  header: ['HCPCS', 'ADDENDUM', 'PAYMENT_INDICATOR', 'PAYMENT_RATE', 'DEVICE_OFFSET_PERCENT'],
  rows: [
    ['62362', 'AA', 'J8', '15000.25', '0.81'],
    ['62370', 'AA', 'P3', '52.03', '0.00'],
  ],
};
const NDC: Table = {
  notices: [],
  header: ['NDC', 'NAME', 'HCPCS', 'BILL_UNITS_PER_PACKAGE'],
  rows: [
    ['66794-0155-01', 'Gablofen', 'J0475', '10'],
    ['66794-0151-01', 'Gablofen', 'J0476', '1'],
  ],
};
const ASP: Table = {
  notices: ['"Payment limits, effective for the quarter",,,'],
  header: ['HCPCS Code', 'Short Description', 'HCPCS Code Dosage', 'Payment Limit', 'Notes'],
  rows: [
    ['J0475', 'Baclofen 10 MG injection', '10 MG', '150.251', ''],
    ['J2278', 'Ziconotide', '1 MCG', '8.003', ''],
  ],
};
const COVERAGE: Table = {
  notices: [],
  header: ['payer', 'service', 'diagnosis', 'support', 'from', 'to', 'source'],
  rows: [
    ['medicare', '62370', 'G80.-', 'yes', '2028-01-01', '', 'Article 1, revised'],
    ['aetna', '62370', 'M96.1', 'no', '2028-01-01', '2028-12-31', 'Bulletin'],
  ],
};
const RVU: Table = {
  notices: [
    ',,2028 National Physician Fee Schedule Relative Value File April Release,,,,,,,,,,,,,,,',
    ',,CPT codes are copyright of the AMA,,,,,,,,,,,,,,,',
    ',,,,,,NON-FAC,,FACILITY,,,,,,,,,',
    ',,,STATUS,WORK,NON-FAC,NA,FACILITY,NA,MP,PCTC,GLOB,MULT,BILAT,ASST,CO-,TEAM,CONV',
  ],
  header:
    'HCPCS,MOD,DESCRIPTION,CODE,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,IND,DAYS,PROC,SURG,SURG,SURG,SURG,FACTOR'.split(
      ',',
    ),
  rows: [
    '62370,,REDACTED,A,0.9,2.99,,0.35,,0.11,0,XXX,0,0,1,0,0,34.0'.split(','),
    '95990,,REDACTED,A,0,2.5,,0,NA,0.1,5,XXX,0,0,0,0,0,34.0'.split(','),
    '95990,26,REDACTED,A,0,2.5,,0,NA,0.1,5,XXX,0,0,0,0,0,34.0'.split(','),
  ],
};
const rvuLine = (code: string, modifier: string, status: string): string =>
  at(
    [1, code],
    [6, modifier],
    [8, 'REDACTED'],
    [58, status],
    [60, '  0.90'],
    [67, '  2.99'],
    [76, '  0.35'],
    [85, ' 0.11'],
    [91, '  4.00'],
    [97, '  1.36'],
    [103, '0'],
    [104, 'XXX'],
    [116, '0'],
    [117, '0'],
    [118, '1'],
    [119, '0'],
    [120, '0'],
    [133, ' 34.0000'],
    [142, '09'],
    [200, ' '],
  );

/** The text with so many lines of notice before it that it is no longer a file that someone typed. */
export function longer(text: string): string {
  return text.split('\r\n').length > 20
    ? text
    : lines(...Array.from({ length: 19 }, (_, i) => `Notice CPT ${i + 1}`)) + text;
}

/** A file of one layout, and the same contents in the form of other years. */
export interface Layout {
  readonly title: string;
  /** A name that says from when it is in force. */
  readonly name: string;
  readonly from: string;
  readonly text: string;
  /** The same rows with other notices or another order of columns. */
  readonly variants?: readonly string[];
  /** Names of other years and quarters, each with its first day. */
  readonly names?: readonly (readonly [name: string, from: string])[];
}

const PTP = (...rows: string[]): string =>
  lines(
    'CPT only copyright 2027 American Medical Association.\t\t\t\t\t\t',
    'Column1/Column2 Edits\t\t\t\t\t\t',
    'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
    '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
    ...rows,
  );
const PTP_ROWS = [
  '62370\t95990\t \t20120101\t*\t0\tMisuse of Column Two code with Column One code',
  '62370\t95990\t*\t19960101\t20111231\t1\tMisuse of Column Two code with Column One code',
  '95990\t96522\t \t20280401\t*\t9\tStandards of medical / surgical practice',
];
const addOn = (add: string, primary: string, first: string, last = ''): string =>
  at([1, '1'], [2, add], [14, primary], [26, first], [33, last.padEnd(7)], [40, '96376 may be reported'], [70, ' ']);

export const LAYOUTS: readonly Layout[] = [
  {
    title: 'ICD-10-CM order file',
    name: 'icd10cm_order_2028.txt',
    from: '2027-10-01',
    text: order,
    names: [
      ['icd10cm_order_2023.txt', '2022-10-01'],
      ['april-1-2028-code-descriptions.zip!icd10cm_order_2028.txt', '2028-04-01'],
      ['icd10cm-order-april-2023.txt', '2023-04-01'],
      ['2026 Code Descriptions.zip!ICD10CM_ORDER_2026.TXT', '2025-10-01'],
    ],
  },
  { title: 'ICD-10-CM order file addenda', name: 'icd10cm_order_addenda_2028.txt', from: '2027-10-01', text: addenda },
  {
    title: 'HCPCS Level II file, fixed width',
    name: 'HCPC2028_APR_CONTR_ANWEB.txt',
    from: '2028-04-01',
    text: hcpcsFixed,
    variants: [lines('More notice', 'and more') + hcpcsFixed, hcpcsShortText, hcpcsTrimmed],
  },
  {
    title: 'HCPCS Level II file, csv',
    name: 'HCPC2028_APR_ANWEB.csv',
    from: '2028-04-01',
    text: csv(HCPCS_CSV),
    variants: [csv(reversed(HCPCS_CSV)), csv(withNotice(HCPCS_CSV))],
  },
  {
    title: 'NCCI procedure-to-procedure edits, text',
    name: 'ccipra-v341r0-f1.txt',
    from: '2028-04-01',
    text: PTP(...PTP_ROWS),
    variants: [lines(...PTP_ROWS), lines('A line of 2023') + PTP(...PTP_ROWS)],
    names: [
      ['ccipra-v343r0-f4.txt', '2028-10-01'],
      ['ccipra-v343r0-f2.txt', '2028-10-01'],
      ['Medicare_PTP_Edits_Practitioner_v350r0_f4.txt', '2029-01-01'],
    ],
  },
  {
    title: 'medically unlikely edits, csv',
    name: 'MCR_MUE_PractitionerServices_Eff_04-01-2028.csv',
    from: '2028-04-01',
    text: csv(MUE),
    variants: [
      csv(reversed(MUE)),
      csv(withNotice(MUE)),
      csv({ ...MUE, header: ['HCPCS/CPT Code', ...MUE.header.slice(1)] }),
    ],
    names: [['MCR_MUE_PractitionerServices_2023q3.csv', '2023-07-01']],
  },
  {
    title: 'NCCI add-on code edits, text',
    name: 'AOC_V2028Q2-MCR.txt',
    from: '2028-04-01',
    text: lines(addOn('77003', '62370', '2013091'), addOn('77003', '62362', '2013001', '2028090')),
    variants: [lines('A notice', addOn('77003', '62370', '2013091'), addOn('77003', '62362', '2013001', '2028090'))],
  },
  {
    title: 'Medicare physician fee schedule file (PPRRVU), csv',
    name: 'PPRRVU2028_Apr.csv',
    from: '2028-04-01',
    text: csv(RVU),
    variants: [csv(withNotice(RVU)), csv(RVU) + lines('End of file,,')],
  },
  {
    title: 'Medicare physician fee schedule file (PPRRVU), text',
    name: 'RVU28B.txt',
    from: '2028-04-01',
    text: lines('HDR PHYSICIAN FEE SCHEDULE', 'HDR COPYRIGHT', rvuLine('62370', '', 'A'), rvuLine('95990', '26', 'A')),
    names: [
      ['RVU23A.zip!PPRRVU23_JAN.txt', '2023-01-01'],
      ['RVU28D.txt', '2028-10-01'],
      ['PPRRVU26_OCT.txt', '2026-10-01'],
    ],
  },
  {
    title: 'ASC payment addenda, csv',
    name: 'asc-2028q2.csv',
    from: '2028-04-01',
    text: csv(ASC),
    variants: [csv(reversed(ASC)), csv(withNotice(ASC))],
  },
  {
    title: 'NUCC provider taxonomy, csv',
    name: 'nucc_taxonomy_281.csv',
    from: '2028-07-01',
    text: csv(NUCC),
    variants: [csv(reversed(NUCC)), csv(withNotice(NUCC))],
    names: [['nucc_taxonomy_230.csv', '2023-01-01']],
  },
  {
    title: 'ASP crosswalk of NDC and HCPCS codes, csv',
    name: 'asp-ndc-2028q2.csv',
    from: '2028-04-01',
    text: csv(NDC),
    variants: [csv(reversed(NDC)), csv(withNotice(NDC))],
  },
  {
    title: 'payment limits of Part B drugs (ASP pricing), csv',
    name: 'asp-april-2028.csv',
    from: '2028-04-01',
    text: csv(ASP),
    variants: [csv(withNotice(ASP))],
  },
  {
    title: 'list of diagnoses that support a service, csv',
    name: 'list-2028-01-01.csv',
    from: '2028-01-01',
    text: csv(COVERAGE),
    variants: [csv(reversed(COVERAGE))],
  },
  {
    title: 'descriptor file of a CPT license, text',
    name: 'LONGULT_2028.txt',
    from: '2028-01-01',
    text: lines(
      'CPT invented texts for a test',
      '',
      '6236901Pump read-out with a change of',
      '6236902its program',
      '6237001Pump change',
      '9599001Pump refill',
    ),
  },
];
