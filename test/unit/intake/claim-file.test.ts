// X12 837P: the same claims with every separator and layout that clearinghouses send.
import { describe, expect, it } from 'vitest';
import { asLines, problemOf, visitsIn } from './structured-support';

const SUBSCRIBER = [
  'SBR*P*18*******MB',
  'NM1*IL*1*TESTPERSON*INA****MI*9ZZ9ZZ9ZZ99',
  'N3*1 NOWHERE RD',
  'N4*SPRINGFIELD*IL*627010001',
  'DMG*D8*19610304*F',
  'NM1*PR*2*MEDICARE PART B*****PI*99999',
];
const CLAIM = ['CLM*PX00417*1790***11:B:1*Y*A*Y*Y', 'HI*ABK:G800*ABF:Z451'];
const LINES = [
  'LX*1',
  'SV1*HC:95990*310*UN*1***1:2',
  'DTP*472*D8*20261120',
  'LX*2',
  'SV1*HC:J0475:JZ:KD*1480*UN*8***1',
  'DTP*472*D8*20261120',
  'LIN**N4*66794015702',
  'CTP****40*ML',
];
const WANTED = [
  '2026-11-20 visit P-XXX @office #medicare',
  'dx: G80.0',
  'dx: Z45.1',
  '95990 @AB',
  'J0475-JZ-KD x8 @A ndc 66794-0157-02',
];

interface Layout {
  readonly element?: string;
  readonly component?: string;
  readonly end?: string;
  readonly short?: boolean;
  readonly guide?: string;
}

/** One interchange with its envelopes and counts right. */
function interchange(
  body: readonly string[],
  { element = '*', component = ':', end = '~\n', short = false, guide = '005010X222A1' }: Layout = {},
): string {
  const pad = (text: string, width: number): string => (short ? text : text.padEnd(width));
  const isa = [
    'ISA',
    '00',
    pad('', 10),
    '00',
    pad('', 10),
    'ZZ',
    pad('A', 15),
    'ZZ',
    pad('B', 15),
    '261120',
    '0930',
    '^',
    '00501',
    '000000901',
    '0',
    'T',
    '',
  ].join('*');
  const set = [
    `ST*837*0901*${guide}`,
    'BHT*0019*00*B1*20261120*0930*CH',
    'NM1*41*2*CLINIC*****46*A',
    'HL*1**20*1',
    'NM1*85*2*CLINIC*****XX*1234567893',
    ...body,
  ];
  const all = [
    `GS*HC*A*B*20261120*0930*901*X*${guide}`,
    ...set,
    `SE*${set.length + 1}*0901`,
    'GE*1*901',
    'IEA*1*000000901',
  ];
  const separators = new Map([
    ['*', element],
    [':', component],
  ]);
  const swap = (text: string): string => [...text].map(sign => separators.get(sign) ?? sign).join('');
  return [swap(isa) + component, ...all.map(swap)].join(end) + end;
}

const BODY = ['HL*2*1*22*0', ...SUBSCRIBER, ...CLAIM, ...LINES];
const linesOf = (text: string): string[] => visitsIn(text, 'x12').flatMap(asLines);
const changed = (from: string | RegExp, to: string): string => interchange(BODY.map(line => line.replace(from, to)));

describe('a claim file', () => {
  it.each<[string, string]>([
    ['a segment a line', interchange(BODY)],
    ['CRLF', interchange(BODY, { end: '~\r\n' })],
    ['all in one line', interchange(BODY, { end: '~' })],
    ['line breaks as ends of segments', interchange(BODY, { end: '\n' })],
    ['CRLF as ends of segments', interchange(BODY, { end: '\r\n' })],
    ['other separators', interchange(BODY, { element: '|', component: '>', end: '!' })],
    ['control characters as separators', interchange(BODY, { element: '\u001d', component: '\u001f', end: '\u001c' })],
    ['a header that is not padded', interchange(BODY, { short: true })],
    ['a byte-order mark and blank lines around it', `\ufeff\n${interchange(BODY)}\n\n`],
    ['the older guide', interchange(BODY, { guide: '004010X098A1' })],
    [
      'the patient below the subscriber',
      interchange([
        'HL*2*1*22*1',
        ...SUBSCRIBER,
        'HL*3*2*23*0',
        'PAT*19',
        'NM1*QC*1*TESTPERSON*TIM',
        'DMG*D8*20190304*M',
        ...CLAIM,
        ...LINES,
      ]),
    ],
  ])('is read with %s', (_, text) => {
    expect(linesOf(text)).toEqual(WANTED);
  });

  it('reads several interchanges, claims and dates', () => {
    const second = [
      'HL*3*1*22*0',
      'SBR*P*18*******CI',
      'NM1*IL*1*TESTPERSON*TIM',
      'NM1*PR*2*AETNA',
      'CLM*PX2*872***22:B:1',
      'HI*ABK:M961*ABF:G894',
      'LX*1',
      'SV1*HC:62370*540*UN*1***1:2',
      'DTP*472*D8*20261118',
      'LX*2',
      'SV1*HC:J7999:KD::::MORPHINE 400 MG 20 ML*212*UN*1***2',
      'DTP*472*RD8*20261119-20261119',
    ];
    const text = interchange([...BODY, ...second]) + interchange(BODY);
    expect(visitsIn(text, 'x12').map(asLines)).toEqual([
      WANTED,
      ['2026-11-18 visit P-XXX @opd #aetna', 'dx: M96.1', 'dx: G89.4', '62370 @AB'],
      ['2026-11-19 visit P-XXX @opd #aetna', 'dx: M96.1', 'dx: G89.4', 'J7999-KD @B "MORPHINE 400 MG 20 ML"'],
      WANTED,
    ]);
  });

  it('gives every proposal the place of its words', () => {
    const text = interchange(BODY);
    const [visit] = visitsIn(text, 'x12');
    expect(visit!.fields.map(({ start, end }) => text.slice(start, end))).toEqual(['G800', 'Z451']);
    expect(visit!.codes.map(({ start, end }) => text.slice(start, end))).toEqual(['95990', 'J0475']);
    expect(visit!.unread.map(({ start, end }) => text.slice(start, end))).toEqual(['1790', '310', '1480', '40']);
  });

  it('points past other values of HI, and over several HI', () => {
    const text = changed('HI*ABK:G800*ABF:Z451', 'HI*ABK:G800')
      .replace('LX*1', 'HI*BP:01234~\nHI*ABF:Z451~\nLX*1')
      .replace(/SE\*(\d+)/, (_, n: string) => `SE*${+n + 2}`);
    expect(linesOf(text)).toEqual(WANTED);
  });

  it('doubts a pointer that leads nowhere, an ICD-9-CM code, minutes and half units', () => {
    expect(linesOf(changed('***1:2', '***1:4'))).toContain('95990 @A ?');
    expect(linesOf(changed('ABF:Z451', 'BF:33819')).slice(1)).toEqual(['dx: G80.0', '95990 @A ?', WANTED[4]]);
    expect(linesOf(changed('310*UN*1', '310*MJ*15'))).toContain('95990 @AB ?');
    expect(linesOf(changed('UN*8', 'UN*8.5'))).toContain('J0475-JZ-KD @A ndc 66794-0157-02 ?');
    expect(linesOf(changed('11:B:1', '11:B:8'))).toContain('95990 @AB ?');
  });

  it('takes the place of a line before that of the claim', () => {
    expect(linesOf(changed(/UN\*(\d+)\*\*\*/, 'UN*$1*22**'))[0]).toBe('2026-11-20 visit P-XXX @opd #medicare');
  });

  it('takes authorization and credential where the claim states them', () => {
    const text = interchange([
      ...BODY.slice(0, 8),
      'REF*G1*PA7781',
      'REF*EA*00417',
      BODY[8]!,
      'NM1*82*1*SORREL*ALMA***MD*XX*1234567893',
      ...LINES,
    ]);
    expect(linesOf(text)).toEqual([WANTED[0], 'by: MD AS', ...WANTED.slice(1, 3), 'auth: PA7781', ...WANTED.slice(3)]);
  });

  it.each([
    ['MB', 'MEDICARE', 'medicare'],
    ['16', 'HUMANA GOLD', 'medicare-advantage'],
    ['CI', 'AETNA', 'aetna'],
    ['BL', 'ANTHEM', 'bcbs'],
    ['MC', 'STATE OF NOWHERE', 'medicaid'],
    ['WC', 'SOME FUND', 'workers-comp'],
    ['CI', 'SOME UNION FUND', null],
    ['', 'UNITED HEALTHCARE', 'uhc'],
    ['MB', 'AETNA', null],
  ])('reads the payer of SBR09 %s, %s as %s', (filing, name, payer) => {
    expect(visitsIn(changed('*MB', `*${filing}`).replace('MEDICARE PART B', name), 'x12')[0]!.payer).toBe(payer);
  });

  it('names no person, record or birth date anywhere', () => {
    expect(JSON.stringify(visitsIn(interchange(BODY), 'x12'))).not.toMatch(
      /testperson|\bina\b|9ZZ9|00417|1961|NOWHERE/i,
    );
  });

  it.each([
    ['another transaction', interchange(BODY).replace('ST*837', 'ST*835'), /ST01.*835.*837/],
    ['the claim of an institution', interchange(BODY, { guide: '005010X223A2' }), /837I.*837P/],
    ['no ISA', interchange(BODY).slice(107), /character 1.*ISA/],
    ['a wrong count', interchange(BODY).replace(/SE\*\d+/, 'SE*99'), /SE01: counts 99/],
    ['another control number', interchange(BODY).replace('GE*1*901', 'GE*1*902'), /GE02/],
    ['no IEA', interchange(BODY).replace(/IEA.*\n/, ''), /expected IEA/],
    ['no SE', interchange(BODY).replace(/SE\*.*\n/, ''), /GE: expected SE/],
    ['a claim without lines', interchange(BODY.slice(0, 9)), /CLM.*SV1/],
    ['no claim', interchange(BODY.slice(0, 7)), /no claim/],
    ['no day', changed('20261120', '20261340'), /DTP03/],
    ['foreign text between segments', interchange(BODY).replace('LX*1', 'see attachment 12'), /name of a segment/],
  ])('is refused for %s', (_, text, why) => {
    const problem = problemOf(text, 'x12');
    expect(problem).toMatch(why);
    expect(problem).not.toMatch(/testperson|\n/i);
  });

  it('is refused if it is cut off anywhere', () => {
    const text = interchange(BODY).trimEnd();
    for (let cut = 0; cut < text.length - 1; cut++) expect(problemOf(text.slice(0, cut), 'x12')).toBeTruthy();
  });

  it('is read if only the sign that ends its last segment is missing', () => {
    const text = interchange(BODY).trimEnd();
    expect(linesOf(text.slice(0, -1))).toEqual(WANTED);
  });

  it('names the payer that pays first if the claim is filed to the second one', () => {
    const other = ['SBR*P*18*******MB', 'OI***Y***Y', 'NM1*IL*1*TESTPERSON*INA', 'NM1*PR*2*MEDICARE*****PI*1'];
    const second = SUBSCRIBER.map(line =>
      line.replace(/^SBR.*/, 'SBR*S*18*******CI').replace(/^NM1\*PR.*/, 'NM1*PR*2*AETNA'),
    );
    const text = interchange(['HL*2*1*22*0', ...second, ...CLAIM, ...other, ...LINES]);
    expect(visitsIn(text, 'x12').map(({ payer }) => payer)).toEqual(['medicare']);
  });
});
