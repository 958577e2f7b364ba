/** X12 835 remittances → what was paid and what was denied, line by line. Of a patient it keeps the token alone. */
import { Big } from 'big.js';
import type { IsoDate } from '../syntax/iso-day.js';
import { isIsoDay } from '../syntax/iso-day.js';
import { SourceFault } from '../intake/structured/source-fault.js';
import { readInterchanges, type Transaction, type X12Segment } from '../intake/structured/x12-segments.js';

/** A reason why less was paid than charged. */
export interface Adjustment {
  /** `CO`, `PR`, `OA`, `PI`, `CR` */
  readonly group: string;
  /** CARC. */
  readonly reason: string;
  readonly amount: Big;
}

export interface PaidLine {
  /** As billed: SVC06 if the payer has changed it. */
  readonly code: string;
  readonly date: IsoDate | undefined;
  readonly adjustments: readonly Adjustment[];
  /** RARC of the line (LQ). */
  readonly remarks: readonly string[];
}

export interface PaidClaim {
  /** What may name the patient: the number of the claim, the member number and the last name. */
  readonly names: readonly string[];
  /** CLP02. */
  readonly status: string;
  /** Claim number, status, amounts and trace number: equal for the same claim in a file that comes twice. */
  readonly identity: string;
  readonly number: string;
  readonly date: IsoDate | undefined;
  readonly adjustments: readonly Adjustment[];
  /** RARC of the claim (MOA, MIA). */
  readonly remarks: readonly string[];
  readonly lines: readonly PaidLine[];
}

/** CLP02: a payment that is taken back. */
export const REVERSAL = '22';

/**
 * The claims of a remittance file, in its order.
 * @throws SourceFault for text that is no whole 835, with the place and what is expected there
 */
export function readRemittance(text: string): PaidClaim[] {
  const transactions = readInterchanges(text);
  if (transactions.length === 0) throw new SourceFault('the file is empty: expected an 835, which begins with ISA');
  for (const { type, segments } of transactions)
    if (type !== '835')
      throw new SourceFault(
        `segment ${segments[0]!.number}, ST01: this is ${NAMES[type] ?? 'another transaction'}; expected ` +
          '835, a remittance',
      );
  return transactions.flatMap(transaction => new RemittanceReader().read(transaction));
}

const NAMES: Readonly<Record<string, string>> = {
  '270': 'a question about eligibility (270)',
  '271': 'an answer about eligibility (271)',
  '276': 'a question about claims (276)',
  '277': 'the status of claims (277)',
  '278': 'an authorization (278)',
  '820': 'a payment of premiums (820)',
  '834': 'an enrollment (834)',
  '837': 'a claim file (837)',
  '997': 'an acknowledgment (997)',
  '999': 'an acknowledgment (999)',
};

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

class RemittanceReader {
  private readonly claims: Mutable<PaidClaim>[] = [];
  private claim: Mutable<PaidClaim> | undefined;
  private line: Mutable<PaidLine> | undefined;
  private trace = '';

  read({ segments }: Transaction): PaidClaim[] {
    for (const segment of segments) READERS[segment.name]?.(this, segment);
    return this.claims;
  }

  setTrace(segment: X12Segment): void {
    this.trace = segment.value(2);
  }

  beginClaim(segment: X12Segment): void {
    const [number, status] = [need(segment, 1, 'the number of the claim'), need(segment, 2, 'the status of the claim')];
    const [charged, paid] = [amount(segment, 3), amount(segment, 4)];
    this.line = undefined;
    this.claim = {
      names: [number],
      status,
      number,
      identity: [this.trace, number, status, charged, paid, segment.value(7)].join('|'),
      date: undefined,
      adjustments: [],
      remarks: [],
      lines: [],
    };
    this.claims.push(this.claim);
  }

  beginLine(segment: X12Segment): void {
    const claim = this.claimOf(segment);
    amount(segment, 2);
    amount(segment, 3);
    // SVC06 is what was billed where the payer has changed it.
    const parts = segment.components(6).length > 1 ? segment.components(6) : segment.components(1);
    if (parts.length < 2 || parts[1]!.value === '')
      throw new SourceFault(`segment ${segment.number}, SVC01: expected a procedure, such as HC:95990`);
    this.line = { code: parts[1]!.value.toUpperCase(), date: undefined, adjustments: [], remarks: [] };
    claim.lines.push(this.line);
  }

  adjust(segment: X12Segment): void {
    const group = need(segment, 1, 'the group of an adjustment');
    if (!GROUPS.has(group)) throw new SourceFault(`segment ${segment.number}, CAS01: expected CO, OA, PI, PR or CR`);
    const { adjustments } = this.line ?? this.claimOf(segment);
    for (let i = 2; i <= Math.max(segment.length, 2); i += 3) {
      if (i > 2 && segment.value(i) === '' && segment.value(i + 1) === '') continue;
      const reason = need(segment, i, 'the reason of an adjustment').toUpperCase();
      adjustments.push({ group, reason, amount: amount(segment, i + 1) });
    }
  }

  name(segment: X12Segment): void {
    // 1000A and 1000B come before the claims; QC is the patient, IL the subscriber.
    if (!this.claim || (segment.value(1) !== 'QC' && segment.value(1) !== 'IL')) return;
    this.claim.names.push(...[segment.value(9), segment.value(3)].filter(Boolean));
  }

  day(segment: X12Segment): void {
    const qualifier = segment.value(1);
    const target = this.line ?? this.claim;
    if (!target || !(this.line ? LINE_DATES : CLAIM_DATES).has(qualifier)) return;
    const date = segment.value(2).replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3');
    if (!isIsoDay(date)) throw new SourceFault(`segment ${segment.number}, DTM02: expected a day, such as 20261120`);
    target.date ??= date;
  }

  remarkOnLine(segment: X12Segment): void {
    if (segment.value(1) !== 'HE') return;
    if (!this.line) throw new SourceFault(`segment ${segment.number}, LQ: expected SVC before the remark of a line`);
    this.line.remarks.push(need(segment, 2, 'a remark code').toUpperCase());
  }

  remarkOnClaim(segment: X12Segment, elements: readonly number[]): void {
    const { remarks } = this.claimOf(segment);
    remarks.push(...elements.map(i => segment.value(i).toUpperCase()).filter(Boolean));
  }

  private claimOf({ number, name }: X12Segment): Mutable<PaidClaim> {
    if (!this.claim) throw new SourceFault(`segment ${number}, ${name}: expected CLP, which begins a claim, before it`);
    return this.claim;
  }
}

const GROUPS: ReadonlySet<string> = new Set(['CO', 'OA', 'PI', 'PR', 'CR']);
/** The day of the service, or the first one. */
const LINE_DATES: ReadonlySet<string> = new Set(['472', '150']);
/** The first day of the statement. */
const CLAIM_DATES: ReadonlySet<string> = new Set(['232', '472', '150']);

const READERS: Readonly<Record<string, (reader: RemittanceReader, segment: X12Segment) => void>> = {
  TRN: (reader, segment) => reader.setTrace(segment),
  CLP: (reader, segment) => reader.beginClaim(segment),
  SVC: (reader, segment) => reader.beginLine(segment),
  CAS: (reader, segment) => reader.adjust(segment),
  NM1: (reader, segment) => reader.name(segment),
  DTM: (reader, segment) => reader.day(segment),
  LQ: (reader, segment) => reader.remarkOnLine(segment),
  MOA: (reader, segment) => reader.remarkOnClaim(segment, [3, 4, 5, 6, 7]),
  MIA: (reader, segment) => reader.remarkOnClaim(segment, [5, 20, 21, 22, 23]),
};

function need(segment: X12Segment, element: number, what: string): string {
  const value = segment.value(element);
  if (value === '') throw new SourceFault(`segment ${segment.number}, ${placeOf(segment, element)}: expected ${what}`);
  return value;
}

function amount(segment: X12Segment, element: number): Big {
  const value = segment.value(element);
  if (!/^-?(\d+\.?\d*|\.\d+)$/.test(value))
    throw new SourceFault(`segment ${segment.number}, ${placeOf(segment, element)}: expected an amount, such as 95.20`);
  return new Big(value);
}

function placeOf({ name }: X12Segment, element: number): string {
  return `${name}${String(element).padStart(2, '0')}`;
}
