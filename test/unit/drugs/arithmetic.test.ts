import { Big } from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ceilDivide } from '../../../server/src/core/claim/drugs/drug-amounts';
import { supportedDrugLines, typedLine } from '../../../server/src/core/claim/drugs/drug-lines';
import { workspaceOf } from '../../support/checking';

/** The drug lines that a one-encounter note supports, as a note types them, with their arithmetic. */
function linesOf(note: string): { line: string; arithmetic: string | undefined; missing: string | undefined }[] {
  const workspace = workspaceOf({ 'note.encounter': `${note}\n` });
  const visit = workspace.visit(workspace.file('note.encounter')!.blocks.at(-1)!)!;
  return supportedDrugLines(visit).map(line => ({
    line: typedLine(line, ''),
    arithmetic: line.arithmetic,
    missing: line.missing,
  }));
}

const refill = (date: string, drug: string, payer = ''): string =>
  `${date} refill P-014 @office ${payer}\npump: SynchroMed II, 40 mL, IT, programmable\nfill: in 20 mL\ndrug: ${drug}`;

// The worked examples of the facts file, §5.6.
describe('units of a fill', () => {
  const rows: readonly [drug: string, date: string, line: string, arithmetic: string][] = [
    ['baclofen 2000 mcg/mL, 20 mL', '2026-11-20', 'J0475 x4', '2000 mcg/mL × 20 mL = 40 mg ÷ 10 mg = 4'],
    ['baclofen 2000 mcg/mL, 40 mL', '2026-11-20', 'J0475 x8', '2000 mcg/mL × 40 mL = 80 mg ÷ 10 mg = 8'],
    [
      'baclofen 500 mcg/mL, 18 mL',
      '2026-11-20',
      'J0475 x1',
      '500 mcg/mL × 18 mL = 9 mg ÷ 10 mg = 0.9, rounded up to 1',
    ],
    ['morphine 25 mg/mL, 18 mL', '2026-11-20', 'J2274 x45', '25 mg/mL × 18 mL = 450 mg ÷ 10 mg = 45'],
    ['hydromorphone 10 mg/mL, 20 mL', '2024-09-30', 'J1170 x50', '10 mg/mL × 20 mL = 200 mg ÷ 4 mg = 50'],
    ['hydromorphone 10 mg/mL, 20 mL', '2024-10-01', 'J1171 x2000', '10 mg/mL × 20 mL = 200 mg ÷ 0.1 mg = 2000'],
    ['ziconotide 25 mcg/mL, 20 mL', '2026-11-20', 'J2278 x500', '25 mcg/mL × 20 mL = 500 mcg ÷ 1 mcg = 500'],
    ['ziconotide 100 mcg/mL, 20 mL', '2026-11-20', 'J2278 x2000', '100 mcg/mL × 20 mL = 2000 mcg ÷ 1 mcg = 2000'],
    ['clonidine 0.5 mg/mL, 10 mL', '2026-11-20', 'J0735 x5', '0.5 mg/mL × 10 mL = 5 mg ÷ 1 mg = 5'],
    ['bupivacaine 5 mg/mL, 20 mL', '2023-07-01', 'J0665 x200', '5 mg/mL × 20 mL = 100 mg ÷ 0.5 mg = 200'],
    ['bupivacaine 5 mg/mL, 20 mL', '2023-06-30', 'S0020 x1', '20 mL ÷ 30 mL = about 0.6667, rounded up to 1'],
    ['fentanyl 0.05 mg/mL, 20 mL', '2026-11-20', 'J3010 x10', '0.05 mg/mL × 20 mL = 1 mg ÷ 0.1 mg = 10'],
    ['morphine 10 mg/mL, 20 mL', '2014-12-31', 'J2275 x20', '10 mg/mL × 20 mL = 200 mg ÷ 10 mg = 20'],
    // 0.1 mg/mL × 3 mL is 0.30000000000000004 mg in floating point, which would make 4 units.
    ['fentanyl 0.1 mg/mL, 3 mL', '2026-11-20', 'J3010 x3', '0.1 mg/mL × 3 mL = 0.3 mg ÷ 0.1 mg = 3'],
  ];
  for (const [drug, date, line, arithmetic] of rows) {
    it(`${drug} on ${date}`, () =>
      expect(linesOf(refill(date, `${drug}, commercial, practice, mdv`))).toEqual([
        { line, arithmetic, missing: undefined },
      ]));
  }

  for (const [volume, units] of [
    ['1 mL', 1],
    ['1.5 mL', 2],
    ['2 mL', 2],
  ] as const) {
    it(`a trial of ${volume} of 50 mcg/mL`, () => {
      const note = `2026-11-20 trial P-031 @office\ndrug: baclofen 50 mcg/mL, ${volume}, commercial, practice, mdv`;
      expect(linesOf(note).map(({ line }) => line)).toEqual([`J0476 x${units}`]);
    });
  }
});

describe('the lines of a claim', () => {
  it('Medicare, all of it used', () =>
    expect(
      linesOf(
        refill(
          '2026-11-20',
          'baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL',
          '#medicare',
        ),
      ),
    ).toMatchObject([{ line: 'J0475-JZ-KD x8' }]));
  it('Medicare, a part discarded', () =>
    expect(
      linesOf(
        refill('2026-11-20', 'morphine 25 mg/mL, 18 mL, commercial, practice, sdv 1 x 20 mL, waste 2 mL', '#medicare'),
      ),
    ).toMatchObject([
      { line: 'J2274-KD x45' },
      {
        line: 'J2274-JW x5',
        arithmetic:
          'opened 25 mg/mL × 20 mL = 500 mg ÷ 10 mg = 50; placed 25 mg/mL × 18 mL = 450 mg ÷ 10 mg = 45; 50 − 45 = 5',
      },
    ]));
  it('Medicare, a part of a unit discarded', () =>
    expect(
      linesOf(refill('2026-11-20', 'baclofen 2000 mcg/mL, 18 mL, commercial, practice, sdv 1 x 20 mL', '#medicare')),
    ).toMatchObject([{ line: 'J0475-JZ-KD x4' }]));
  it('Medicare, a compound', () =>
    expect(
      linesOf(
        refill('2026-11-20', 'morphine 20 mg/mL + bupivacaine 10 mg/mL, 20 mL, compounded, practice', '#medicare'),
      ),
    ).toMatchObject([{ line: 'J7999-KD x1 "morphine 400 mg bupivacaine 200 mg 20 mL compounded"' }]));
  it('Medicare, a compound in 2015', () =>
    expect(
      linesOf(refill('2015-08-01', 'baclofen 3000 mcg/mL, 20 mL, compounded, practice', '#medicare')),
    ).toMatchObject([{ line: 'Q9977-KD x1 "baclofen 60 mg 20 mL compounded"' }]));
  it('a payer that wants each ingredient', () =>
    expect(
      linesOf(refill('2026-11-20', 'morphine 20 mg/mL + clonidine 25 mcg/mL, 20 mL, compounded, practice', '#aetna')),
    ).toMatchObject([
      { line: 'J3490 x1 "morphine 400 mg 20 mL compounded"' },
      { line: 'J3490 x1 "clonidine 500 mcg 20 mL compounded"' },
    ]));
  it('two strengths of one drug make one line', () => {
    const note = `${refill('2026-11-20', 'baclofen 1000 mcg/mL, 35 mL, commercial, practice, mdv')}\ndrug: Gablofen 2000 mcg/mL, 2 mL, commercial, practice, mdv`;
    expect(linesOf(note)).toMatchObject([{ line: 'J0475 x4' }]);
  });
  for (const not of ['pharmacy', 'patient', 'hospital', 'practice, not given']) {
    it(`nothing for a drug of the ${not}`, () =>
      expect(linesOf(refill('2026-11-20', `baclofen 2000 mcg/mL, 20 mL, commercial, ${not}`))).toEqual([]));
  }
  it('no units without a strength', () =>
    expect(linesOf(refill('2026-11-20', 'baclofen, 20 mL, commercial, practice'))).toEqual([
      { line: 'J0475', arithmetic: undefined, missing: 'the strength of baclofen' },
    ]));
});

describe('division that rounds up', () => {
  it('is exact where the quotient does not end', () => {
    expect(ceilDivide(new Big('1'), new Big('3')).toFixed()).toBe('1');
    expect(ceilDivide(new Big('7.00000000000000000000000000001'), new Big('7')).toFixed()).toBe('2');
    expect(ceilDivide(new Big('6.99999999999999999999999999999'), new Big('7')).toFixed()).toBe('1');
    expect(ceilDivide(new Big('0'), new Big('0.1')).toFixed()).toBe('0');
  });
  it('gives the least number of units that holds the amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000 }), fc.integer({ min: 1, max: 5_000 }), (whole, part) => {
        const n = ceilDivide(new Big(whole).div(1000), new Big(part).div(1000));
        expect(n.times(part).gte(whole) && (n.eq(0) || n.minus(1).times(part).lt(whole))).toBe(true);
      }),
    );
  });
});

/** 500 mg in 30 mL are no decimal number of mg/mL: neither the units nor the words may show that. */
describe('a label whose strength does not end', () => {
  const rows: readonly [drug: string, line: string, arithmetic: string][] = [
    ['morphine 500 mg in 30 mL, 30 mL', 'J2274 x50', '16.6667 mg/mL × 30 mL = 500 mg ÷ 10 mg = 50'],
    ['morphine 200 mg/30 mL, 30 mL', 'J2274 x20', '6.6667 mg/mL × 30 mL = 200 mg ÷ 10 mg = 20'],
    ['baclofen 20 mg per 18 mL, 18 mL', 'J0475 x2', '1.1111 mg/mL × 18 mL = 20 mg ÷ 10 mg = 2'],
    ['ziconotide 500 mcg/30 mL, 30 mL', 'J2278 x500', '16.6667 mcg/mL × 30 mL = 500 mcg ÷ 1 mcg = 500'],
  ];
  for (const [drug, line, arithmetic] of rows)
    it(drug, () =>
      expect(linesOf(refill('2026-11-20', `${drug}, commercial, practice, mdv`))).toEqual([
        { line, arithmetic, missing: undefined },
      ]),
    );

  it('makes as many units as the exact quotient', () => {
    const codes = [
      ['morphine', 10n],
      ['clonidine', 1n],
    ] as const;
    const whole = (max: number): fc.Arbitrary<bigint> => fc.bigInt(1n, BigInt(max));
    fc.assert(
      fc.property(fc.constantFrom(...codes), whole(2000), whole(60), whole(60), ([name, unit], mass, of, volume) => {
        const drug = `${name} ${mass} mg in ${of} mL, ${volume} mL, commercial, practice, mdv`;
        const [line] = linesOf(refill('2026-11-20', drug));
        const part = of * unit;
        expect(line!.line.split(' x')[1]).toBe(String((mass * volume + part - 1n) / part));
        expect(line!.arithmetic).not.toMatch(/\.\d{7}/);
      }),
      { numRuns: 60 },
    );
  });
});
