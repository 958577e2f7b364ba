/** Professional claims: X12 837P (005010X222A1, and 004010X098A1 before it). */
import {
  lineText,
  namesDose,
  newDraft,
  ValueReader,
  WHY_UNREAD,
  type ChargeDraft,
  type ClaimDraft,
} from './claim-draft.js';
import { payerFiled } from './payer-name.js';
import { SourceFault } from './source-fault.js';
import type { Stated } from './stated.js';
import {
  performerOf,
  readDiagnosis,
  readDrugCode,
  readModifiers,
  readPlace,
  readProcedure,
  readServiceDate,
  readUnits,
} from './values.js';
import { readInterchanges, type Transaction, type X12Segment } from './x12-segments.js';

/**
 * The visits of a claim file: the lines of one claim with the same date are one.
 * @throws {@link SourceFault} for a file that is damaged or holds other transactions
 */
export function readClaims(text: string, isUnclassified: (code: string) => boolean): ClaimDraft[] {
  const transactions = readInterchanges(text);
  for (const transaction of transactions) requireProfessional(transaction);
  const drafts = transactions.flatMap(transaction => new ClaimReader(isUnclassified).read(transaction));
  if (!drafts.length) throw new SourceFault('the file holds no claim; expected a segment CLM');
  return drafts;
}

const OTHER_CLAIMS: readonly (readonly [guide: RegExp, name: string])[] = [
  [/X223|X096/, '837I, the claim of an institution'],
  [/X224|X097/, '837D, the claim of a dentist'],
];

function requireProfessional({ type, version, segments }: Transaction): void {
  const [header] = segments;
  const place = `segment ${header!.number}, ST`;
  if (type !== '837')
    throw new SourceFault(
      `${place}01: this transaction is ${/^\d{3}$/.test(type) ? type : 'of no type that is known'}; expected 837, a claim`,
    );
  const other =
    OTHER_CLAIMS.find(([guide]) => guide.test(version))?.[1] ??
    (segments.some(({ name }) => name === 'SV2') ? OTHER_CLAIMS[0]![1] : undefined) ??
    (segments.some(({ name }) => name === 'SV3') ? OTHER_CLAIMS[1]![1] : undefined);
  if (other) throw new SourceFault(`${place}03: this is an ${other}; expected 837P, the claim of a professional`);
}

/** One service line while its segments are read. */
interface LineDraft {
  readonly segment: X12Segment;
  date: string | undefined;
  ndc: string | undefined;
  note: string | undefined;
  by: Stated | undefined;
}

/** What a claim states for all its lines. */
interface Claim {
  readonly segment: X12Segment;
  /** By their number in HI; undefined for one that is no ICD-10-CM code. */
  readonly diagnoses: (Stated | undefined)[];
  readonly auths: Stated[];
  readonly lines: LineDraft[];
  readonly unread: { start: number; end: number; why: string }[];
  by: Stated | undefined;
  /** The payer that pays first, of a claim that is filed to another one. */
  primary: Stated | undefined;
  /** How the claim is filed with the payer whose loop is read; undefined outside the loop of the first payer. */
  primaryFiling: string | undefined;
}

const MONEY = 'an amount of money is not taken over';

class ClaimReader {
  private readonly drafts: ClaimDraft[] = [];
  private payer: Stated | undefined;
  private filing = '';
  private claim: Claim | undefined;

  constructor(private readonly isUnclassified: (code: string) => boolean) {}

  read({ segments }: Transaction): ClaimDraft[] {
    for (const segment of segments) this.take(segment);
    this.endClaim();
    return this.drafts;
  }

  private take(segment: X12Segment): void {
    const { name } = segment;
    if (name === 'HL') this.endClaim();
    else if (name === 'SBR' && !this.claim) this.beginSubscriber(segment);
    else if (name === 'NM1' && segment.value(1) === 'PR' && !this.claim) this.payer = this.payerOf(segment);
    else if (name === 'CLM') this.beginClaim(segment);
    else if (this.claim) this.takeOfClaim(this.claim, segment);
  }

  private beginSubscriber(segment: X12Segment): void {
    this.filing = segment.value(9);
    this.payer = undefined;
    const at = segment.element(9);
    const value = payerFiled(this.filing, '');
    if (at && value) this.payer = { ...at, value };
  }

  private payerOf(segment: X12Segment): Stated | undefined {
    const at = segment.element(3);
    const value = at && payerFiled(this.filing, at.value);
    if (at && value) return { ...at, value };
    return at ? undefined : this.payer;
  }

  private beginClaim(segment: X12Segment): void {
    this.endClaim();
    this.claim = {
      segment,
      diagnoses: [],
      auths: [],
      lines: [],
      unread: [],
      by: undefined,
      primary: undefined,
      primaryFiling: undefined,
    };
    const total = segment.element(2);
    if (total) this.claim.unread.push({ start: total.start, end: total.end, why: MONEY });
  }

  private takeOfClaim(claim: Claim, segment: X12Segment): void {
    const line = claim.lines.at(-1);
    const taken = line ? this.takeOfLine(claim, line, segment) : false;
    if (taken) return;
    switch (segment.name) {
      case 'HI':
        return this.addDiagnoses(claim, segment);
      case 'REF':
        return this.addReference(claim, segment);
      case 'SBR':
        claim.primaryFiling = segment.value(1) === 'P' ? segment.value(9) : undefined;
        return;
      case 'NM1':
        return this.addPerson(claim, segment);
      case 'SV1':
        claim.lines.push({ segment, date: undefined, ndc: undefined, note: undefined, by: undefined });
        return;
      case 'DTP':
        return skip(claim, segment.element(3), 'it is no date of service');
      case 'AMT':
        return skip(claim, segment.element(2), MONEY);
    }
  }

  /** Whether the segment belongs to the line alone. */
  private takeOfLine(claim: Claim, line: LineDraft, segment: X12Segment): boolean {
    const { name } = segment;
    const qualifier = segment.value(1);
    if (name === 'DTP' && qualifier === '472') this.addDate(line, segment);
    else if (name === 'NM1' && qualifier === '82') line.by = performer(segment) ?? line.by;
    else if (name === 'LIN' && segment.value(2) === 'N4') this.addDrug(claim, line, segment);
    else if (name === 'NTE') line.note = segment.value(2);
    else if (name === 'CTP') skip(claim, segment.element(4), 'it has no place in a note');
    else return false;
    return true;
  }

  private addDiagnoses(claim: Claim, segment: X12Segment): void {
    for (let i = 1; i <= segment.length; i++) {
      const [qualifier, code] = segment.components(i);
      if (!code?.value || !['ABK', 'ABF', 'BK', 'BF'].includes(qualifier!.value)) {
        skip(claim, code, 'it is no diagnosis of the claim');
        continue;
      }
      const value = qualifier!.value.startsWith('A') ? readDiagnosis(code.value) : undefined;
      claim.diagnoses.push(value ? { ...code, value } : undefined);
      if (!value) skip(claim, code, qualifier!.value.startsWith('A') ? 'no ICD-10-CM code' : 'an ICD-9-CM code');
    }
  }

  private addPerson(claim: Claim, segment: X12Segment): void {
    const kind = segment.value(1);
    if (kind === '82') claim.by = performer(segment) ?? claim.by;
    const name = segment.element(3);
    if (kind !== 'PR' || claim.primaryFiling === undefined || !name) return;
    const value = payerFiled(claim.primaryFiling, name.value);
    if (value) claim.primary = { ...name, value };
  }

  private addReference(claim: Claim, segment: X12Segment): void {
    const number = segment.element(2);
    if (segment.value(1) !== 'G1' || !number) return skip(claim, number, 'a reference number is not taken over');
    if (/^[\w-]+$/.test(number.value)) claim.auths.push(number);
  }

  private addDate(line: LineDraft, segment: X12Segment): void {
    const [first] = segment.value(3).split('-');
    const date = first && /^\d{8}(?:\d{4})?$/.test(first) ? readServiceDate(first) : undefined;
    if (!date)
      throw new SourceFault(
        `segment ${segment.number}, DTP03: the date of service is no day; expected one such as 20261120`,
      );
    line.date = date;
  }

  private addDrug(claim: Claim, line: LineDraft, segment: X12Segment): void {
    const code = segment.element(3);
    line.ndc = code && readDrugCode(code.value);
    if (!line.ndc) skip(claim, code, 'an NDC has eleven digits');
  }

  private endClaim(): void {
    const { claim } = this;
    this.claim = undefined;
    if (!claim) return;
    if (!claim.lines.length)
      throw new SourceFault(`segment ${claim.segment.number}, CLM: the claim has no line; expected a segment SV1`);
    const [facility, , frequency] = claim.segment.components(5);
    const isVoid = frequency?.value === '8';
    if (isVoid)
      claim.unread.push({ start: frequency.start, end: frequency.end, why: 'the claim voids an earlier one' });
    const drafts = new Map<string, ClaimDraft>();
    for (const line of claim.lines) {
      const key = line.date ?? '';
      const draft = drafts.get(key) ?? this.newVisit(claim, line.date ?? null);
      drafts.set(key, draft);
      const at = line.segment.element(5) ?? facility;
      const place = at && readPlace(at.value);
      if (place) draft.places.push({ ...at, value: place });
      const charge = this.chargeOf(claim, line, draft);
      if (charge) draft.charges.push(isVoid ? { ...charge, sure: false } : charge);
    }
    const all = [...drafts.values()];
    all[0]!.unread.push(...claim.unread);
    this.drafts.push(...all);
  }

  private newVisit(claim: Claim, date: string | null): ClaimDraft {
    const draft = newDraft(date);
    draft.diagnoses.push(...claim.diagnoses.flatMap(of => of ?? []));
    draft.auths.push(...claim.auths);
    const payer = claim.primary ?? this.payer;
    if (payer) draft.payers.push(payer);
    return draft;
  }

  private chargeOf(claim: Claim, line: LineDraft, draft: ClaimDraft): ChargeDraft | undefined {
    const { segment } = line;
    const parts = segment.components(1);
    const [qualifier, code, ...rest] = parts;
    skip(draft, segment.element(2), MONEY);
    const read = code && qualifier!.value === 'HC' ? readProcedure(code.value) : undefined;
    if (!read) {
      skip(draft, segment.element(1), 'no CPT or HCPCS code');
      return undefined;
    }
    const values = new ValueReader(draft.unread);
    const modifiers = rest.slice(0, 4).flatMap(({ value }) => (value && readModifiers(value)) || []);
    const pointed = segment
      .components(7)
      .flatMap(({ value }) => (value ? [claim.diagnoses[Number(value) - 1]?.value] : []));
    if (pointed.some(dx => dx === undefined)) values.sure = false;
    return {
      code: { value: read.code, start: code!.start, end: code!.end },
      modifiers: [...read.modifiers, ...modifiers],
      units: unitsOf(segment, values),
      diagnoses: pointed.length ? pointed.flatMap(dx => dx ?? []) : undefined,
      ndc: line.ndc,
      text: this.textOf(line, read.code, rest[4]?.value),
      by: line.by ?? claim.by,
      sure: values.sure,
    };
  }

  /** The words of SV101-7, else of a note that prices an unlisted drug. */
  private textOf({ note }: LineDraft, code: string, words: string | undefined): string | undefined {
    if (words) return lineText(words);
    return note && this.isUnclassified(code) && namesDose(note) ? lineText(note) : undefined;
  }
}

/** SV104, if SV103 does not count minutes. */
function unitsOf(segment: X12Segment, values: ValueReader): number | undefined {
  const isMinutes = segment.value(3) === 'MJ';
  return values.read(
    segment.element(4),
    text => (isMinutes ? undefined : readUnits(text)),
    isMinutes ? 'minutes are no units' : WHY_UNREAD.units,
  );
}

/** A rendering provider whose suffix is a credential; a claim has no other place for it. */
function performer(segment: X12Segment): Stated | undefined {
  const value = performerOf(segment.value(3), segment.value(4), segment.value(7));
  const at = segment.element(3);
  return value && at ? { ...at, value } : undefined;
}

function skip({ unread }: Pick<ClaimDraft, 'unread'>, at: Stated | undefined, why: string): void {
  if (at && /\d/.test(at.value)) unread.push({ start: at.start, end: at.end, why });
}
