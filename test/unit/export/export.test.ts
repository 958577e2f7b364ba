// Checked encounters go out as a charge sheet or a claim file, and come back the same.
import fc from 'fast-check';
import { X12Parser, type X12Interchange } from 'node-x12';
import Papa from 'papaparse';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { chargeSheet } from '../../../server/src/core/export/charge-sheet';
import { claimFile, claimFileProblems } from '../../../server/src/core/export/claim-file';
import type { ExportedClaim, ExportedLine } from '../../../server/src/core/export/exported-claim';
import { selectClaims } from '../../../server/src/core/export/select-claims';
import type { ColumnMapping } from '../../../server/src/core/intake/structured/columns';
import { createLanguage } from '../../../server/src/core/language';
import { visitsIn } from '../intake/structured-support';

const language = createLanguage();

function selection(note: string): ReturnType<typeof selectClaims> {
  const workspace = language.createWorkspace();
  workspace.set('file:///a.encounter', note);
  return selectClaims(workspace, ['file:///a.encounter']);
}

const NOTE = `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable, ERI 38 mo
by: RN KL
sup: MD AS, in suite
prep: identity, consent, vitals, allergies, anticoagulation
read: expected 6.2 mL, dose 480 mcg/day, alarms none
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
prog: volume only
after: volume 40 mL, dose 480 mcg/day, alarms none
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, ndc 66794-0157-02, lot G4412, exp 2027-06, waste 0 mL, invoice $684.00
auth: A7712, 95990 J0475
dx: G80.0, Z45.1
response: tone stable
assess: goals met
next: 2027-04-20
95990 @AB $310.00
J0475-JZ-KD x8 @A $1,480.50
`;

const SHAPE = ({ date, place, payer, diagnoses, lines, auths }: ExportedClaim, withTexts = true): unknown => [
  date,
  place,
  payer?.id ?? null,
  diagnoses,
  auths.slice(0, 1),
  lines.map(({ code, modifiers, units, pointers, ndc, text }) => [
    [code, ...modifiers].join('-'),
    units,
    pointers.map(place => 'ABCDEFGHIJKL'[place - 1]).join(''),
    ndc ?? null,
    withTexts ? (text ?? null) : null,
  ]),
];

const PLACE_CODES: Readonly<Record<string, string>> = { office: '11', opd: '22', asc: '24', home: '12' };

/** What comes back of a file, in the same shape. */
function read(text: string, format: 'csv' | 'x12', mapping?: ColumnMapping): unknown[] {
  return visitsIn(text, format, mapping).map(({ date, place, payer, fields, codes }) => [
    date,
    place && (PLACE_CODES[place] ?? place),
    payer,
    fields.filter(({ key }) => key === 'dx').map(({ item }) => item),
    fields
      .filter(({ key }) => key === 'auth')
      .map(({ item }) => item)
      .slice(0, 1),
    codes.map(({ line }) => {
      const [head = ''] = line.split(' ');
      return [
        head,
        +(/ x(\d+)/.exec(line)?.[1] ?? 1),
        / @(\w+)/.exec(line)?.[1] ?? '',
        / ndc (\S+)/.exec(line)?.[1] ?? null,
        /"(.*)"/.exec(line)?.[1] ?? null,
      ];
    }),
  ]);
}

const CLINIC: ColumnMapping = {
  headingRow: 2,
  columns: {
    date: 'Day',
    patient: ['Chart'],
    place: 'Where',
    payer: 'Ins',
    auth: 'PA',
    dx: ['Diagnoses'],
    charges: [
      { code: 'Code 1', modifiers: ['Mods 1'], units: 'Qty 1', pointers: 'Ptr 1', ndc: 'NDC 1', text: 'Note 1' },
      { code: 'Code 2', modifiers: ['Mods 2'], units: 'Qty 2', pointers: 'Ptr 2', ndc: 'NDC 2', text: 'Note 2' },
    ],
  },
  payers: { 'MCR PT B': 'medicare', AET: 'aetna' },
  places: { 'MAIN ST': 'office' },
};

describe('what is exported', () => {
  it('is each line of a checked encounter, with charge, NDC and volume', () => {
    const { claims, errors, remarks } = selection(NOTE);
    expect([errors, remarks]).toEqual([[], []]);
    expect(claims).toMatchObject([
      {
        patient: 'P-014',
        date: '2026-11-20',
        place: '11',
        payer: { id: 'medicare' },
        by: 'RN KL',
        npi: undefined,
        auths: ['A7712'],
        diagnoses: ['G80.0', 'Z45.1'],
        lines: [
          { code: '95990', modifiers: [], units: 1, pointers: [1, 2], charge: '310.00', ndc: undefined },
          {
            code: 'J0475',
            modifiers: ['JZ', 'KD'],
            units: 8,
            pointers: [1],
            charge: '1480.50',
            ndc: '66794-0157-02',
            milliliters: '40',
          },
        ],
      },
    ]);
  });

  it('is never a line that is unsure or malformed, nor a waived finding without a word', () => {
    const { claims, remarks, errors } = selection(
      `${NOTE.replace('95990 @AB', '95991 @AB')}? 99213-25 @A\nok: performer-level "payer agreement 12", AS\n`,
    );
    expect(claims[0]!.lines.map(({ code }) => code)).toEqual(['95991', 'J0475']);
    expect(errors.map(({ rule }) => rule)).toEqual([]);
    expect(remarks.map(({ text }) => text)).toEqual([
      'performer-level is waived by AS: “payer agreement 12”',
      '99213 is not exported: the line is marked ? (unsure)',
    ]);
  });

  it('names the errors that hold it back', () => {
    expect(selection(NOTE.replace('95990 @AB', '95991 @AB')).errors.map(({ rule }) => rule)).toContain(
      'performer-level',
    );
    expect(selection('2026-11-20 refill P-014 @office\ndx: G80.0\n').remarks.map(({ text }) => text)).toEqual([
      'the encounter is not exported: it bills nothing',
    ]);
  });
});

describe('a round trip', () => {
  const examples = readFileSync(path.resolve(import.meta.dirname, '../../../examples/clean-day.encounter'), 'utf8');

  it.each([
    ['the note', NOTE],
    ['the examples', examples],
  ])('of %s brings back every code, diagnosis, date, place and payer', (_, note) => {
    const { claims } = selection(note);
    expect(claims.length).toBeGreaterThan(0);
    const wanted = claims.map(claim => SHAPE(claim));
    expect(read(chargeSheet(claims), 'csv')).toEqual(wanted);
    expect(read(claimFile(claims).text, 'x12')).toEqual(wanted);
  });

  const line: fc.Arbitrary<ExportedLine> = fc.record({
    at: fc.constant(undefined as never),
    code: fc.constantFrom('95990', '95991', '62370', 'J0475', 'J7999', '99213', 'A4220'),
    modifiers: fc.uniqueArray(fc.constantFrom('JZ', 'KD', '25', '59', 'RT'), { maxLength: 4 }),
    pointers: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 4 }),
    units: fc.integer({ min: 1, max: 9999 }),
    charge: fc.option(
      fc.integer({ min: 0, max: 99999999 }).map(cents => (cents / 100).toFixed(2)),
      { nil: undefined },
    ),
    ndc: fc.option(fc.stringMatching(/^\d{5}-\d{4}-\d{2}$/), { nil: undefined }),
    milliliters: fc.option(fc.constantFrom('20', '40', '18.5'), { nil: undefined }),
    text: fc.constant(undefined),
  });
  const claim: fc.Arbitrary<ExportedClaim> = fc.record({
    at: fc.constant(undefined as never),
    patient: fc.integer({ min: 1, max: 999999 }).map(n => `P-${n}`),
    date: fc.constantFrom('2026-11-20', '2026-11-18', '2024-02-29'),
    place: fc.constantFrom('11', '12', '22', '24', '49'),
    payer: fc.constantFrom(
      ...[
        'medicare',
        'medicare-advantage',
        'medicaid',
        'aetna',
        'bcbs',
        'cigna',
        'uhc',
        'workers-comp',
        'self-pay',
      ].map(id => ({ id, title: language.profiles.payers().find(of => of.id === id)!.title })),
    ),
    bill: fc.constant('pro' as const),
    by: fc.constantFrom('RN KL', 'MD AS'),
    npi: fc.option(fc.constant('1234567893'), { nil: undefined }),
    taxonomy: fc.constant(undefined),
    auths: fc.uniqueArray(fc.stringMatching(/^[A-Z]\d{4,8}$/), { maxLength: 1 }),
    diagnoses: fc.constantFrom(['G80.0', 'Z45.1', 'M96.1'], ['M96.1', 'G89.4', 'C79.31', 'Z45.1', 'G35.D']),
    lines: fc.array(line, { minLength: 1, maxLength: 6 }),
  });
  const withText = claim.map(of => ({
    ...of,
    lines: of.lines.map(each =>
      each.code === 'J7999' ? { ...each, text: 'morphine 400 mg, bupivacaine 200 mg 20 mL; compounded' } : each,
    ),
  }));
  // Claims of one patient and day are one visit.
  const claims = fc.uniqueArray(withText, { minLength: 1, maxLength: 4, selector: of => of.patient });

  it('brings back claims of any shape, in any columns', () => {
    fc.assert(
      fc.property(claims, some => {
        const wanted = some.map(of => SHAPE(of));
        expect(read(chargeSheet(some), 'csv')).toEqual(wanted);
        expect(read(claimFile(some).text, 'x12')).toEqual(wanted);
        expect(read(chargeSheet(some, CLINIC), 'csv', CLINIC)).toEqual(wanted);
      }),
      { numRuns: 200 },
    );
  });

  it('is read by other readers as well', () => {
    fc.assert(
      fc.property(claims, some => {
        const rows = Papa.parse<Record<string, string>>(chargeSheet(some), { header: true, skipEmptyLines: true });
        expect(rows.errors).toEqual([]);
        expect(
          rows.data.map(row => [row['CPT/HCPCS'], row['Units'], row['NDC'], row['Line Text'] || undefined]),
        ).toEqual(
          some.flatMap(({ lines }) =>
            lines.map(({ code, units, ndc, text }) => [code, String(units), ndc ?? '', text]),
          ),
        );
        const interchange = new X12Parser(true).parse(claimFile(some).text) as X12Interchange;
        const { segments } = interchange.functionalGroups[0]!.transactions[0]!;
        const services = segments.filter(({ tag }) => tag === 'SV1');
        expect(
          services.map(segment => [segment.valueOf(1).split(':')[1], segment.valueOf(3), segment.valueOf(4)]),
        ).toEqual(some.flatMap(({ lines }) => lines.map(({ code, units }) => [code, 'UN', String(units)])));
        const totals = segments.filter(({ tag }) => tag === 'CLM').map(segment => Number(segment.valueOf(2)));
        expect(totals).toEqual(
          some.map(
            ({ lines }) => lines.reduce((sum, { charge }) => sum + Math.round(Number(charge ?? 0) * 100), 0) / 100,
          ),
        );
        const drugs = segments.filter(({ tag }) => tag === 'LIN').map(segment => segment.valueOf(3));
        expect(drugs).toEqual(some.flatMap(({ lines }) => lines.flatMap(({ ndc }) => ndc?.replaceAll('-', '') ?? [])));
      }),
      { numRuns: 60 },
    );
  });
});

describe('a claim file', () => {
  it('has the layout of the guide: SV101-7, NDC with its quantity, authorization, placeholders for what a note does not hold', () => {
    const { text, remarks } = claimFile(
      selection(NOTE.replace('J0475-JZ-KD x8 @A $1,480.50', 'J7999-KD x1 @A "morphine 400 mg: 20 mL * cmpd"')).claims,
    );
    const segments = text.split('~\n');
    expect(segments[0]).toHaveLength(105);
    expect(segments).toContain('SV1*HC:J7999:KD::::morphine 400 mg 20 mL cmpd*0*UN*1***1');
    expect(segments).toContain('SV1*HC:95990*310*UN*1***1:2');
    expect(segments).toContain('CLM*P-014-20261120*310***11:B:1*Y*A*Y*Y');
    expect(segments).toContain('REF*G1*A7712');
    expect(segments).toContain('HI*ABK:G800*ABF:Z451');
    expect(segments).toContain('NM1*IL*1*P-014*****MI*P-014');
    expect(segments[0]).toMatch(/\*T\*:$/);
    expect(remarks.map(({ text: remark }) => remark)).toEqual(['no charge is stated for J7999: SV102 is 0']);
    const drug = claimFile(selection(NOTE).claims).text;
    expect(drug).toContain('LIN**N4*66794015702~\nCTP****40*ML~');
  });

  it('is refused for the claim of a facility, and for one without place or diagnosis', () => {
    const problems = (note: string): string[] => claimFileProblems(selection(note).claims).map(({ text }) => text);
    expect(problems(NOTE)).toEqual([]);
    expect(problems(NOTE.replace('#medicare', '#medicare bill=facility'))[0]).toMatch(/837I/);
    expect(problems(NOTE.replace(' @office', ''))[0]).toMatch(/place of service/);
    expect(problems(NOTE.replace('dx: G80.0, Z45.1\n', '').replaceAll(/ @AB?/g, ''))[0]).toMatch(/diagnosis/);
  });
});

describe('a charge sheet', () => {
  it('quotes what needs it, and lets no spreadsheet take words for a formula', () => {
    const [claim] = selection(NOTE).claims;
    const sheet = chargeSheet([{ ...claim!, lines: [{ ...claim!.lines[0]!, text: '=HYPERLINK("x"), 5 mg' }] }]);
    expect(sheet).toContain(',"\u0020=HYPERLINK(""x""), 5 mg",');
  });
});
