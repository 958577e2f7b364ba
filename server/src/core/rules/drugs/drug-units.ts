import { deleteLines } from '../../claim/fixes/delete-line.js';
import { isMissing, unitsPlaced, type Calculation, type Missing } from '../../claim/drugs/drug-amounts.js';
import type { BilledDrug } from '../../claim/drugs/billed-drug.js';
import { nameOfDrug, rightCodes, type DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import type { RuleContext, Rule } from '../rule.js';
import { isOpen } from '../undecided.js';
import { datedBills, drugEvidence, isReportedUnreadable } from './evidence.js';
import { placeOfCode, setUnits } from '../../encounter/code-line-edits.js';
import { isAccepted } from '../../visit/acceptance.js';

export const drugUnits: Rule = {
  id: 'drug-units',
  group: 'drugs',
  severity: 'error',
  title: 'Units do not match the drug placed',
  description:
    'For each drug code, adds up what was placed of its drugs, divides by its billing unit, rounds up ' +
    'once, and compares with the units billed. Several drug lines of one code (two vial strengths) are ' +
    'added before rounding; a diluted drug counts at the strength that was placed. Lines with JW bill ' +
    'what was discarded and are left out. Unclassified codes are billed as one unit: see ' +
    '`unclassified-drug-text`.',
  rationale:
    'The units are the amount of drug that is paid. The unit differs from code to code (10 mg, 1 mg, 0.1 mg, 1 mcg), so that units carried over from another code or visit are wrong by a factor of ten and more.',
  fixDescription: 'Edit: sets the computed units; where nothing was placed, deletes the line.',
  sources: ['HC19', 'HC24', 'FDA'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL
dx: G80.0, Z45.1
95990 @AB
J0475-JZ-KD x4 @A
`,
    right: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 18 mL
drug: baclofen 500 mcg/mL, 18 mL, commercial, practice, mdv
dx: G80.0, Z45.1
95990 @AB
J0475-KD x1 @A
`,
  },
  concerns: ['drug'],
  check(visit, context) {
    for (const group of groups(datedBills(visit, context))) checkLines(visit, context, group);
  },
};

/** The lines that are added up: those of one code on the claim; a line marked `?` alone. */
function groups(all: readonly BilledDrug[]): readonly (readonly BilledDrug[])[] {
  const bills = all.filter(({ entry, discarded }) => !entry.isNoc && !discarded);
  const codes = new Set(bills.map(({ entry }) => entry.code));
  const counted = [...codes].map(code => bills.filter(({ entry, line }) => entry.code === code && !line.unsure));
  return [...counted.filter(group => group.length > 0), ...bills.filter(({ line }) => line.unsure).map(bill => [bill])];
}

function checkLines(visit: Visit, context: RuleContext, group: readonly BilledDrug[]): void {
  const { entry, line, drugs: named } = group.at(-1)!;
  const drugs = named.filter(of => isCodeOf(visit, entry.code, of) && of.billable);
  if (!drugs.length || !entry.drug) return;
  const right = unitsPlaced(visit, drugs, entry.drug);
  if (isMissing(right)) return reportMissing(visit, context, group.at(-1)!, right);
  context.applies();
  const billed = group.reduce((sum, bill) => sum + bill.line.units, 0);
  if (billed === right.units) return;
  const keys = ['drug', ...(drugs.some(({ drug }) => !drug.volume) ? (['fill'] as const) : [])] as const;
  const what = `how many units of ${entry.code} were placed`;
  if (isOpen(visit, context, { at: line.unitsFact ?? placeOfCode(line), keys, what })) return;
  const shown = `${group.length > 1 ? `${group.map(bill => bill.line.units).join(' + ')} = ` : ''}${billed} ${billed === 1 ? 'unit' : 'units'}`;
  context.report({
    at: line.unitsFact ?? placeOfCode(line),
    edition: visit.codes.edition('HCPCS'),
    message:
      right.units === 0
        ? `Delete ${entry.code}: it is billed with ${shown}, and nothing of the drug was placed (${right.text}).`
        : `Bill ${entry.code} x${right.units}: ${right.text}; ${shown} ${billed === 1 ? 'is' : 'are'} billed.`,
    evidence: drugEvidence(visit, drugs),
    fixes: fixesFor(group, billed, right),
  });
}

/**
 * Whether a code is right for this drug here; which code is right is for other rules to say, and units of a wrong one
 * prove nothing.
 */
function isCodeOf(visit: Visit, code: string, of: DocumentedDrug): boolean {
  if (of.compound && !isAccepted(visit, 'compounded-drug-code')) return false;
  return of.entries.some(entry => entry && rightCodes(visit, entry).some(right => right.code === code));
}

function fixesFor(group: readonly BilledDrug[], billed: number, right: Calculation): Fix[] {
  const { line, entry } = group.at(-1)!;
  if (right.units === 0) {
    return [
      {
        kind: 'edit',
        title: `Delete ${entry.code}`,
        edits: deleteLines(
          line.block,
          group.map(bill => bill.line.line),
        ),
      },
    ];
  }
  const here = right.units - (billed - line.units);
  if (here === 0)
    return [
      { kind: 'edit', title: `Delete this ${entry.code} x${line.units}`, edits: deleteLines(line.block, [line.line]) },
    ];
  if (here < 0) return [];
  const title =
    group.length > 1
      ? `Bill ${entry.code} x${here} here, ${right.units} in all`
      : `Bill ${entry.code} x${here} instead of x${line.units}`;
  return [{ kind: 'edit', title, edits: [setUnits(line, here)] }];
}

function reportMissing(
  visit: Visit,
  context: RuleContext,
  { line, entry }: BilledDrug,
  { missing, of }: Missing,
): void {
  context.missing({
    at: placeOfCode(line),
    evidence: drugEvidence(visit, [of], `no ${missing} that can be read`),
    message: `Write the ${missing} in \`drug:\`: the note gives no ${missing} of the ${nameOfDrug(of)} placed, which decides the units of ${entry.code}.`,
    show: !isReportedUnreadable(visit, of.drug, visit.encounter.fill),
  });
}
