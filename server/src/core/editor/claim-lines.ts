/** The claim that the facts of an encounter support, as lines to type. */
import { billedDrugs } from '../claim/drugs/billed-drug.js';
import { supportedDrugLines, typedLine } from '../claim/drugs/drug-lines.js';
import { evaluations } from '../claim/edits/evaluation.js';
import { shareOfClaim } from '../claim/services/claim-share.js';
import { openLines } from '../claim/services/open-lines.js';
import { isBillableHere } from '../claim/services/facility.js';
import type { DocumentedDrug } from '../claim/drugs/documented-drug.js';
import { memoByVisit } from '../visit/memo.js';
import { PUMP_CODES } from '../claim/services/pump-codes.js';
import type { Reason } from '../claim/reason.js';
import { supportedServices } from '../claim/services/supported-services.js';
import { isLikelyTypoOf, hasLikelyTypoOf } from '../claim/services/likely-typo.js';
import { decideDiscontinued } from '../claim/services/discontinued.js';
import { SURGERY_CODES } from '../claim/services/surgery.js';
import { otherLinesThatDay } from '../visit/same-day.js';
import type { Visit } from '../visit/visit.js';

/** A line of the claim that the facts support. */
export interface ClaimLine {
  readonly code: string;
  /** `J0475-JZ-KD x8`: what is billed, without where it points. */
  readonly head: string;
  /** The line as a coder types it, pointers and text included. */
  readonly typed: string;
  /** False where the note lacks a fact that decides its units or its text. */
  readonly whole: boolean;
  readonly reasons: readonly Reason[];
  readonly arithmetic?: string;
  /** What is less than certain about it, or missing for it. */
  readonly doubt?: string;
  /** The claim, or that of another note of the day, has a line for it already, right or wrong. */
  readonly billed: boolean;
}

/**
 * Services first, then drugs, in the order of a claim. Visits (E/M) are never derived: only the coder knows that one
 * was separate.
 */
export const claimLines = memoByVisit((visit): readonly ClaimLine[] => [...serviceLines(visit), ...drugLines(visit)]);

function serviceLines(visit: Visit): ClaimLine[] {
  const choice = supportedServices(visit);
  const pointers = visit.bill === 'pro' ? pointersOf(visit, false) : '';
  const line = (code: string, modifier: string | undefined, rest: Pick<ClaimLine, 'reasons' | 'doubt'>): ClaimLine => {
    const head = modifier ? `${code}-${modifier}` : code;
    return {
      code,
      head,
      typed: pointers ? `${head} @${pointers}` : head,
      whole: true,
      billed: isServiceBilled(visit, code) || isBilledElsewhere(visit, code),
      ...rest,
    };
  };
  // Who bills only a part leaves the rest to others.
  if (shareOfClaim(visit)) return [];
  const open = new Set(openLines(visit).flatMap(({ codes }) => codes));
  const billable = choice.lines.filter(({ code }) => !open.has(code) && isBillableHere(visit, code));
  // A stopped procedure is billed with what says how far it went, or not at all.
  const stop = visit.stopped ? decideDiscontinued(visit) : undefined;
  if (stop && stop.kind !== 'modifier') return [];
  const lines = billable.map(({ code, reasons, doubt }) =>
    line(code, stop?.allowed[0], { reasons: [...reasons, ...(stop?.reasons ?? [])], ...(doubt ? { doubt } : {}) }),
  );
  const { pump } = choice;
  const attempted =
    stop && pump.attempt && !pump.inside && pump.outcome === 'code' && pump.code && isBillableHere(visit, pump.code)
      ? pump
      : undefined;
  if (!attempted) return lines;
  // What was begun is billed as such; a reading that belongs to it is not billed beside it.
  return [
    line(attempted.code!, stop!.allowed[0], { reasons: [...attempted.reasons, ...stop!.reasons] }),
    ...lines.filter(({ code }) => !PUMP_CODES.has(code)),
  ];
}

function isServiceBilled(visit: Visit, code: string): boolean {
  const { codes } = visit.encounter;
  if (PUMP_CODES.has(code)) return hasLikelyTypoOf(visit, [code]) || codes.some(line => line.code === code);
  const slot = SURGERY_CODES.get(code)?.part;
  const kind = visit.codes.procedure(code)?.kind;
  return codes.some(
    line =>
      line.code === code ||
      (slot ? SURGERY_CODES.get(line.code)?.part === slot : visit.codes.procedure(line.code)?.kind === kind) ||
      isLikelyTypoOf(visit, line.code, [code]),
  );
}

/** Another note of the patient's day has a line of the code. */
function isBilledElsewhere(visit: Visit, code: string): boolean {
  return otherLinesThatDay(visit).some(line => line.code === code);
}

function drugLines(visit: Visit): ClaimLine[] {
  const bills = billedDrugs(visit);
  const pointers = visit.bill === 'pro' ? pointersOf(visit, true) : '';
  // A line whose drug the note does not have is most likely meant for one that has no line.
  const isBilled = (drugs: readonly DocumentedDrug[]): boolean =>
    bills.some(bill => bill.drugs.length === 0 || bill.drugs.some(drug => drugs.includes(drug)));
  return supportedDrugLines(visit).map((line): ClaimLine => {
    const named = line.text !== undefined || !visit.codes.procedure(line.code)?.isNoc;
    const missing = line.missing ?? (named ? undefined : 'name, dose and volume in words');
    return {
      code: line.code,
      head: typedLine({ ...line, text: '' }, ''),
      typed: typedLine(line, pointers),
      whole: line.units !== undefined && line.units > 0 && named,
      reasons: line.drugs.map(({ drug }) => ({
        text: line.discarded
          ? 'discarded from what was opened'
          : 'placed in the reservoir, and the practice may bill it',
        at: drug,
      })),
      billed: isBilled(line.drugs) || isBilledElsewhere(visit, line.code),
      ...(line.arithmetic ? { arithmetic: line.arithmetic } : {}),
      ...(missing ? { doubt: `${missing} is not in the note` } : {}),
    };
  });
}

/**
 * The diagnoses that a line of the pump points to: not what is only seen at a separate visit, and for a drug not the
 * status codes that mean the service, while others are there.
 */
export function pointersOf(visit: Visit, ofDrug: boolean): string {
  const { dx, em, codes } = visit.encounter;
  const visits = new Set(evaluations(visit, visit.linesToCheck));
  const elsewhere = (letter: string): boolean =>
    codes.some(line => line.pointers.includes(letter) && !visits.has(line));
  const reasonWords = new Set(em ? words(em.value) : []);
  const ofPump = dx.slice(0, 12).filter(({ letter, code }) => {
    if (elsewhere(letter)) return true;
    if ([...visits].some(line => line.pointers.includes(letter))) return false;
    return !words(visit.codes.diagnosis(code)?.title ?? '').some(word => reasonWords.has(word));
  });
  const illness = ofDrug ? ofPump.filter(({ code }) => !code.startsWith('Z')) : ofPump;
  return (
    [illness, ofPump, dx]
      .find(some => some.length > 0)
      ?.slice(0, 4)
      .map(({ letter }) => letter)
      .join('') ?? ''
  );
}

/** Words that say what a text is about. */
function words(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(
      word => word.length > 3 && !['pain', 'chronic', 'other', 'with', 'from', 'left', 'right', 'pump'].includes(word),
    );
}
