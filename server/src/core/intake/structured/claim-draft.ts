/** A visit as a structured source states it, before it is written in the note language. */
import { letterAt } from '../../encounter/diagnosis-letter.js';
import { sightingsIn } from '../../rules/privacy/phi/detect-phi.js';
import type { Key } from '../../syntax/vocabulary.js';
import {
  headerLine,
  PATIENT_GAP,
  type IntakeEncounter,
  type ProposedCode,
  type ProposedField,
  type UnreadSpan,
} from '../types.js';
import type { Stated } from './stated.js';

/** One billed line of the source. */
export interface ChargeDraft {
  readonly code: Stated;
  /** Upper case, in the order of the source. */
  readonly modifiers: readonly string[];
  /** Undefined if the source does not state whole units. */
  readonly units: number | undefined;
  /** The diagnoses that the line points to, in its order, as codes; undefined if the source states no pointers. */
  readonly diagnoses: readonly string[] | undefined;
  /** 5-4-2 */
  readonly ndc: string | undefined;
  /** Words for a code that names no drug. */
  readonly text: string | undefined;
  /** Credential and initials of who performed it. */
  readonly by: Stated | undefined;
  readonly sure: boolean;
}

/** What the lines of one patient, date and payer state. */
export interface ClaimDraft {
  readonly date: string | null;
  readonly places: Stated[];
  readonly payers: Stated[];
  /** In the order of the source, with the dot. */
  readonly diagnoses: Stated[];
  readonly auths: Stated[];
  readonly charges: ChargeDraft[];
  readonly unread: UnreadSpan[];
}

export function newDraft(date: string | null): ClaimDraft {
  return { date, places: [], payers: [], diagnoses: [], auths: [], charges: [], unread: [] };
}

/** Reads the values of one line. A value that cannot be read is listed as unread and makes the line unsure. */
export class ValueReader {
  sure = true;

  constructor(private readonly unread: UnreadSpan[]) {}

  /** @returns undefined if nothing is stated, or what is stated cannot be read */
  read<T>(stated: Stated | undefined, read: (text: string) => T | undefined, why: string): T | undefined {
    if (!stated) return undefined;
    const value = read(stated.value);
    if (value === undefined) this.doubt(stated, why);
    return value;
  }

  doubt({ start, end }: Stated, why: string): void {
    this.sure = false;
    this.unread.push({ start, end, why });
  }
}

export const WHY_UNREAD = {
  units: 'units are whole numbers from 1 on',
  modifiers: 'no modifiers of two characters',
  ndc: 'an NDC has eleven digits, or hyphens that show where a zero is left out',
} as const;

/** Letters of a code line end here. */
const MAX_DIAGNOSES = 12;

/**
 * The draft in the note language. Values that contradict each other are shown side by side as unsure; of place and
 * payer neither is taken.
 */
export function encounterOf(draft: ClaimDraft): IntakeEncounter {
  const unread = [...draft.unread];
  const place = onlyOne(draft.places, 'the lines of this visit state two places', unread);
  const payer = onlyOne(draft.payers, 'the lines of this visit state two payers', unread);
  const diagnoses = distinct(draft.diagnoses);
  const letters = new Map(diagnoses.map(({ value }, i) => [value, letterAt(i)]));
  const header = { date: draft.date, services: null, place, payer };
  return {
    ...header,
    patient: PATIENT_GAP,
    header: headerLine(header),
    fields: [
      ...performers(draft.charges),
      ...diagnoses.map(of => field('dx', of, true)),
      ...distinct(draft.auths).map(of => field('auth', of, true)),
    ],
    codes: draft.charges.map(charge => codeLine(charge, letters)),
    unread: unread.sort((a, b) => a.start - b.start || a.end - b.end),
  };
}

function codeLine(charge: ChargeDraft, letters: ReadonlyMap<string, string>): ProposedCode {
  const { code, modifiers, units, ndc, text } = charge;
  const pointed = (charge.diagnoses ?? []).map(dx => letters.get(dx));
  const pointers = pointed.every(letter => letter !== undefined && letter <= letterAt(MAX_DIAGNOSES - 1))
    ? pointed.join('')
    : '';
  const line = [
    [code.value, ...modifiers].join('-'),
    ...(units === undefined || units === 1 ? [] : [`x${units}`]),
    ...(pointers ? [`@${pointers}`] : []),
    ...(ndc ? [`ndc ${ndc}`] : []),
    ...(text ? [`"${text}"`] : []),
  ].join(' ');
  return { line, sure: charge.sure, start: code.start, end: code.end };
}

/** `by` names who filled. Of several people it is the one of the pump service; others are proposed beside, unsure. */
function performers(charges: readonly ChargeDraft[]): ProposedField[] {
  const all = distinct(charges.flatMap(({ by }) => by ?? []));
  if (all.length <= 1) return all.map(of => field('by', of, true));
  const atPump = distinct(charges.flatMap(({ by, code }) => (by && PUMP_SERVICE.test(code.value) ? by : [])));
  return all.map(of => field('by', of, atPump.length === 1 && atPump[0]!.value === of.value));
}

/** Refill, analysis, reprogramming and pump surgery. */
const PUMP_SERVICE = /^(?:9599[01]|9652[123]|6236\d|6235[015]|3626[012])$/;

function field(key: Key, { value, start, end }: Stated, sure: boolean): ProposedField {
  return { key, item: value, start, end, sure };
}

function onlyOne(all: readonly Stated[], why: string, unread: UnreadSpan[]): string | null {
  const values = distinct(all);
  if (values.length > 1) for (const { start, end } of values) unread.push({ start, end, why });
  return values.length === 1 ? values[0]!.value : null;
}

function distinct(all: readonly Stated[]): Stated[] {
  const seen = new Set<string>();
  return all.filter(({ value }) => !seen.has(value) && seen.add(value));
}

/**
 * Words of a line that may go into the note: on one line, without quotes, and naming no person; undefined for others.
 */
export function lineText(text: string): string | undefined {
  const clean = text.replaceAll('"', '').replace(/\s+/g, ' ').trim();
  return clean && !sightingsIn(clean).length ? clean : undefined;
}

/** Whether words price an unlisted drug: an amount in mg or mcg is named. */
export function namesDose(text: string): boolean {
  return /\d\s?(?:mg|mcg|ug|µg)\b/i.test(text);
}
