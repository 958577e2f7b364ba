import { deleteLines } from '../../claim/fixes/delete-line.js';
import { billedDrugs, type BilledDrug } from '../../claim/drugs/billed-drug.js';
import { nameOfDrug, ownerProblem, type DocumentedDrug, type OwnerProblem } from '../../claim/drugs/documented-drug.js';
import type { Visit } from '../../visit/visit.js';
import { groupBy } from '../../collections/group-by.js';
import type { Evidence, RuleContext, Rule } from '../rule.js';
import { asBilled } from './rebill.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';
import { list } from '../../text/prose.js';

export const drugOwner: Rule<'error' | 'warning'> = {
  id: 'drug-owner',
  group: 'drugs',
  severity: 'error',
  severities: ['error', 'warning'],
  title: 'Billed drug the practice didn’t buy',
  description:
    "A drug is billed although a pharmacy or the patient bought it, or it came free of charge; a hospital's drug is on a professional claim; or, as a warning, the practice's drug is billed on a professional claim from a facility, where drugs belong to the facility.",
  rationale: 'A drug is paid to its buyer: the line is denied, or paid twice and taken back.',
  fixDescription: "Edit: deletes the drug's lines.",
  sources: ['A55239', 'RVUDOC'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, pharmacy
dx: G80.0, Z45.1
95990 @AB
J0475-KD x8 @A
`,
    right: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
fill: out 6.0 mL, in 40 mL
drug: baclofen 2000 mcg/mL, 40 mL, commercial, pharmacy
dx: G80.0, Z45.1
95990 @AB
`,
  },
  concerns: ['drug'],
  check(visit, context) {
    const bills = billedDrugs(visit).filter(({ drugs }) => drugs.length > 0);
    const withProblem = bills.filter(({ drugs }) => drugs.every(({ drug }) => ownerProblem(visit, drug)));
    for (const [of, lines] of groupBy(withProblem, ({ drugs }) => drugs[0]!)) checkLines(visit, context, of, lines);
    const reported = new Set(withProblem);
    for (const bill of bills) {
      if (reported.has(bill)) continue;
      if (!bill.drugs.some(({ drug }) => drug.owner)) reportUnknown(visit, context, bill);
      else if (dependsOnPlace(visit, bill)) reportNoPlace(context, bill);
      else context.applies();
    }
  },
};

function checkLines(
  visit: Visit,
  context: RuleContext<'error' | 'warning'>,
  of: DocumentedDrug,
  lines: readonly BilledDrug[],
): void {
  const problem = ownerProblem(visit, of.drug)!;
  const codes = list([...new Set(lines.map(({ entry }) => entry.code))]);
  const evidence: Evidence[] = [{ at: of.drug.owner ?? of.drug, text: WHOSE[problem] }];
  if (problem === 'facility place' && visit.encounter.place)
    evidence.push({ at: visit.encounter.place, text: 'a facility' });
  context.report({
    at: placeOfCode(lines[0]!.line),
    message: `Delete ${codes}: ${REASONS[problem](nameOfDrug(of), of.components.length > 1 ? 'them' : 'it')}`,
    evidence,
    fixes: [
      {
        kind: 'edit',
        title: `Delete ${list(lines.map(({ line }) => asBilled(line)))}`,
        edits: deleteLines(
          of.drug.block,
          lines.map(({ line }) => line.line),
        ),
      },
    ],
    ...(problem === 'facility place' ? { severity: 'warning' } : {}),
  });
}

const WHOSE: Readonly<Record<OwnerProblem, string>> = {
  pharmacy: 'bought by a pharmacy',
  patient: 'bought by the patient',
  free: 'free of charge',
  hospital: 'bought by the hospital',
  'facility place': 'bought by the practice',
};

const REASONS: Readonly<Record<OwnerProblem, (drug: string, it: string) => string>> = {
  pharmacy: (drug, it) => `a pharmacy bought the ${drug} and bills ${it}.`,
  patient: drug => `the patient bought the ${drug}, so the practice has no expense to bill.`,
  free: drug => `the ${drug} came free of charge, so the practice has no expense to bill.`,
  hospital: (drug, it) => `the hospital bought the ${drug} and bills ${it} on its own claim.`,
  'facility place': (drug, it) =>
    `in a facility the facility bills the ${drug}; a professional claim is not paid for ${it}.`,
};

/** A professional claim bills the practice's drug outside a facility only. */
function dependsOnPlace(visit: Visit, { drugs }: BilledDrug): boolean {
  return visit.bill === 'pro' && visit.pos === undefined && drugs.every(({ drug }) => drug.owner?.value === 'practice');
}

function reportNoPlace(context: RuleContext<'error' | 'warning'>, { line, entry }: BilledDrug): void {
  context.missing({
    at: placeOfCode(line),
    show: false,
    message: `Write the place: in a facility ${entry.code} is not billed on a professional claim.`,
  });
}

function reportUnknown(
  visit: Visit,
  context: RuleContext<'error' | 'warning'>,
  { line, entry, drugs }: BilledDrug,
): void {
  const of = drugs[0]!;
  // An invoice shows a purchase, not whose it was.
  context.missing({
    at: placeOfCode(line),
    show: visit.bill === 'pro' && of.drug.invoice === undefined && !line.unsure,
    message: `Write the owner in \`drug:\`: the note does not say who bought the ${nameOfDrug(of)}; ${entry.code} is billed by its buyer only.`,
    evidence: [{ at: of.drug, text: 'no owner' }],
  });
}
