/** Fixes that bring the claim to what the facts support: another code on a line, a line less, a line more. */
import type { BilledCode } from '../encounter/model.js';
import type { Visit } from '../encounter/visit.js';
import type { Edit, Fix } from '../fix.js';
import { at, insertCode, insertField, swapCode } from '../rules/toolkit.js';
import { deletionOf } from './deletion.js';
import { isBillableHere } from './facility.js';
import { bypassOf } from './pairs.js';
import { NO_CODE } from './pump-service.js';
import { readServiceFacts } from './service-facts.js';

/**
 * Bills another code on a line. Where that code is billed on another line already, the line is deleted instead; modifiers that only the
 * old code takes go with it.
 */
export function billInstead(visit: Visit, billed: BilledCode, code: string): Fix {
  if (visit.lines.some((line) => line !== billed && line.code === code)) {
    const fix = deletionOf(visit, billed);
    return { ...fix, title: `${fix.title} (${code} is billed already)` };
  }
  const taken = billed.modifiers.filter(({ value }) =>
    visit.codes.modifierFit(value, code).verdict !== 'rejected' || visit.codes.modifierFit(value, billed.code).verdict === 'rejected');
  if (taken.length === billed.modifiers.length) return { kind: 'edit', title: `Bill ${code} instead of ${billed.code}`, edits: [swapCode(billed, code)] };
  const typed = (head: string, modifiers: readonly string[]): string => [head, ...modifiers].join('-');
  const kept = taken.map(({ value }) => value);
  const title = `Bill ${typed(code, kept)} instead of ${typed(billed.code, billed.modifiers.map(({ value }) => value))}`;
  return { kind: 'edit', title, edits: [swapCode(billed, code, kept)] };
}

/** Another code on the line, or without one the line deleted. Nothing is offered where the facts do not decide, nor what would bring an error. */
export function rebillingFixes(visit: Visit, billed: BilledCode, code: string | undefined): Fix[] {
  if (code === undefined) return [];
  if (code === NO_CODE) return [deletionOf(visit, billed)];
  if (isBillableHere(visit, billed.code) && !isBillableHere(visit, code)) return [];
  return bringsPair(visit, code, billed) ? [] : [billInstead(visit, billed, code)];
}

/** A new line for the code, where it brings no error. It points where the drugs of the pump point, else to the first diagnosis. */
export function addingFixes(visit: Visit, code: string): Fix[] {
  if (bringsPair(visit, code)) return [];
  const pointers = visit.lines.find((line) => line.pointers && visit.codes.procedure(line.code)?.kind === 'drug')?.pointers ?? (visit.encounter.dx.length ? 'A' : '');
  return [{ kind: 'edit', title: `Add ${code}`, edits: [insertCode(visit, pointers ? `${code} @${pointers}` : code)] }];
}

/** Whether a code would stand in an NCCI pair with a line that the code which it replaces was in none with. */
function bringsPair(visit: Visit, code: string, replaced?: BilledCode): boolean {
  const { date, codes } = visit;
  if (!date || visit.bill === 'facility' || visit.lines.some((line) => line !== replaced && line.code === code)) return false;
  const denied = (one: string, other: BilledCode): boolean => {
    const edits = [codes.pair(one, other.code, date), codes.pair(other.code, one, date)];
    return edits.some((edit) => edit?.indicator === 0 || (edit?.indicator === 1 && !bypassOf(visit, other) && !(replaced && bypassOf(visit, replaced))));
  };
  return visit.lines.some((other) => other !== replaced && denied(code, other) && !(replaced && denied(replaced.code, other)));
}

/** The stub of what a complete reading lacks: a `read:` to fill in, or the items that the line has not yet. */
export function readingStub(visit: Visit): { readonly title: string; readonly edits: readonly Edit[] } {
  const { read, block } = visit.encounter;
  if (!read) return { title: 'insert `read:` to fill in', edits: [insertField(visit, 'read', 'read:')] };
  const { lacking } = readServiceFacts(visit);
  return {
    title: `add ${lacking.map((item) => `\`${item}\``).join(' and ')} to \`read:\` to fill in`,
    edits: [{ at: at(block, read.end, read.end), text: lacking.map((item) => `, ${item}`).join('') }],
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
  return { kind: 'edit', title: stub.title[0]!.toUpperCase() + stub.title.slice(1), edits: stub.edits };
}
