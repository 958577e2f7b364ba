import { billedDrugs, type BilledDrug } from '../../claim/drugs/billed-drug.js';
import { isMissing, unitsPlaced } from '../../claim/drugs/drug-amounts.js';
import { compoundCode } from '../../claim/drugs/drug-lines.js';
import type { CodeEntry, DiagnosisEntry, ProcedureStatus } from '../../codes/types.js';
import type { BilledCode, Diagnosis } from '../../encounter/model.js';
import { dayChecked } from '../../visit/day-checked.js';
import type { Visit } from '../../visit/visit.js';
import { withoutEdition } from './without-edition.js';
import { groupBy } from '../../collections/group-by.js';
import type { RuleContext, Rule } from '../rule.js';
import { billSuccessor, ownDrugs, specificInstead, replacements } from './successors.js';
import { replace } from '../../edits/builders.js';
import { placeOfCode, placeOfDiagnosis } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';
import { listedDiagnoses } from '../../visit/note-edits.js';

export const codeNotOnDate: Rule = {
  id: 'code-not-on-date',
  group: 'code-sets',
  severity: 'error',
  title: 'Code not valid on the date',
  description:
    "A code that had ended, or had not begun, on the date of the visit: J1170 (J1171 since 2024-10-01), J2275 (J2274 since 2015), S0020 (J0665 since 2023-07-01), Q9977 (J7999 since 2016), G35.A before 2025-10-01. The date of the visit decides, never today's.",
  rationale:
    'Release files keep ended codes in place, and many articles still cite them; the claim is rejected ' +
    'all the same. A successor often counts in another unit: one J1170 is forty J1171.',
  fixDescription:
    'Edit: bills the successor with units computed from the drug; one fix for each where there are several.',
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
  check(visit, context) {
    const { date } = visit;
    if (!date)
      return context.missing({
        at: visit.encounter.datePlace,
        show: false,
        message: 'Correct the date: which codes are valid depends on it.',
      });
    const done = new Set<BilledCode>();
    // What was placed and what was discarded are on two lines, and end together; a line in doubt is checked alone.
    let bills: ReadonlyMap<unknown, readonly BilledDrug[]> | undefined;
    for (const line of visit.linesToCheck) {
      const entry = visit.codes.procedure(line.code);
      if (!entry || done.has(line)) continue;
      context.applies();
      const status = visit.codes.status(line.code);
      if (status === 'valid' || status === 'unknown') continue;
      bills ??= groupBy(billedDrugs(visit), bill => (bill.line.unsure ? bill.line : bill.entry));
      const together = bills.get(line.unsure ? line : entry) ?? [];
      for (const bill of together) done.add(bill.line);
      context.report({
        at: placeOfCode(line),
        edition: visit.codes.edition(entry.system),
        sources: entry.sources,
        ...unverifiedPart(entry),
        message: explain(visit, entry, status, together),
        evidence: [{ at: visit.encounter.datePlace, text: 'the date of the visit' }],
        fixes: replacements(visit, entry, status).flatMap(
          next => billSuccessor(visit, line, { was: entry, next, together }) ?? [],
        ),
      });
    }
    for (const dx of visit.encounter.dx) checkDiagnosis(visit, context, dx);
  },
};

function unverifiedPart({ unverified }: Pick<CodeEntry, 'unverified'>): { unverified?: string } {
  return unverified?.length ? { unverified: unverified.map(({ reason }) => reason).join(' ') } : {};
}

function explain(visit: Visit, entry: CodeEntry, status: ProcedureStatus, together: readonly BilledDrug[]): string {
  const instead = right(visit, entry, status, together);
  const action = instead ? `Bill ${instead}` : `Delete ${entry.code} or correct the date`;
  const when = status === 'ended' ? `ended on ${entry.to}, before` : `begins on ${entry.from}, after`;
  return `${action}: ${entry.code} ${when} ${dayChecked(visit)}.`;
}

/**
 * What would be right, for the message: `J1171 x2000 (10 mg/mL × 20 mL = …)`; of a compound the payer's code for
 * compounds.
 */
function right(visit: Visit, entry: CodeEntry, status: ProcedureStatus, together: readonly BilledDrug[]): string {
  const drugs = ownDrugs(together);
  if (!entry.isNoc && drugs.length && drugs.every(of => of.compound)) return compoundCode(visit)?.code ?? '';
  const own = entry.isNoc ? specificInstead(visit, together) : undefined;
  if (own) return own.code;
  const then = replacements(visit, entry, status);
  const per = then.length === 1 ? then[0]!.drug : undefined;
  const single = drugs.filter(of => !of.compound);
  const units = per && single.length ? unitsPlaced(visit, single, per) : undefined;
  return `${list(
    then.map(({ code }) => code),
    'or',
  )}${units && !isMissing(units) ? ` x${units.units} (${units.text})` : ''}`;
}

function checkDiagnosis(visit: Visit, context: RuleContext, dx: Diagnosis): void {
  const entry = visit.codes.diagnosis(dx.code);
  if (!entry) return;
  const status = visit.codes.diagnosisStatus(dx.code);
  if (status === 'unknown') {
    return context.missing({
      at: placeOfDiagnosis(dx),
      show: false,
      message: withoutEdition(visit.codes, dx.code),
    });
  }
  context.applies();
  if (status !== 'ended' && status !== 'not-yet') return;
  const instead = status === 'not-yet' ? ancestor(visit, dx.code) : siblings(visit, dx.code);
  const action = instead.length === 1 ? `Code ${instead[0]!.code} instead of ${dx.code}` : `Correct ${dx.code}`;
  const day = status === 'ended' ? entry.to : entry.from;
  const when =
    status === 'ended' ? `ended${day ? ` on ${day}` : ''}, before` : `begins${day ? ` on ${day}` : ' later'}, after`;
  context.report({
    at: placeOfDiagnosis(dx),
    edition: visit.codes.edition('ICD-10-CM'),
    sources: entry.sources,
    evidence: [{ at: visit.encounter.datePlace, text: 'the date of the visit' }],
    message: `${action}: ${instead.length === 1 ? dx.code : 'it'} ${when} ${dayChecked(visit)}.`,
    fixes: instead
      .filter(({ code }) => !listedDiagnoses(visit).has(code))
      .map(other => ({
        kind: 'edit',
        title: `Code ${other.code} (${other.title}) instead of ${dx.code}`,
        edits: [replace(placeOfDiagnosis(dx), other.code)],
      })),
  });
}

/** The longest shorter code that was billable then: before G35.A there was G35. */
function ancestor(visit: Visit, code: string): DiagnosisEntry[] {
  for (let length = code.length - 1; length >= 3; length--) {
    const shorter = code.slice(0, length);
    if (shorter.endsWith('.')) continue;
    const entry = visit.codes.diagnosis(shorter);
    if (entry && visit.codes.diagnosisStatus(shorter) === 'billable') return [entry];
  }
  return [];
}

/** What the nearest category of an ended code holds on the date. */
function siblings(visit: Visit, code: string): readonly DiagnosisEntry[] {
  for (let length = code.length - 1; length >= 3; length--) {
    const entries = visit.codes.billableChildren(code.slice(0, length));
    if (entries.length) return entries.slice(0, 10);
  }
  return [];
}
