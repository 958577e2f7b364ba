import { wouldBeBundled } from '../../claim/bundling.js';
import { billedDrugs, type BilledDrug } from '../../claim/billed-drugs.js';
import { ceilDivide, isMissing, unitsPlaced } from '../../claim/drug-amounts.js';
import { rightCodes, type NotedDrug } from '../../claim/noted-drugs.js';
import type { CodeEntry, CodeSetName, DiagnosisEntry, ProcedureStatus } from '../../codes/types.js';
import { Big } from 'big.js';
import type { BilledCode, Diagnosis } from '../../encounter/model.js';
import type { Visit } from '../../encounter/visit.js';
import type { Edit, Fix } from '../../fix.js';
import { billAsCompound, billSpecifically } from '../drugs/rebill.js';
import { rightText } from '../drugs/unclassified-drug-text.js';
import type { Report, Rule } from '../rule.js';
import { list, placeOfCode, replace, rewriteCode, setUnits, swapCode } from '../toolkit.js';
import { placeOfDiagnosis } from './unknown-code.js';

export const codeNotOnDate: Rule = {
  id: 'code-not-on-date',
  group: 'code-sets',
  severity: 'error',
  title: 'Code not valid on the date',
  what: 'A code that had ended, or had not begun, on the date of the visit: J1170 (J1171 since 2024-10-01), J2275 (J2274 since 2015), S0020 (J0665 since 2023-07-01), Q9977 (J7999 since 2016), G35.A before 2025-10-01. The date of the visit decides, never today\'s.',
  why: 'Release files keep ended codes in place, and many articles still cite them; the claim is rejected all the same. A successor often counts in another unit: one J1170 is forty J1171.',
  fix: 'Edit: bills the successor with units computed from the drug; one fix for each where there are several.',
  sources: ['HC19', 'HC24', 'HC26', 'ICD26'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: RN KL
fill: out 2.9 mL, in 20 mL
drug: hydromorphone 10 mg/mL, 20 mL, commercial, practice, sdv 2 x 10 mL, waste 0 mL
dx: M96.1, Z45.1
95990 @AB
J1170-JZ-KD x50 @A
`,
    right: `2024-09-30 refill P-022 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: RN KL
fill: out 2.9 mL, in 20 mL
drug: hydromorphone 10 mg/mL, 20 mL, commercial, practice, sdv 2 x 10 mL, waste 0 mL
dx: M96.1, Z45.1
95990 @AB
J1170-JZ-KD x50 @A
`,
  },
  check(visit, report) {
    const { date } = visit;
    if (!date) return report.noData({ at: visit.encounter.datePlace, show: false, message: 'Without a date nothing can be said about which codes are valid.' });
    const bills = billedDrugs(visit);
    const done = new Set<BilledCode>();
    for (const line of visit.judged) {
      const entry = visit.codes.procedure(line.code);
      if (!entry || done.has(line)) continue;
      report.applies();
      const status = visit.codes.procedureStatus(line.code, date);
      if (status === 'valid' || status === 'unknown') continue;
      // What was placed and what was discarded stand on two lines, and end together.
      const together = bills.filter((bill) => bill.line === line || (bill.entry === entry && !line.unsure && !bill.line.unsure));
      for (const bill of together) done.add(bill.line);
      report.fail({
        at: placeOfCode(line), edition: visit.codes.edition(setOf(entry)), evidence: [{ at: visit.encounter.datePlace, text: 'the date of the visit' }],
        message: explain(visit, entry, status, together), fixes: replacements(visit, entry, status).flatMap((next) => fixesFor(visit, line, entry, next, together) ?? []),
        sources: entry.sources, ...unverifiedPart(entry),
      });
    }
    for (const dx of visit.encounter.dx) judgeDiagnosis(visit, report, dx, date);
  },
};

function setOf({ system }: CodeEntry): CodeSetName {
  return system;
}

function unverifiedPart({ unverified }: Pick<CodeEntry, 'unverified'>): { unverified?: string } {
  return unverified?.length ? { unverified: unverified.map(({ reason }) => reason).join(' ') } : {};
}

function explain(visit: Visit, entry: CodeEntry, status: ProcedureStatus, together: readonly BilledDrug[]): string {
  const then = replacements(visit, entry, status);
  const [only, ...others] = then;
  const drugs = ownDrugs(together).filter((of) => !of.compound);
  const units = only?.drug && !others.length && drugs.length ? unitsPlaced(visit, drugs, only.drug) : undefined;
  const shown = units && !isMissing(units) ? ` x${units.units} (${units.text})` : '';
  const instead = then.length ? `: bill ${list(then.map(({ code }) => code), 'or')}${shown}` : '';
  return status === 'ended' ? `${entry.code} ended on ${entry.to}, before this visit of ${visit.date}${instead}.`
    : `${entry.code} begins on ${entry.from}, after this visit of ${visit.date}${instead}.`;
}

/** The drugs of the lines that this claim may bill. */
function ownDrugs(together: readonly BilledDrug[]): readonly NotedDrug[] {
  return (together[0]?.drugs ?? []).filter((of) => of.billable);
}

/** The codes that stand for it on the date, however many steps on or back. */
function replacements(visit: Visit, entry: CodeEntry, status: ProcedureStatus): CodeEntry[] {
  const found: CodeEntry[] = [];
  const seen = new Set([entry.code]);
  const next = (of: CodeEntry): readonly string[] => (status === 'ended' ? of.successors : of.predecessors) ?? [];
  const queue = [...next(entry)];
  for (let code = queue.shift(); code !== undefined; code = queue.shift()) {
    const known = seen.has(code) ? undefined : visit.codes.procedure(code);
    seen.add(code);
    if (!known) continue;
    if (visit.codes.procedureStatus(code, visit.date!) === 'valid') found.push(known);
    else queue.push(...next(known));
  }
  return found;
}

/** @param together the lines of the code where it is a drug's, what was discarded included */
function fixesFor(visit: Visit, line: BilledCode, was: CodeEntry, next: CodeEntry, together: readonly BilledDrug[]): Fix | undefined {
  const drugs = ownDrugs(together);
  const compound = drugs.find((of) => of.compound);
  if (next.isNoc) return billUnclassified(visit, was, next, together);
  if (next.kind === 'drug' && drugs.length) {
    if (compound && drugs.every((of) => of.compound)) {
      const billed = billedDrugs(visit).some(({ entry, drugs: of, line: other }) => entry.isNoc && entry !== was && of.includes(compound) && !other.unsure);
      return billAsCompound(visit, compound, together, billed);
    }
    const own = drugs.filter((of) => !of.compound && of.entries[0] && rightCodes(visit, of.entries[0]).includes(next));
    return own.length ? billSpecifically(visit, together, next, own) : undefined;
  }
  if (wouldBeBundled(visit, line, next.code)) return undefined;
  return billByRatio(was, next, together.length ? together.map((bill) => bill.line) : [line]);
}

/** Unclassified code for unclassified code: one unit, and a text that says all. */
function billUnclassified(visit: Visit, was: CodeEntry, next: CodeEntry, together: readonly BilledDrug[]): Fix | undefined {
  const edits: Edit[] = [];
  for (const bill of together) {
    const text = rightText(visit, bill);
    if (!text) return undefined;
    edits.push(...rewriteCode(bill.line, { code: next.code, modifiers: bill.line.modifiers.map((m) => m.value), units: 1, text }));
  }
  return { kind: 'edit', title: `Bill ${next.code} instead of ${was.code}`, edits };
}

/** The same amount in the units of the successor, where the note has no drug to compute them from. */
function billByRatio(was: CodeEntry, next: CodeEntry, lines: readonly BilledCode[]): Fix | undefined {
  const edits: Edit[] = [], now: string[] = [];
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

/** Units of the successor where the note has no drug to compute them from: the same amount in its unit. Undefined where the two measure different things. */
function unitsByRatio(was: CodeEntry, next: CodeEntry, units: number): number | undefined {
  if (!was.drug || !next.drug) return units;
  const inMcg = (drug: NonNullable<CodeEntry['drug']>): Big | undefined =>
    drug.unit === 'mL' ? undefined : new Big(drug.unitAmount).times(drug.unit === 'mg' ? 1000 : 1);
  const from = inMcg(was.drug), to = inMcg(next.drug);
  if (!from || !to || was.drug.substance !== next.drug.substance) return undefined;
  return Number(ceilDivide(from.times(units), to).toFixed());
}

function judgeDiagnosis(visit: Visit, report: Report, dx: Diagnosis, date: string): void {
  const entry = visit.codes.diagnosis(dx.code);
  if (!entry) return;
  const status = visit.codes.diagnosisStatus(dx.code, date);
  if (status === 'unknown') return report.noData({ at: placeOfDiagnosis(dx), show: false, message: `No edition of ICD-10-CM is loaded for ${date}, so ${dx.code} was not checked.` });
  report.applies();
  if (status !== 'ended' && status !== 'not-yet') return;
  const instead = status === 'not-yet' ? ancestor(visit, dx.code, date) : siblings(visit, dx.code, date);
  report.fail({
    at: placeOfDiagnosis(dx), edition: visit.codes.edition('ICD-10-CM'), sources: entry.sources, evidence: [{ at: visit.encounter.datePlace, text: 'the date of the visit' }],
    message: `${dx.code} ${status === 'ended' ? `ended${entry.to ? ` on ${entry.to}` : ''}` : `begins${entry.from ? ` on ${entry.from}` : ' later'}`}, ${status === 'ended' ? 'before' : 'after'} this visit of ${date}${instead.length === 1 ? `: code ${instead[0]!.code}` : ''}.`,
    fixes: instead.filter(({ code }) => !visit.encounter.dx.some((other) => other.code === code)).map((other) => ({
      kind: 'edit', title: `Code ${other.code} (${other.title}) instead of ${dx.code}`, edits: [replace(placeOfDiagnosis(dx), other.code)],
    })),
  });
}

/** The longest shorter code that was billable then: before G35.A there was G35. */
function ancestor(visit: Visit, code: string, date: string): DiagnosisEntry[] {
  for (let length = code.length - 1; length >= 3; length--) {
    const shorter = code.slice(0, length);
    if (shorter.endsWith('.')) continue;
    const entry = visit.codes.diagnosis(shorter);
    if (entry && visit.codes.diagnosisStatus(shorter, date) === 'billable') return [entry];
  }
  return [];
}

/** What the nearest category of an ended code holds on the date. */
function siblings(visit: Visit, code: string, date: string): readonly DiagnosisEntry[] {
  for (let length = code.length - 1; length >= 3; length--) {
    const entries = visit.codes.billableChildren(code.slice(0, length), date);
    if (entries.length) return entries.slice(0, 10);
  }
  return [];
}
