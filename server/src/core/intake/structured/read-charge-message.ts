/** Charge messages: HL7 v2 DFT^P03, one FT1 a charge. */
import { isCode } from '../../syntax/code-shape.js';
import type { UnreadSpan } from '../types.js';
import {
  lineText,
  namesDose,
  newDraft,
  ValueReader,
  WHY_UNREAD,
  type ChargeDraft,
  type ClaimDraft,
} from './claim-draft.js';
import { readMessages, type Message, type Segment } from './hl7-segments.js';
import { payerNamed } from './payer-name.js';
import { SourceFault } from './source-fault.js';
import type { Stated } from './stated.js';
import {
  performerOf,
  readDiagnosis,
  readDrugCode,
  readModifiers,
  readPerformer,
  readPlace,
  readProcedure,
  readServiceDate,
  readUnits,
} from './values.js';

/**
 * The visits of charge messages: the charges of one message with the same date are one.
 * @throws {@link SourceFault} for a file that is damaged or holds other messages
 */
export function readCharges(text: string, isUnclassified: (code: string) => boolean): ClaimDraft[] {
  const messages = readMessages(text);
  for (const message of messages) requireCharges(message);
  return messages.flatMap(message => new ChargeMessage(message, isUnclassified).read());
}

const CHARGE_EVENTS: ReadonlySet<string> = new Set(['P03', 'P11']);

/** The end of the last segment may be missing, as many systems and editors leave it out; half a segment is not. */
function requireCharges({ segments, ended }: Message): void {
  requireChargeType(segments[0]!);
  const charges = segments.filter(({ name }) => name === 'FT1');
  const last = segments.at(-1)!;
  if (!charges.length)
    throw new SourceFault(`line ${last.line}: the message ends without a charge; expected a segment FT1`);
  for (const charge of charges) requireDateAndCode(charge);
  if (ended) return;
  if (last.name === 'FT1') requireWholeCharge(last, charges.slice(0, -1));
  if (last.name === 'DG1') requireWholeDiagnosis(last, segments);
}

function requireChargeType(header: Segment): void {
  const type = header.value(9)?.value ?? '';
  const event = header.value(9, 2)?.value ?? '';
  if (type !== 'DFT' || (event && !CHARGE_EVENTS.has(event)))
    throw new SourceFault(
      `line ${header.line}, MSH-9: this message is ${/^[A-Z]{3}$/.test(type) ? `${type}${/^[A-Z]\d\d$/.test(event) ? `^${event}` : ''}` : 'of no type that is known'}; expected DFT^P03, the message of charges`,
    );
}

function requireDateAndCode(charge: Segment): void {
  if (!charge.field(4))
    throw new SourceFault(`line ${charge.line}, FT1-4: the charge has no date; expected a day such as 20261120`);
  if (!charge.field(7) && !charge.field(25))
    throw new SourceFault(`line ${charge.line}, FT1-7: the charge has no code; expected a CPT or HCPCS code`);
}

/** A diagnosis without its code, or with half of it. */
function requireWholeDiagnosis(last: Segment, all: readonly Segment[]): void {
  const others = all.filter(({ name }) => name === 'DG1').slice(0, -1);
  if (last.length < 3 || isHalf(last, others))
    throw new SourceFault(
      `line ${last.line}, DG1-${last.length}: the file ends inside a diagnosis; expected the rest of the segment and its end (CR)`,
    );
}

/**
 * A charge holds its units (FT1-10); of several charges each holds what all others do, up to the diagnoses (FT1-19).
 */
const UNITS = 10,
  DIAGNOSES = 19;

function requireWholeCharge(last: Segment, others: readonly Segment[]): void {
  const shortest = others.length ? Math.min(...others.map(({ length }) => length), DIAGNOSES) : UNITS;
  if (last.length < shortest || isHalf(last, others)) throw insideCharge(last);
}

/** Whether a segment without its end breaks off behind a separator, or where every other one like it goes on. */
function isHalf(last: Segment, others: readonly Segment[]): boolean {
  const { length } = last;
  const own = last.repetitions(length).at(-1);
  if (!own) return others.every(other => other.length > length);
  const same = others.flatMap(other => other.repetitions(length)[0] ?? []);
  const count = (of: Stated): number => last.components(of).length;
  return same.length > 0 && same.every(of => count(of) > count(own));
}

function insideCharge({ line, length }: Segment): SourceFault {
  return new SourceFault(
    `line ${line}, FT1-${length}: the file ends inside a charge; expected the rest of the segment and its end (CR)`,
  );
}

class ChargeMessage {
  private readonly drafts = new Map<string, ClaimDraft>();
  private readonly diagnoses: Stated[];
  private readonly payer: Stated | undefined;
  private readonly place: Stated | undefined;
  private readonly auth: Stated | undefined;
  private readonly unread: UnreadSpan[] = [];

  constructor(
    private readonly message: Message,
    private readonly isUnclassified: (code: string) => boolean,
  ) {
    const named = (name: string): Segment[] => message.segments.filter(segment => segment.name === name);
    this.diagnoses = this.messageDiagnoses(named('DG1'));
    const primary = primaryInsurance(named('IN1'));
    this.payer = primary && payerOf(primary);
    const auth = primary?.value(14);
    this.auth = auth && /\d/.test(auth.value) ? auth : undefined;
    this.place = named('PV1').flatMap(segment => placeOf(segment, 3) ?? [])[0];
    for (const segment of named('PR1')) this.skip(segment.field(3), 'a procedure (PR1) is no charge');
  }

  read(): ClaimDraft[] {
    for (const segment of this.message.segments) if (segment.name === 'FT1') this.addCharge(segment);
    const drafts = [...this.drafts.values()];
    drafts[0]?.unread.push(...this.unread);
    return drafts;
  }

  private skip(at: Stated | undefined, why: string): void {
    if (at && /\d/.test(at.value)) this.unread.push({ start: at.start, end: at.end, why });
  }

  private addCharge(segment: Segment): void {
    const date = this.dateOf(segment);
    let draft = this.drafts.get(date);
    if (!draft) this.drafts.set(date, (draft = this.newVisit(date)));
    const kind = segment.value(6)?.value.toUpperCase() ?? 'CG';
    const code = codeOf(segment);
    if (!code) {
      const at = segment.field(25) ?? segment.field(7)!;
      draft.unread.push({ start: at.start, end: at.end, why: 'no CPT or HCPCS code' });
      return;
    }
    this.skip(segment.field(11), 'an amount of money is not taken over');
    this.skip(segment.field(12), 'an amount of money is not taken over');
    if (kind !== 'CG') {
      const why =
        kind === 'CD' || kind === 'CR' ? 'the transaction is a credit' : 'the transaction is no charge (FT1-6)';
      draft.unread.push({ start: code.start, end: code.end, why });
      // What was credited may have been billed by mistake: the charge of the same code is a proposal to look at.
      for (const [i, charge] of draft.charges.entries())
        if (charge.code.value === code.value) draft.charges[i] = { ...charge, sure: false };
      return;
    }
    const place = placeOf(segment, 16) ?? this.place;
    if (place) draft.places.push(place);
    const own = this.chargeDiagnoses(segment);
    // Diagnoses of the message keep their order; those that only a charge names follow.
    draft.diagnoses.push(...own);
    draft.charges.push(this.chargeOf(segment, code, own, draft.unread));
  }

  private newVisit(date: string): ClaimDraft {
    const draft = newDraft(date);
    draft.diagnoses.push(...this.diagnoses);
    if (this.payer) draft.payers.push(this.payer);
    if (this.auth) draft.auths.push(this.auth);
    return draft;
  }

  private dateOf(segment: Segment): string {
    const stated = segment.value(4)!;
    const date = readServiceDate(stated.value);
    if (!date)
      throw new SourceFault(
        `line ${segment.line}, FT1-4: the date of the charge is no day; expected one such as 20261120`,
      );
    return date;
  }

  private chargeOf(segment: Segment, code: ChargeCode, own: readonly Stated[], unread: UnreadSpan[]): ChargeDraft {
    const values = new ValueReader(unread);
    const units = values.read(segment.value(10), readUnits, WHY_UNREAD.units);
    const modifiers = segment
      .repetitions(26)
      .flatMap(of => values.read(segment.component(of, 1), readModifiers, WHY_UNREAD.modifiers) ?? []);
    const words = [8, 9].flatMap(field => segment.value(field) ?? []).concat(code.words ?? []);
    const text = this.isUnclassified(code.value) ? words.find(({ value }) => namesDose(value)) : undefined;
    return {
      code,
      modifiers: [...new Set([...code.modifiers, ...modifiers])],
      units,
      diagnoses: own.length ? own.map(({ value }) => value) : undefined,
      ndc: this.ndcOf(segment, unread),
      text: text && lineText(text.value),
      by: this.performer(segment),
      sure: code.sure && values.sure,
    };
  }

  /** FT1-29, or a code of the system NDC beside the procedure's. */
  private ndcOf(segment: Segment, unread: UnreadSpan[]): string | undefined {
    for (const field of [29, 7, 25])
      for (const repetition of segment.repetitions(field)) {
        const parts = segment.components(repetition);
        for (const [code, , system] of [parts.slice(0, 3), parts.slice(3, 6)]) {
          if (!code?.value || (field !== 29 && !/^NDC/i.test(system?.value ?? ''))) continue;
          const ndc = readDrugCode(code.value);
          if (ndc) return ndc;
          unread.push({
            start: code.start,
            end: code.end,
            why: WHY_UNREAD.ndc,
          });
        }
      }
    return undefined;
  }

  /** FT1-20: the degree is the seventh component, or the suffix if a system puts it there. */
  private performer(segment: Segment): Stated | undefined {
    for (const person of segment.repetitions(20)) {
      const part = (number: number): string => segment.component(person, number)?.value ?? '';
      const named = [part(7), part(5), part(21)].map(degree => performerOf(part(2), part(3), degree)).find(Boolean);
      const value = named ?? readPerformer([part(3), part(2)].filter(Boolean).join(' '));
      if (value) return { value, start: person.start, end: person.end };
    }
    return undefined;
  }

  private chargeDiagnoses(segment: Segment): Stated[] {
    return segment.repetitions(19).flatMap(repetition => {
      const code = segment.component(repetition, 1);
      return this.diagnosis(code, segment.component(repetition, 3)?.value);
    });
  }

  private messageDiagnoses(segments: readonly Segment[]): Stated[] {
    const rank = (segment: Segment): number =>
      Number(segment.value(15)?.value) || Number(segment.value(1)?.value) || 99;
    return segments
      .filter(segment => segment.value(21)?.value !== 'D')
      .map((segment, i) => ({ segment, i }))
      .sort((a, b) => rank(a.segment) - rank(b.segment) || a.i - b.i)
      .flatMap(({ segment }) =>
        this.diagnosis(segment.value(3) ?? segment.value(4), segment.value(3, 3)?.value ?? segment.value(2)?.value),
      );
  }

  private diagnosis(code: Stated | undefined, system: string | undefined): Stated[] {
    if (!code) return [];
    const isOld = /^(?:I9|ICD-?9)/i.test(system ?? '');
    const value = isOld ? undefined : readDiagnosis(code.value);
    if (value) return [{ ...code, value }];
    this.skip(code, isOld ? 'an ICD-9-CM code' : 'no ICD-10-CM code');
    return [];
  }
}

interface ChargeCode extends Stated {
  readonly modifiers: readonly string[];
  readonly words: Stated | undefined;
  readonly sure: boolean;
}

/**
 * FT1-25 names the procedure; FT1-7 may hold the charge number of the house instead. If both are procedures and differ,
 * it is unsure.
 */
function codeOf(segment: Segment): ChargeCode | undefined {
  const [procedure, transaction] = [25, 7].map(field => {
    for (const repetition of segment.repetitions(field))
      for (const first of [1, 4]) {
        const code = segment.component(repetition, first);
        const read = code && readProcedure(code.value);
        if (read) return { code, read, words: segment.component(repetition, first + 1) };
      }
    return undefined;
  });
  const found = procedure ?? transaction;
  if (!found || !isCode(found.read.code)) return undefined;
  const agree = !procedure || !transaction || procedure.read.code === transaction.read.code;
  const { code, read, words } = found;
  return {
    value: read.code,
    start: code.start,
    end: code.end,
    modifiers: read.modifiers,
    words: words ?? transaction?.words,
    sure: agree,
  };
}

/** The insurance that pays first: by FT1's order of benefits (IN1-22), else by its number. */
function primaryInsurance(all: readonly Segment[]): Segment | undefined {
  const rank = (segment: Segment): number => Number(segment.value(22)?.value) || Number(segment.value(1)?.value) || 99;
  return [...all].sort((a, b) => rank(a) - rank(b))[0];
}

/** The company's name (IN1-4), else the plan (IN1-2, IN1-9). */
function payerOf(segment: Segment): Stated | undefined {
  for (const at of [segment.value(4), segment.value(2, 2), segment.value(2), segment.value(9), segment.value(15)]) {
    const value = at && payerNamed(at.value);
    if (value) return { ...at, value };
  }
  return undefined;
}

const LOCATION_TYPES: ReadonlyMap<string, string> = new Map([
  ['O', 'office'],
  ['S', 'snf'],
]);

/**
 * A location (PL): its point of care if that is a place of service, else its type (provider's office, skilled nursing
 * facility).
 */
function placeOf(segment: Segment, field: number): Stated | undefined {
  const point = segment.value(field);
  const place = point && readPlace(point.value);
  if (place && !/^\d+$/.test(place)) return { ...point, value: place };
  const type = segment.value(field, 6);
  const known = type && LOCATION_TYPES.get(type.value.toUpperCase());
  return known ? { ...type, value: known } : undefined;
}
