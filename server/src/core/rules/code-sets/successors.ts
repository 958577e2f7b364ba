/** What is billed instead of a code that had ended, or had not begun, on the date of the visit. */
import { Big } from 'big.js';
import { billedDrugs, type BilledDrug } from '../../claim/drugs/billed-drug.js';
import { wouldBeBundled } from '../../claim/edits/bundling.js';
import { ceilDivide } from '../../claim/drugs/drug-amounts.js';
import { rightCodes, specificCode, type DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { CodeEntry, ProcedureStatus } from '../../codes/types.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit, Fix } from '../../edits/fix.js';
import { billAsCompound, billSpecifically } from '../drugs/rebill.js';
import { rightText } from '../drugs/unclassified-drug-text.js';
import { rewriteCode, setUnits, swapCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';

/** The drugs of the lines that this claim may bill. */
export function ownDrugs(together: readonly BilledDrug[]): readonly DocumentedDrug[] {
  return (together[0]?.drugs ?? []).filter(of => of.billable);
}

/** The code that the drug of an unlisted line has by itself; undefined for compounds and for more than one code. */
export function specificInstead(visit: Visit, together: readonly BilledDrug[]): CodeEntry | undefined {
  const [of, ...others] = ownDrugs(together);
  return of?.commercial && !others.length ? specificCode(visit, of) : undefined;
}

/** The codes that mean it on the date, however many steps on or back. */
export function replacements(visit: Visit, entry: CodeEntry, status: ProcedureStatus): CodeEntry[] {
  const found: CodeEntry[] = [];
  const seen = new Set([entry.code]);
  const next = (of: CodeEntry): readonly string[] => (status === 'ended' ? of.successors : of.predecessors) ?? [];
  const queue = [...next(entry)];
  for (let code = queue.shift(); code !== undefined; code = queue.shift()) {
    const known = seen.has(code) ? undefined : visit.codes.procedure(code);
    seen.add(code);
    if (!known) continue;
    if (visit.codes.status(code) === 'valid') found.push(known);
    else queue.push(...next(known));
  }
  return found;
}

/**
 * Bills one of the codes that mean an ended or future one.
 * @param together the lines of the code if it is a drug's, what was discarded included
 * @returns undefined if the note lacks a fact that the line would need, or where the code would be denied
 */
export function billSuccessor(
  visit: Visit,
  line: BilledCode,
  {
    was,
    next,
    together,
  }: { readonly was: CodeEntry; readonly next: CodeEntry; readonly together: readonly BilledDrug[] },
): Fix | undefined {
  const drugs = ownDrugs(together);
  const compound = drugs.find(of => of.compound);
  const own = specificInstead(visit, together);
  if (next.isNoc && own) return billSpecifically(visit, together, own, drugs);
  // The note states another drug than the code's: `drug-not-documented` reports it.
  if (next.kind === 'drug' && !next.isNoc && !together.some(bill => bill.drugs.length) && visit.encounter.drugs.length)
    return undefined;
  if (next.isNoc) return billUnclassified(visit, was, next, together);
  if (next.kind === 'drug' && drugs.length) {
    if (compound && drugs.every(of => of.compound)) {
      const billed = billedDrugs(visit).some(
        ({ entry, drugs: of, line: other }) => entry.isNoc && entry !== was && of.includes(compound) && !other.unsure,
      );
      return billAsCompound(visit, compound, together, billed);
    }
    const single = drugs.filter(of => !of.compound && of.entries[0] && rightCodes(visit, of.entries[0]).includes(next));
    return single.length ? billSpecifically(visit, together, next, single) : undefined;
  }
  if (wouldBeBundled(visit, line, next.code)) return undefined;
  return billByRatio(was, next, together.length ? together.map(bill => bill.line) : [line]);
}

/** Unclassified code for unclassified code: one unit, and a text that says all. */
function billUnclassified(
  visit: Visit,
  was: CodeEntry,
  next: CodeEntry,
  together: readonly BilledDrug[],
): Fix | undefined {
  const edits: Edit[] = [];
  for (const bill of together) {
    const text = rightText(visit, bill);
    if (!text) return undefined;
    edits.push(
      ...rewriteCode(bill.line, { code: next.code, modifiers: bill.line.modifiers.map(m => m.value), units: 1, text }),
    );
  }
  return { kind: 'edit', title: `Bill ${next.code} instead of ${was.code}`, edits };
}

/** The same amount in the units of the successor, where the note has no drug to compute them from. */
function billByRatio(was: CodeEntry, next: CodeEntry, lines: readonly BilledCode[]): Fix | undefined {
  const edits: Edit[] = [],
    now: string[] = [];
  for (const line of lines) {
    const units = unitsByRatio(was, next, line.units);
    if (units === undefined) return undefined;
    edits.push(swapCode(line, next.code));
    if (units !== line.units) edits.push(setUnits(line, units));
    now.push(units === line.units ? next.code : `${next.code} x${units}`);
  }
  const before = lines.map((line, i) => (now[i] === next.code ? was.code : `${was.code} x${line.units}`));
  return { kind: 'edit', title: `Bill ${list([...new Set(now)])} instead of ${list([...new Set(before)])}`, edits };
}

/**
 * Units of the successor where the note has no drug to compute them from: the same amount in its unit. Undefined if the
 * two measure different things.
 */
function unitsByRatio(was: CodeEntry, next: CodeEntry, units: number): number | undefined {
  if (!was.drug || !next.drug) return units;
  const inMcg = (drug: NonNullable<CodeEntry['drug']>): Big | undefined =>
    drug.unit === 'mL' ? undefined : new Big(drug.unitAmount).times(drug.unit === 'mg' ? 1000 : 1);
  const from = inMcg(was.drug),
    to = inMcg(next.drug);
  if (!from || !to || was.drug.substance !== next.drug.substance) return undefined;
  return Number(ceilDivide(from.times(units), to).toFixed());
}
