/**
 * Claims → X12 837P (005010X222A1). A note holds no names, addresses, birth dates, member or tax numbers: the billing
 * system puts them in the place of the patient's token, and the interchange is marked as a test (ISA15) until then.
 */
import { MAX_UNCLASSIFIED_TEXT_LENGTH } from '../claim/drugs/unclassified-drug-text.js';
import { list } from '../text/prose.js';
import type { ExportRemark } from './select-claims.js';
import type { ExportedClaim, ExportedLine } from './exported-claim.js';

export interface ClaimFile {
  readonly text: string;
  /** What a payer asks for and the notes do not state. */
  readonly remarks: readonly ExportRemark[];
}

const GUIDE = '005010X222A1';
/** LX in one claim. */
const MAX_LINES = 50;
const MAX_DIAGNOSES = 12;
const MAX_POINTERS = 4;
const MAX_MODIFIERS = 4;

/** SBR09, the kind of a payer. */
const FILING_CODES: Readonly<Record<string, string>> = {
  medicare: 'MB',
  'medicare-advantage': '16',
  medicaid: 'MC',
  bcbs: 'BL',
  'workers-comp': 'WC',
  'self-pay': '09',
  aetna: 'CI',
  cigna: 'CI',
  uhc: 'CI',
};

/** Why claims cannot go into a professional claim file at all. */
export function claimFileProblems(claims: readonly ExportedClaim[]): ExportRemark[] {
  return claims.flatMap(({ at, bill, place, lines, diagnoses }): ExportRemark[] => {
    if (bill === 'facility')
      return [{ at, text: 'the claim of a facility goes into an 837I, not an 837P; export it as CSV' }];
    if (!place) return [{ at, text: 'no place of service is stated, and CLM05 needs one' }];
    if (!diagnoses.length) return [{ at, text: 'no diagnosis is stated, and HI needs one' }];
    if (lines.length > MAX_LINES)
      return [{ at, text: `a claim has at most ${MAX_LINES} lines, and this one has ${lines.length}` }];
    return [];
  });
}

/** @param claims those without {@link claimFileProblems}; dates of the envelope are the latest date of service */
export function claimFile(claims: readonly ExportedClaim[]): ClaimFile {
  const remarks: ExportRemark[] = [];
  const day = claims
    .map(({ date }) => date)
    .reduce((a, b) => (a > b ? a : b))
    .replaceAll('-', '');
  const writer = new SegmentWriter();
  writer.add('ST', '837', '0001', GUIDE);
  writer.add('BHT', '0019', '00', '1', day, '0000', 'CH');
  writer.add('NM1', '41', '2', 'SUBMITTER', '', '', '', '', '46', 'SUBMITTER');
  writer.add('NM1', '40', '2', 'RECEIVER', '', '', '', '', '46', 'RECEIVER');
  writer.add('HL', '1', '', '20', '1');
  writer.add('NM1', '85', '2', 'BILLING PROVIDER');
  claims.forEach((claim, i) => addClaim(writer, claim, i, remarks));
  const set = writer.segments;
  const isa = [
    'ISA',
    '00',
    ''.padEnd(10),
    '00',
    ''.padEnd(10),
    'ZZ',
    'SUBMITTER'.padEnd(15),
    'ZZ',
    'RECEIVER'.padEnd(15),
    day.slice(2),
    '0000',
    '^',
    '00501',
    '000000001',
    '0',
    'T',
    ':',
  ];
  const all = [
    isa.join('*'),
    `GS*HC*SUBMITTER*RECEIVER*${day}*0000*1*X*${GUIDE}`,
    ...set,
    `SE*${set.length + 1}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
  ];
  return { text: `${all.join('~\n')}~\n`, remarks };
}

class SegmentWriter {
  readonly segments: string[] = [];

  /** Empty elements at the end are left out. */
  add(...elements: string[]): void {
    this.segments.push(elements.join('*').replace(/\*+$/, ''));
  }
}

function addClaim(writer: SegmentWriter, claim: ExportedClaim, index: number, remarks: ExportRemark[]): void {
  const { at, patient, payer, place, auths, diagnoses, lines, npi, taxonomy, by } = claim;
  const token = plainText(patient, 60);
  writer.add('HL', String(index + 2), '1', '22', '0');
  writer.add('SBR', 'P', '18', '', '', '', '', '', '', FILING_CODES[payer?.id ?? ''] ?? 'ZZ');
  writer.add('NM1', 'IL', '1', token, '', '', '', '', 'MI', token);
  writer.add('NM1', 'PR', '2', payer ? plainText(payer.title, 60).toUpperCase() : 'PAYER');
  if (!payer) remarks.push({ at, text: 'no payer is stated: NM1*PR holds a placeholder' });
  writer.add(
    'CLM',
    `${token}-${claim.date.replaceAll('-', '')}`,
    totalOf(lines),
    '',
    '',
    `${place}:B:1`,
    'Y',
    'A',
    'Y',
    'Y',
  );
  for (const auth of auths.slice(0, 1)) writer.add('REF', 'G1', plainText(auth, 50));
  if (auths.length > 1)
    remarks.push({ at, text: 'a claim holds one authorization number (REF G1): the first is exported' });
  writer.add('HI', ...diagnoses.slice(0, MAX_DIAGNOSES).map((dx, i) => `${i ? 'ABF' : 'ABK'}:${dx.replace('.', '')}`));
  if (npi) writer.add('NM1', '82', '1', plainText(by?.split(' ')[1] ?? 'PROVIDER', 60), '', '', '', '', 'XX', npi);
  if (npi && taxonomy) writer.add('PRV', 'PE', 'PXC', taxonomy);
  const free = lines.filter(({ charge }) => charge === undefined).map(({ code }) => code);
  if (free.length) remarks.push({ at, text: `no charge is stated for ${list(free)}: SV102 is 0` });
  lines.forEach((line, i) => {
    writer.add('LX', String(i + 1));
    addLine(writer, claim, line, remarks);
  });
}

function addLine(writer: SegmentWriter, { date }: ExportedClaim, line: ExportedLine, remarks: ExportRemark[]): void {
  const { at, code, modifiers, units, pointers, charge, ndc, milliliters, text } = line;
  const words = text && plainText(text, MAX_UNCLASSIFIED_TEXT_LENGTH);
  const own = modifiers.slice(0, MAX_MODIFIERS);
  const procedure = [
    'HC',
    code,
    ...own,
    ...(words ? [...Array.from({ length: MAX_MODIFIERS - own.length }, () => ''), words] : []),
  ];
  writer.add(
    'SV1',
    procedure.join(':'),
    moneyText(charge ?? '0'),
    'UN',
    String(units),
    '',
    '',
    pointers.slice(0, MAX_POINTERS).join(':'),
  );
  writer.add('DTP', '472', 'D8', date.replaceAll('-', ''));
  if (!ndc) return;
  writer.add('LIN', '', 'N4', ndc.replaceAll('-', ''));
  if (milliliters) writer.add('CTP', '', '', '', milliliters, 'ML');
  else remarks.push({ at, text: `${code}: the quantity of the NDC is not stated, so CTP is left out` });
}

/** Cents, exactly. */
function totalOf(lines: readonly ExportedLine[]): string {
  const cents = lines.reduce((sum, { charge }) => {
    const [dollars = '0', rest = ''] = (charge ?? '0').split('.');
    return sum + Number(dollars) * 100 + Number(rest.padEnd(2, '0'));
  }, 0);
  return moneyText(`${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`);
}

/** As X12 writes decimals: no zeros at the end, none in front. */
function moneyText(dollars: string): string {
  return dollars.replace(/\.0*$/, '').replace(/(\.\d*?)0+$/, '$1');
}

/** Words in the extended character set of X12, without its separators. */
function plainText(text: string, most: number): string {
  return text
    .replace(/[µμ]g/g, 'mcg')
    .normalize('NFKD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/[*:~^]/g, ' ')
    .replace(/ +/g, ' ')
    .trim()
    .slice(0, most);
}
