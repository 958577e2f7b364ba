// HL7 v2 DFT^P03: the same charges in every encoding and framing that systems send.
import { describe, expect, it } from 'vitest';
import { asLines, problemOf, visitsIn } from './structured-support';

/** A segment by its fields' numbers. */
function segment(name: string, fields: Readonly<Record<number, string>>): string {
  const length = Math.max(...Object.keys(fields).map(Number));
  return [name, ...Array.from({ length }, (_, i) => fields[i + 1] ?? '')].join('|');
}

const MSH = 'MSH|^~\\&|PUMPEHR|CLINIC|PM|BILLING|20261120103000||DFT^P03^DFT_P03|M1|T|2.5.1';
const PID = 'PID|1||00417^^^CLINIC^MR||TESTPERSON^INA^Q||19610304|F|||1 Nowhere Rd^^Springfield^IL^62701||5555550142';
const KARA = '9990000001^Lindqvist^Kara^^^^RN';
const FILL = segment('FT1', {
  1: '1',
  4: '20261120',
  6: 'CG',
  7: '95990^Pump fill^C4',
  10: '1',
  11: '310.00',
  19: 'G80.0^^I10~Z45.1^^I10',
  20: KARA,
  25: '95990^^C4',
});
const DRUG = segment('FT1', {
  1: '2',
  4: '20261120',
  6: 'CG',
  7: 'J0475^Baclofen^HCPCS',
  10: '8',
  19: 'G80.0^^I10',
  20: KARA,
  25: 'J0475^^HCPCS',
  26: 'JZ~KD',
  29: '66794-0157-02^^NDC',
});
const SEGMENTS = [MSH, 'EVN|P03|20261120103000', PID, 'PV1|1|O|CLINIC3', FILL, DRUG];

const WANTED = [
  '2026-11-20 visit P-XXX',
  'by: RN KL',
  'dx: G80.0',
  'dx: Z45.1',
  '95990 @AB',
  'J0475-JZ-KD x8 @A ndc 66794-0157-02',
];

const message = (segments: readonly string[], end = '\r'): string => segments.join(end) + end;
const linesOf = (text: string): string[] => visitsIn(text, 'hl7').flatMap(asLines);
const withFields = (fields: Readonly<Record<number, string>>, ...others: string[]): string =>
  message([
    MSH,
    PID,
    segment('FT1', { 4: '20261120', 6: 'CG', 7: '62370^^C4', 10: '1', 11: '540.00', ...fields }),
    ...others,
  ]);

describe('a charge message', () => {
  it.each([
    ['CR', message(SEGMENTS)],
    ['LF', message(SEGMENTS, '\n')],
    ['CRLF', message(SEGMENTS, '\r\n')],
    ['no end of the last line', SEGMENTS.join('\n')],
    ['a byte-order mark', `\ufeff${message(SEGMENTS)}`],
    ['a network frame', `\u000b${message(SEGMENTS)}\u001c\r`],
    ['a batch', message(['FHS|^~\\&|A', 'BHS|^~\\&|A', ...SEGMENTS, 'BTS|1', 'FTS|1'])],
    [
      'other separators',
      message(
        SEGMENTS.map(line =>
          line
            .replaceAll('\\&', '\u0001')
            .replaceAll('|', '#')
            .replaceAll('^', '@')
            .replaceAll('~', '*')
            .replaceAll('\u0001', '%$'),
        ),
      ),
    ],
    ['blank lines between segments', message(SEGMENTS, '\r\n\r\n')],
  ])('is read with %s', (_, text) => {
    expect(linesOf(text)).toEqual(WANTED);
  });

  it.each([
    ['CR', '\r'],
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('is read whole if only the last segment lacks its %s', (_, end) => {
    expect(linesOf(SEGMENTS.join(end))).toEqual(WANTED);
    const withDiagnosis = [
      ...SEGMENTS.slice(0, 5),
      'DG1|1|I10|G80.0^Palsy^I10||20261120|F',
      'DG1|2|I10|Z45.1^Care^I10',
    ];
    expect(linesOf(withDiagnosis.join(end))).toContain('95990 @AB');
    expect(linesOf([MSH, PID, 'FT1|1|||20261120||CG|95990^^C4|||1'].join(end))).toContain('95990');
  });

  it('is refused where it breaks off', () => {
    const whole = SEGMENTS.slice(0, 5).join('\r');
    for (const cut of [whole.slice(0, -FILL.length + 30), whole.slice(0, whole.indexOf('|G80.0'))])
      expect(problemOf(cut, 'hl7')).toMatch(/^line 5, FT1-\d+: the file ends inside a charge; expected the rest/);
    const withDiagnoses = [MSH, PID, FILL, 'DG1|1|I10|G80.0^Palsy^I10||20261120|F', 'DG1|2|I10|Z45'].join('\r');
    expect(problemOf(withDiagnoses, 'hl7')).toMatch(/^line 5, DG1-3: the file ends inside a diagnosis/);
  });

  it('gives every proposal the place of its words', () => {
    const text = message(SEGMENTS);
    const [visit] = visitsIn(text, 'hl7');
    expect(visit!.fields.map(({ start, end }) => text.slice(start, end))).toEqual([KARA, 'G80.0', 'Z45.1']);
    expect(visit!.codes.map(({ start, end }) => text.slice(start, end))).toEqual(['95990', 'J0475']);
    expect(visit!.unread.map(({ start, end }) => text.slice(start, end))).toEqual(['310.00']);
  });

  it('reads several messages of a file, and the dates of a message apart', () => {
    const other = DRUG.replace('20261120', '202611230915');
    expect(
      visitsIn(message([...SEGMENTS, ...SEGMENTS.slice(0, 4), FILL, other]), 'hl7').map(({ date, codes }) => [
        date,
        codes.length,
      ]),
    ).toEqual([
      ['2026-11-20', 2],
      ['2026-11-20', 1],
      ['2026-11-23', 1],
    ]);
  });

  it('resolves escapes', () => {
    const words = 'morphine 400 mg \\T\\ bupivacaine 200 mg\\.br\\20 mL \\X28\\cmpd\\X29\\ \\F\\x';
    expect(linesOf(withFields({ 7: 'J7999^^HCPCS', 8: words }))).toEqual([
      '2026-11-20 visit P-XXX',
      'J7999 "morphine 400 mg & bupivacaine 200 mg 20 mL (cmpd) |x"',
    ]);
  });

  it('takes diagnoses of the message in their order, and points only if a charge does', () => {
    const dg1 = (id: number, code: string, rank = ''): string =>
      segment('DG1', { 1: String(id), 2: 'I10', 3: `${code}^words^I10`, 6: 'F', 15: rank });
    expect(
      linesOf(
        withFields(
          {},
          dg1(1, 'M961'),
          dg1(2, 'G89.4'),
          dg1(3, '338.4'.replace('.', '.')).replace('I10|338.4^words^I10', 'I9|338.4^words^I9'),
        ),
      ),
    ).toEqual(['2026-11-20 visit P-XXX', 'dx: M96.1', 'dx: G89.4', '62370']);
    expect(linesOf(withFields({}, dg1(1, 'G89.4', '2'), dg1(2, 'M96.1', '1')))).toEqual([
      '2026-11-20 visit P-XXX',
      'dx: M96.1',
      'dx: G89.4',
      '62370',
    ]);
    expect(linesOf(withFields({ 19: 'G89.4' }, dg1(1, 'M96.1'), dg1(2, 'G89.4')))).toEqual([
      '2026-11-20 visit P-XXX',
      'dx: M96.1',
      'dx: G89.4',
      '62370 @B',
    ]);
  });

  it('reads the payer of the first insurance', () => {
    const in1 = (id: number, name: string): string =>
      segment('IN1', { 1: String(id), 2: 'X1^PPO', 3: '0001', 4: name, 14: id === 1 ? 'PA7781^20261101' : '' });
    expect(linesOf(withFields({}, in1(2, 'AETNA'), in1(1, 'Medicare Part B')))).toEqual([
      '2026-11-20 visit P-XXX #medicare',
      'auth: PA7781',
      '62370',
    ]);
  });

  it('takes the procedure where the transaction is a number of the house, and doubts two procedures', () => {
    expect(linesOf(withFields({ 7: '4400017^PUMP REFILL^L', 25: '62370^^C4' }))[1]).toBe('62370');
    expect(linesOf(withFields({ 7: '95991^^C4', 25: '62370^^C4' }))[1]).toBe('62370 ?');
  });

  it('bills no credit, and doubts what it takes back', () => {
    const credit = segment('FT1', { 4: '20261120', 6: 'CD', 7: '62370^^C4', 10: '1', 11: '-540.00' });
    expect(linesOf(withFields({}, credit))).toEqual(['2026-11-20 visit P-XXX', '62370 ?']);
  });

  it.each([
    ['^Okafor^Bayo^^^^DO', 'by: DO BO'],
    ['^Okafor^Bayo^^DO', 'by: DO BO'],
    ['1234567893^OKAFOR^BAYO^X^JR^DR^MD^^NPI', 'by: MD BO'],
    ['^Sorrel^Alma^^^^M.D.', 'by: MD AS'],
  ])('reads the performer %s', (person, item) => {
    expect(linesOf(withFields({ 20: person }))).toContain(item);
  });

  it.each([['1234567893'], ['^Okafor^Bayo'], ['^Okafor^Bayo^^^DR']])('takes no performer from %s', person => {
    expect(linesOf(withFields({ 20: person }))).toEqual(['2026-11-20 visit P-XXX', '62370']);
  });

  it('takes units only if they are whole', () => {
    expect(linesOf(withFields({ 10: '2.00' }))[1]).toBe('62370 x2');
    expect(linesOf(withFields({ 10: '1.5' }))[1]).toBe('62370 ?');
  });

  it('names no person, record or birth date anywhere', () => {
    const named = message([
      ...SEGMENTS,
      'GT1|1||TESTPERSON^INA',
      'IN1|1|X|1|AETNA||||||||||||TESTPERSON^INA|18|19610304',
    ]);
    expect(JSON.stringify(visitsIn(named, 'hl7'))).not.toMatch(/testperson|\bina\b|00417|1961|5555550142|lindqvist/i);
    expect(linesOf(withFields({ 7: 'J7999^^HCPCS', 8: 'Mrs. Testperson 400 mg' }))[1]).toBe('J7999');
  });

  it.each([
    ['an empty file', '', /line 1/],
    ['no header', message(SEGMENTS.slice(1)), /line 1.*MSH/],
    ['a header without separators', 'MSH', /line 1.*separators/],
    ['another message', message([MSH.replace('DFT^P03^DFT_P03', 'ADT^A04'), PID]), /line 1, MSH-9.*ADT\^A04.*DFT\^P03/],
    ['no charge', message(SEGMENTS.slice(0, 4)), /line 4.*FT1/],
    ['a charge without date', withFields({ 4: '' }), /line 3, FT1-4.*date/],
    ['a charge on no day', withFields({ 4: '20261340' }), /line 3, FT1-4/],
    ['a charge without code', withFields({ 7: '' }), /line 3, FT1-7.*code/],
    ['a frame that does not end', `\u000b${message(SEGMENTS)}`, /frame/],
    ['a batch that does not end', message(['BHS|^~\\&|A', ...SEGMENTS]), /BTS/],
    ['a batch with fewer messages', message(['BHS|^~\\&|A', ...SEGMENTS, 'BTS|3']), /BTS counts 3/],
    ['a segment that is none', message([...SEGMENTS, '== end ==']), /line 7.*segment/],
    [
      'a charge that breaks off',
      message(SEGMENTS).slice(0, message(SEGMENTS).indexOf('J0475^Bac') + 8),
      /line 6, FT1-7.*inside a charge/,
    ],
    [
      'a diagnosis that breaks off',
      message(SEGMENTS).slice(0, message(SEGMENTS).lastIndexOf('G80.0') + 3),
      /line 6, FT1-19.*inside a charge/,
    ],
  ])('is refused for %s', (_, text, why) => {
    const problem = problemOf(text, 'hl7');
    expect(problem).toMatch(why);
    expect(problem).not.toMatch(/testperson|\n|\r/i);
  });

  it('is refused if it is cut off anywhere before the end of its first charge, and never half read', () => {
    const text = message(SEGMENTS.slice(0, 5));
    for (let cut = 1; cut < text.indexOf('|310.00'); cut++)
      expect(problemOf(text.slice(0, cut), 'hl7')).not.toMatch(/testperson/i);
  });
});
