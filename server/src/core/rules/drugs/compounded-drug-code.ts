import type { BilledDrug } from '../../claim/drugs/billed-drug.js';
import { exceedsClaimLimit } from '../../claim/claim-limits.js';
import { compoundCode } from '../../claim/drugs/drug-lines.js';
import { nameOfDrug, type DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { Visit } from '../../visit/visit.js';
import type { RuleContext, Rule } from '../rule.js';
import { datedBills, drugEvidence } from './evidence.js';
import { billAsCompound } from './rebill.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';

export const compoundedDrugCode: Rule = {
  id: 'compounded-drug-code',
  group: 'drugs',
  severity: 'warning',
  title: 'Specific code for a compounded drug',
  description:
    'A mixture of two drugs, or a drug marked `compounded`, is billed with the code of a commercial ' +
    'product (J0475, J2274, J1171 …). A note that does not say whether the drug was commercial or ' +
    'compounded leaves this open.',
  rationale:
    'Specific codes price a commercial product. Medicare contractors reject them for pump compounds and ' +
    'want one line of the compound code, one unit, with the ingredients in its text; other payers have ' +
    'their own code, and may take a specific one.',
  fixDescription: "Edit: bills the payer's code for compounds, one unit, with name, dose and volume as text.",
  parameters: ['compoundCode', 'kd'],
  sources: ['A54100', 'TRB', 'J1'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: RN KL
fill: out 2.9 mL, in 20 mL
drug: morphine 20 mg/mL + bupivacaine 10 mg/mL, 20 mL, compounded, practice
dx: M96.1, Z45.1
95990 @AB
J2274-KD x40 @A
`,
    right: `2026-11-20 refill P-022 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: RN KL
fill: out 2.9 mL, in 20 mL
drug: morphine 20 mg/mL + bupivacaine 10 mg/mL, 20 mL, compounded, practice
dx: M96.1, Z45.1
95990 @AB
J7999-KD x1 @A "morphine 400 mg bupivacaine 200 mg 20 mL compounded"
`,
  },
  concerns: ['drug'],
  check(visit, context) {
    const bills = datedBills(visit, context).filter(({ drugs }) => drugs.length > 0);
    const specific = bills.filter(
      ({ entry }) => !entry.isNoc && visit.date && visit.codes.status(entry.code) === 'valid',
    );
    const compounds = new Set(specific.filter(({ line }) => !line.unsure).flatMap(bill => compoundOf(bill) ?? []));
    for (const of of compounds)
      checkLines(visit, context, {
        of,
        lines: specific.filter(bill => compoundOf(bill) === of && !bill.line.unsure),
        all: bills,
      });
    for (const bill of specific) {
      const of = compoundOf(bill);
      if (of) {
        if (bill.line.unsure) checkLines(visit, context, { of, lines: [bill], all: bills });
      } else if (bill.drugs.some(drug => drug.commercial)) context.applies();
      else if (!bill.discarded) reportUnknown(visit, context, bill);
    }
  },
};

/**
 * The compound that a line bills; undefined if the note has the drug by itself, or where the line is another rule's
 * matter (whose the drug is).
 */
function compoundOf({ drugs }: BilledDrug): DocumentedDrug | undefined {
  return drugs.every(of => of.compound) ? drugs.find(of => of.billable) : undefined;
}

function checkLines(
  visit: Visit,
  context: RuleContext,
  {
    of,
    lines,
    all,
  }: { readonly of: DocumentedDrug; readonly lines: readonly BilledDrug[]; readonly all: readonly BilledDrug[] },
): void {
  const first = lines[0]!;
  const fix = exceedsClaimLimit(visit)
    ? undefined
    : billAsCompound(
        visit,
        of,
        lines,
        all.some(({ entry, drugs, line }) => entry.isNoc && drugs.includes(of) && !line.unsure),
      );
  const right = compoundCode(visit)?.code;
  const codes = list([...new Set(lines.map(({ entry }) => entry.code))]);
  const bills = lines.length > 1 ? 'are codes of commercial products' : 'is the code of a commercial product';
  const why = of.components.length > 1 ? `${nameOfDrug(of)} were mixed` : `the ${nameOfDrug(of)} was compounded`;
  context.report({
    at: placeOfCode(first.line),
    message: right
      ? `Bill ${right} x1 with name, dose and volume as text: ${why}, and ${codes} ${bills}.`
      : `Check ${codes}: ${why}, and ${codes} ${bills}.`,
    evidence: drugEvidence(visit, [of], of.components.length > 1 ? 'a mixture' : 'compounded'),
    fixes: fix ? [fix] : [],
    ...unverifiedPart(visit),
  });
}

/** What the payer's profile could not read about its code for compounds. */
function unverifiedPart(visit: Visit): { unverified?: string } {
  const { unverified } = visit.policy.parameters.compoundCode;
  return unverified ? { unverified } : {};
}

function reportUnknown(visit: Visit, context: RuleContext, { line, entry, drugs }: BilledDrug): void {
  const of = drugs.find(drug => drug.billable);
  if (!of) return;
  context.missing({
    at: placeOfCode(line),
    show: true,
    evidence: drugEvidence(visit, [of], 'neither `commercial` nor `compounded`'),
    message: `Write whether the ${nameOfDrug(of)} was commercial or compounded: ${entry.code} bills the commercial drug only.`,
  });
}
