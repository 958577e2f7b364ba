/** Fixes that bring the claim to what the facts support: another code on a line, a line less, a line more. */
import { diagnosisOf } from '../../encounter/diagnosis-letter.js';
import type { BilledCode } from '../../encounter/model.js';
import { linesEditedTogether } from '../../visit/same-day.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit, Fix } from '../../edits/fix.js';
import type { Key } from '../../syntax/vocabulary.js';
import { exceedsClaimLimit } from '../claim-limits.js';
import { deleteLineFix } from './delete-line.js';
import { isEvaluation } from '../edits/evaluation.js';
import { isBillableHere } from '../services/facility.js';
import { bypassOf } from '../edits/pairs.js';
import { isRefillCode, PUMP_CODES } from '../services/pump-codes.js';
import { NO_CODE } from '../services/pump-service.js';
import { isServiceUnread, readServiceFacts } from '../services/service-facts.js';
import { at } from '../../edits/builders.js';
import { swapCode } from '../../encounter/code-line-edits.js';
import { capitalized, list } from '../../text/prose.js';
import { isStub } from '../../visit/acceptance.js';
import { insertCode, insertField } from '../../visit/note-edits.js';

/**
 * Bills another code on a line. Where that code is billed on another line already, the line is deleted instead;
 * modifiers that only the old code takes go with it.
 */
export function billInstead(visit: Visit, billed: BilledCode, code: string): Fix {
  if (visit.claimLines.some(line => line !== billed && line.code === code)) {
    const fix = deleteLineFix(visit, billed);
    return { ...fix, title: `${fix.title} (${code} is billed already)` };
  }
  const taken = billed.modifiers.filter(
    ({ value }) =>
      visit.codes.modifierFit(value, code).verdict !== 'rejected' ||
      visit.codes.modifierFit(value, billed.code).verdict === 'rejected',
  );
  if (taken.length === billed.modifiers.length)
    return { kind: 'edit', title: `Bill ${code} instead of ${billed.code}`, edits: [swapCode(billed, code)] };
  const typed = (head: string, modifiers: readonly string[]): string => [head, ...modifiers].join('-');
  const kept = taken.map(({ value }) => value);
  const title = `Bill ${typed(code, kept)} instead of ${typed(
    billed.code,
    billed.modifiers.map(({ value }) => value),
  )}`;
  return { kind: 'edit', title, edits: [swapCode(billed, code, kept)] };
}

/**
 * Another code on the line, or without one the line deleted. Nothing is offered where the facts do not decide, nor what
 * would bring an error.
 */
export function replaceCodeFixes(visit: Visit, billed: BilledCode, code: string | undefined): Fix[] {
  if (code === undefined || exceedsClaimLimit(visit)) return [];
  // What was not read may be what the line bills, or what would be billed in its place.
  if ((code === NO_CODE || PUMP_CODES.has(billed.code)) && isServiceUnread(visit)) return [];
  if (code === NO_CODE) return [deleteLineFix(visit, billed)];
  if (isBillableHere(visit, billed.code) && !isBillableHere(visit, code)) return [];
  // A stopped refill carries a modifier that depends on how far it went: `stopped-procedure` asks for it if a refill is
  // billed.
  if (visit.stopped && isRefillCode(code) && !isRefillCode(billed.code)) return [];
  return bringsPair(visit, code, billed) ? [] : [billInstead(visit, billed, code)];
}

/** The letters of the first drug line, if each names a diagnosis. */
function pointersOfDrugs(visit: Visit): string | undefined {
  const ofDrug = visit.claimLines.find(line => visit.codes.procedure(line.code)?.kind === 'drug')?.pointers;
  return ofDrug && [...ofDrug].every(letter => diagnosisOf(letter, visit.encounter.dx)) ? ofDrug : undefined;
}

/**
 * A new line for the code, where it brings no error. On a professional claim it points where the drugs of the pump
 * point, else to the first diagnosis, and a note without diagnoses gets a `dx:` to fill in; staff work without
 * supervision gets a `sup:`.
 * @param modifiers that the line needs
 */
export function addingFixes(visit: Visit, code: string, modifiers: readonly string[] = []): Fix[] {
  const { dx, fields } = visit.encounter;
  // What a line of a stopped procedure needs depends on how far it went.
  if (visit.stopped || !isBillableHere(visit, code) || bringsPair(visit, code)) return [];
  if (!dx.length && fields.has('dx') && !isStub(visit, 'dx')) return [];
  const stubs: Key[] = [
    ...(demandsSupervision(visit, code) ? ['sup' as const] : []),
    ...(fields.has('dx') || visit.bill === 'facility' ? [] : ['dx' as const]),
  ];
  const head = [code, ...modifiers].join('-');
  const title = stubs.length
    ? `Add ${head}, and insert ${list(stubs.map(key => `\`${key}:\``))} to fill in`
    : `Add ${head}`;
  return [
    {
      kind: 'edit',
      title,
      edits: [...stubs.map(key => insertField(visit, key, `${key}:`)), insertCode(visit, pointed(visit, head))],
    },
  ];
}

/** The line with the diagnoses that it points to. */
function pointed(visit: Visit, head: string): string {
  const first = visit.encounter.dx.length && visit.bill === 'pro' ? 'A' : '';
  const pointers = pointersOfDrugs(visit) ?? first;
  return pointers ? `${head} @${pointers}` : head;
}

/** Whether the line would bill staff work without a word on supervision, to a payer for whom that is an error. */
function demandsSupervision(visit: Visit, code: string): boolean {
  const isStaffWork = visit.bill === 'pro' && visit.performer?.class === 'staff' && PUMP_CODES.has(code);
  return (
    isStaffWork &&
    !visit.sup &&
    !visit.encounter.fields.has('sup') &&
    visit.policy.severity('supervision')?.level === 'error'
  );
}

/** Whether a code would be in an NCCI pair with another line, and in a worse one than the code that it replaces. */
function bringsPair(visit: Visit, code: string, replaced?: BilledCode): boolean {
  const { date, codes } = visit;
  if (!date || visit.bill === 'facility' || visit.claimLines.some(line => line !== replaced && line.code === code))
    return false;
  /** 2: no modifier opens it; 1: one would, and none is there. */
  const denial = (one: string, other: BilledCode): 0 | 1 | 2 => {
    const indicators = [codes.pair(one, other.code), codes.pair(other.code, one)].map(edit => edit?.indicator);
    if (indicators.includes(0)) return 2;
    return indicators.includes(1) && !isFreed(visit, other, replaced) ? 1 : 0;
  };
  return linesEditedTogether(visit).some(
    other => other !== replaced && denial(code, other) > (replaced ? denial(replaced.code, other) : 0),
  );
}

/**
 * Whether two lines carry what opens their pair: of a visit its own 25 (or 24, 57), else any bypass modifier on either.
 */
function isFreed(visit: Visit, other: BilledCode, line: BilledCode | undefined): boolean {
  if (isEvaluation(visit.codes, other.code))
    return other.modifiers.some(({ value }) => value === '25' || value === '24' || value === '57');
  return [other, ...(line ? [line] : [])].some(either => bypassOf(visit, either) !== undefined);
}

/** The stub of what a complete reading lacks: a `read:` to fill in, or the items that the line has not yet. */
export function readingStub(visit: Visit): { readonly title: string; readonly edits: readonly Edit[] } {
  const { read, block } = visit.encounter;
  if (!read) return { title: 'insert `read:` to fill in', edits: [insertField(visit, 'read', 'read:')] };
  const { lacking } = readServiceFacts(visit);
  return {
    title: `add ${lacking.map(item => `\`${item}\``).join(' and ')} to \`read:\` to fill in`,
    edits: [{ at: at(block, read.end, read.end), text: lacking.map(item => `, ${item}`).join('') }],
  };
}

/** A fix with the stub of the reading that its code needs, where the note does not hold it. */
export function withReading(visit: Visit, fix: Fix): Fix {
  const { analysis } = readServiceFacts(visit);
  if (analysis !== 'none' && analysis !== 'partial') return fix;
  const stub = readingStub(visit);
  return { ...fix, title: `${fix.title}, and ${stub.title}`, edits: [...stub.edits, ...fix.edits] };
}

/** `Insert …`: a stub as a fix of its own. */
export function stubFix(stub: { readonly title: string; readonly edits: readonly Edit[] }): Fix {
  return { kind: 'edit', title: capitalized(stub.title), edits: stub.edits };
}
