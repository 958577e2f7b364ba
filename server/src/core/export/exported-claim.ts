/** What of a checked visit goes out of the house. A note holds no names: the patient is its local token. */
import { drugsByLine, ndcOf, renderingNpi } from '../claim-form/claim-form.js';
import { hasModifier } from '../claim/drugs/billed-drug.js';
import type { BilledCode } from '../encounter/model.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { IsoDate } from '../syntax/iso-day.js';
import type { Visit } from '../visit/visit.js';

export interface ExportedClaim {
  readonly at: SourceRange;
  /** Local token. */
  readonly patient: string;
  readonly date: IsoDate;
  /** Place-of-service code. */
  readonly place: string | undefined;
  /** Payer profile. */
  readonly payer: { readonly id: string; readonly title: string } | undefined;
  readonly bill: 'pro' | 'facility';
  /** Credential and initials of who performed. */
  readonly by: string | undefined;
  /** Of a physician or QHP who performed; staff are not named on a claim. */
  readonly npi: string | undefined;
  readonly taxonomy: string | undefined;
  readonly auths: readonly string[];
  readonly diagnoses: readonly string[];
  readonly lines: readonly ExportedLine[];
}

export interface ExportedLine {
  readonly at: SourceRange;
  readonly code: string;
  readonly modifiers: readonly string[];
  /** Places of its diagnoses, from 1. */
  readonly pointers: readonly number[];
  readonly units: number;
  /** Dollars, `1480.00`; undefined if the note states none. */
  readonly charge: string | undefined;
  /** 5-4-2 */
  readonly ndc: string | undefined;
  /** Milliliters of the drug that the line bills; undefined if the note does not state them. */
  readonly milliliters: string | undefined;
  /** Words of a code that names no drug. */
  readonly text: string | undefined;
}

/** @returns undefined for a visit without a date or a patient, which no claim can state */
export function exportedClaim(visit: Visit): ExportedClaim | undefined {
  const { encounter, date, performer } = visit;
  const patient = encounter.patient?.value;
  if (!date || !patient) return undefined;
  const { id, title } = visit.policy;
  return {
    at: encounter.header,
    patient,
    date,
    place: visit.pos,
    payer: visit.payer && id !== 'national' ? { id, title } : undefined,
    bill: visit.bill,
    by: performer?.initials ? `${performer.credential} ${performer.initials}` : undefined,
    npi: renderingNpi(visit),
    taxonomy: performer?.class === 'staff' ? undefined : visit.by?.taxonomy?.value,
    auths: encounter.auths.flatMap(({ number }) => number?.value ?? []),
    diagnoses: encounter.dx.map(({ code }) => code),
    lines: visit.claimLines.map(line => exportedLine(visit, line)),
  };
}

function exportedLine(visit: Visit, line: BilledCode): ExportedLine {
  return {
    at: line,
    code: line.code,
    modifiers: line.modifiers.map(({ value }) => value),
    pointers: [...line.pointers].map(letter => letter.charCodeAt(0) - 64),
    units: line.units,
    charge: line.charge?.value,
    ndc: ndcOf(visit, line),
    milliliters: milliliters(visit, line),
    text: line.text?.value.trim() || undefined,
  };
}

/**
 * Of one drug the volume placed, or of a line for what was discarded the waste. Not of a diluted one: its vial held
 * another volume.
 */
function milliliters(visit: Visit, line: BilledCode): string | undefined {
  const [of, ...others] = drugsByLine(visit).get(line) ?? [];
  if (!of || others.length || of.drug.from) return undefined;
  const volume = hasModifier(line, 'JW') ? of.drug.waste?.value : visit.placedVolume(of.drug)?.value;
  return volume?.unit === 'mL' ? volume.amount.toFixed() : undefined;
}
