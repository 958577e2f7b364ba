/** Add-on codes and the primary codes that they are billed with. */
import type { AddOn, CodeView } from '../../codes/types.js';
import type { IsoDate } from '../../syntax/iso-day.js';
import type { BilledCode } from '../../encounter/model.js';
import { memoByVisitAndKey } from '../../visit/memo.js';
import { linesThatDay } from '../../visit/same-day.js';
import { isEvaluation, isMaterial } from './evaluation.js';

/**
 * Whether no line of the claim can be the primary of the add-on. A closed list (type 1) decides by itself. Where the
 * contractor defines the primaries (types 2 and 3), any procedure may be one; a visit, a drug or a supply is none.
 */
export function lacksPrimary(codes: CodeView, addOn: AddOn, lines: readonly BilledCode[]): boolean {
  // A list that begins later says nothing of the days before it.
  if (addOn.type === 1 && addOn.primaries.length === 0) return false;
  const listed = new Set(addOn.primaries);
  return !lines.some(line => listed.has(line.code) || (addOn.type !== 1 && isProcedure(codes, addOn, line.code)));
}

function isProcedure(codes: CodeView, addOn: AddOn, code: string): boolean {
  if (code === addOn.code || isMaterial(codes, code) || isEvaluation(codes, code)) return false;
  const entry = codes.procedure(code);
  return !entry || (!entry.isAddOn && (addOn.kinds?.includes(entry.kind) ?? true));
}

/** The add-on edit of a code on the date; undefined without a date. */
export function addOnOn(codes: CodeView, code: string, date: IsoDate | undefined): AddOn | undefined {
  return date === undefined ? undefined : codes.addOn(code);
}

/** Whether an add-on has no primary code on the claim day. */
export const isAlone = memoByVisitAndKey((visit, code): boolean => {
  const addOn = visit.codes.procedure(code)?.isAddOn ? addOnOn(visit.codes, code, visit.date) : undefined;
  return addOn !== undefined && lacksPrimary(visit.codes, addOn, linesThatDay(visit));
});
