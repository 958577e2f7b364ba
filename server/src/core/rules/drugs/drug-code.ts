import type { BilledDrug } from '../../claim/drugs/billed-drug.js';
import { nameOfDrug, rightCodes } from '../../claim/drugs/documented-drug.js';
import { INJECTION_CODES, PUMP_CODES, SURGERY_CODES } from '../../codes/service-table.js';
import type { CodeEntry } from '../../codes/types.js';
import type { Visit } from '../../visit/visit.js';
import type { RuleContext, Rule } from '../rule.js';
import { datedBills, drugEvidence } from './evidence.js';
import { billSpecifically } from './rebill.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';

export const drugCode: Rule = {
  id: 'drug-code',
  group: 'drugs',
  severity: 'error',
  title: 'Wrong J-code for this drug',
  description:
    'A drug of the note is billed with a code of the same substance that is not its code in a pump: ' +
    'J2270 or J2272 for morphine placed at the spine (J2274), J0666 (liposome) for bupivacaine, J0736 ' +
    '(clindamycin) for clonidine. A pump that feeds a vessel may hold the ordinary product.',
  rationale:
    'The code says which product was bought. Ordinary morphine holds preservatives that must not reach ' +
    'the spine: the line states a dangerous fill, and is priced as another product.',
  fixDescription: 'Edit: bills the right code with its own units.',
  sources: ['HC19', 'HC24'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: RN KL
fill: out 2.9 mL, in 20 mL
drug: morphine 25 mg/mL, 20 mL, commercial, practice, sdv 1 x 20 mL, waste 0 mL
dx: M96.1, Z45.1
95990 @AB
J2270-JZ-KD x50 @A
`,
    right: `2026-11-20 refill P-022 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: RN KL
fill: out 2.9 mL, in 20 mL
drug: Infumorph 25 mg/mL, 20 mL, commercial, practice, sdv 1 x 20 mL, waste 0 mL
dx: M96.1, Z45.1
95990 @AB
J2274-JZ-KD x50 @A
`,
  },
  concerns: ['drug'],
  check(visit, context) {
    const bills = datedBills(visit, context).filter(({ entry, drugs }) => !entry.isNoc && drugs.length > 0);
    const codes = new Set(bills.filter(({ line }) => !line.unsure).map(({ entry }) => entry.code));
    for (const code of codes)
      checkLines(
        visit,
        context,
        bills.filter(({ entry, line }) => entry.code === code && !line.unsure),
      );
    for (const bill of bills) if (bill.line.unsure) checkLines(visit, context, [bill]);
  },
};

function checkLines(visit: Visit, context: RuleContext, lines: readonly BilledDrug[]): void {
  const { line, entry, drugs: named } = lines[0]!;
  const drugs = named.filter(of => !of.compound && of.entries[0] && of.billable);
  const known = drugs[0]?.entries[0];
  // A code that ended or has not begun is `code-not-on-date`, whose fix chooses among the codes of the day.
  if (!known || !visit.date || visit.codes.status(entry.code) !== 'valid') return;
  if (known.codes.find(({ code }) => code === entry.code)?.use !== 'other') return context.applies();
  if (!visit.pump?.route && !isNeuraxialClaim(visit)) {
    return context.missing({
      at: placeOfCode(line),
      show: false,
      message: `Whether ${entry.code} is right depends on the route of the pump, which the note does not say.`,
      evidence: drugEvidence(visit, drugs),
    });
  }
  context.applies();
  const right = rightCodes(visit, known);
  if (right.some(({ code }) => code === entry.code)) return;
  const fixes = right.slice(0, 1).flatMap((code: CodeEntry) => billSpecifically(visit, lines, code, drugs) ?? []);
  context.report({
    at: placeOfCode(line),
    message: right.length
      ? `Bill ${list(
          right.map(({ code }) => code),
          'or',
        )}: ${entry.code} (${asAside(entry.summary)}) is not ${nameOfDrug(drugs[0]!)} for a pump.`
      : `Check ${entry.code} (${asAside(entry.summary)}): it is not ${nameOfDrug(drugs[0]!)} for a pump.`,
    evidence: drugEvidence(visit, drugs),
    fixes,
    edition: visit.codes.edition('HCPCS'),
  });
}

/** A sentence as an aside in brackets. */
function asAside(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1).replace(/\.$/, '');
}

/** The claim itself mentions the spine or the brain, where the note names no route. */
function isNeuraxialClaim(visit: Visit): boolean {
  return visit.claimLines.some(
    ({ code }) =>
      PUMP_CODES.get(code)?.spaces?.some(space => space !== 'systemic') ||
      SURGERY_CODES.get(code)?.space === 'spinal' ||
      INJECTION_CODES.has(code),
  );
}
