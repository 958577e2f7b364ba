import { billedDrugs, type BilledDrug } from '../../claim/billed-drugs.js';
import { nameOfDrug, ownerTrouble, specificCode, type NotedDrug } from '../../claim/noted-drugs.js';
import type { Visit } from '../../encounter/visit.js';
import type { Report, Rule } from '../rule.js';
import { placeOfCode } from '../toolkit.js';
import { drugEvidence } from './evidence.js';
import { billSpecifically } from './rebill.js';

export const unclassifiedDrugCode: Rule = {
  id: 'unclassified-drug-code',
  group: 'drugs',
  severity: 'warning',
  title: 'Unclassified code for a drug that has its own',
  what: 'J7999, J7799, J3490, J3590 or C9399 is billed for a single commercial drug that has a specific code on the date. Compounds and drugs without a code of their own are right there.',
  why: 'An unclassified line is priced by hand and asks for an invoice; where a specific code exists the payer sends it back.',
  fix: 'Edit: bills the specific code with computed units, and takes the text away.',
  parameters: ['kd', 'wasteModifiers'],
  sources: ['HC19', 'HC24', 'A54100'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, practice, sdv 2 x 20 mL, waste 0 mL
dx: G80.0, Z45.1
95990 @AB
J7999-KD x1 @A "baclofen 80 mg 40 mL"
`,
    right: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 3000 mcg/mL, 40 mL, compounded, practice
dx: G80.0, Z45.1
95990 @AB
J7999-KD x1 @A "baclofen 120 mg 40 mL compounded"
`,
  },
  check(visit, report) {
    for (const bill of billedDrugs(visit)) judge(visit, report, bill);
  },
};

/** The one drug of an unclassified line that has a code of its own; undefined where the line may well stand for another. */
export function drugWithItsOwnCode(visit: Visit, { entry, drugs }: BilledDrug): NotedDrug | undefined {
  return entry.isNoc && drugs.length && drugs.every((of) => specificCode(visit, of)) ? drugs[0] : undefined;
}

function judge(visit: Visit, report: Report, bill: BilledDrug): void {
  const { line, entry, drugs } = bill;
  if (!entry.isNoc || !drugs.length || !visit.date || visit.codes.procedureStatus(entry.code, visit.date) !== 'valid') return;
  const of = drugWithItsOwnCode(visit, bill);
  if (of && ownerTrouble(visit, of.drug)) return;
  const right = of && specificCode(visit, of);
  if (!of || !right) return report.applies();
  if (!of.commercial) {
    return report.noData({
      at: placeOfCode(line), show: true, evidence: drugEvidence(visit, [of], 'neither `commercial` nor `compounded`'),
      message: `The note does not say whether the ${nameOfDrug(of)} was commercial or compounded; the commercial drug is ${right.code}, not ${entry.code}.`,
    });
  }
  const same = drugs.filter((other) => specificCode(visit, other) === right);
  const fix = billSpecifically(visit, [{ ...bill, discarded: false }], right, same);
  report.fail({
    at: placeOfCode(line), edition: visit.codes.edition('HCPCS'),
    message: `${entry.code} is for drugs without a code, and commercial ${nameOfDrug(of)} has one: ${right.code}.`,
    evidence: drugEvidence(visit, same), fixes: fix ? [fix] : [],
  });
}
