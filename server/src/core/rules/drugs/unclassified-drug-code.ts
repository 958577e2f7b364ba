import { billedDrugs, type BilledDrug } from '../../claim/drugs/billed-drug.js';
import { exceedsClaimLimit } from '../../claim/claim-limits.js';
import {
  containerStrength,
  isMarketed,
  nameOfDrug,
  specificCode,
  type DocumentedDrug,
} from '../../claim/drugs/documented-drug.js';
import type { CodeEntry } from '../../codes/types.js';
import type { Visit } from '../../visit/visit.js';
import { groupBy } from '../../collections/group-by.js';
import type { RuleContext, Rule } from '../rule.js';
import { isOpen } from '../undecided.js';
import { datedBills, drugEvidence } from './evidence.js';
import { checkCompounds } from './compound-lines.js';
import { billSpecifically } from './rebill.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

export const unclassifiedDrugCode: Rule = {
  id: 'unclassified-drug-code',
  group: 'drugs',
  severity: 'warning',
  title: 'Unclassified code or number of lines that the payer does not accept',
  description:
    'J7999, J7799, J3490, J3590 or C9399 is billed for a single commercial drug that has a specific code ' +
    'on the date; or for a compound, under another unclassified code or on another number of lines than ' +
    'the payer’s profile sets (one line for the whole compound, or one for each ingredient). Lines with ' +
    'JW are not counted. A note whose payer sets no code for compounds is left alone.',
  rationale:
    'An unclassified line is priced by hand and asks for an invoice; a payer sends it back if a specific ' +
    'code exists. A compound on a line for each ingredient is paid several times, or not at all.',
  fixDescription:
    'Edit: bills the specific code with computed units, and takes the text away; for a compound, writes ' +
    'the lines that the payer takes.',
  parameters: ['compoundCode', 'kd', 'wasteModifiers'],
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
  concerns: ['drug'],
  check(visit, context) {
    const bills = datedBills(visit, context).filter(
      ({ entry, drugs, line }) =>
        entry.isNoc && drugs.length && visit.date && visit.codes.status(line.code) === 'valid',
    );
    // A line in doubt is checked alone.
    for (const alike of groupBy(bills, bill => (bill.line.unsure ? bill : bill.drugs[0])).values())
      checkLines(visit, context, alike);
    checkCompounds(visit, context, bills);
  },
};

/** The drugs of an unclassified line where each has a code of its own; none where the line may well mean another. */
export function drugsWithTheirOwnCode(visit: Visit, { entry, drugs }: BilledDrug): readonly DocumentedDrug[] {
  const own = drugs.filter(of => of.billable);
  return entry.isNoc && own.every(of => specificCode(visit, of)) ? own : [];
}

/** @param lines unclassified lines that may mean the same drugs */
function checkLines(visit: Visit, context: RuleContext, lines: readonly BilledDrug[]): void {
  const drugs = drugsWithTheirOwnCode(visit, lines[0]!);
  if (!drugs.length) {
    if (lines[0]!.drugs.some(of => of.billable)) context.applies();
    return;
  }
  const codes = [...new Set(drugs.flatMap(of => specificCode(visit, of) ?? []))];
  const [only] = codes;
  // Several lines for one code are one cause; lines for several drugs are matched with them in turn.
  if (only && codes.length === 1) reportSpecificCode(visit, context, { lines, right: only, drugs });
  else {
    for (const [i, bill] of lines.entries()) {
      const code = codes[i] ?? codes[0]!;
      reportSpecificCode(visit, context, {
        lines: [bill],
        right: code,
        drugs: drugs.filter(of => specificCode(visit, of) === code),
      });
    }
  }
}

function reportSpecificCode(
  visit: Visit,
  context: RuleContext,
  {
    lines,
    right,
    drugs,
  }: { readonly lines: readonly BilledDrug[]; readonly right: CodeEntry; readonly drugs: readonly DocumentedDrug[] },
): void {
  const { line, entry } = lines[0]!;
  const of = drugs[0]!;
  const strength = containerStrength(of)?.value;
  // A strength that is not sold was compounded, though the note does not say so.
  if (!of.commercial && strength && isMarketed(of.entries[0]!, strength) === false) return context.applies();
  if (!of.commercial) {
    return context.missing({
      at: placeOfCode(line),
      show: true,
      evidence: drugEvidence(visit, [of], 'neither `commercial` nor `compounded`'),
      message: `Write whether the ${nameOfDrug(of)} was commercial or compounded: the commercial drug is ${right.code}, not ${entry.code}.`,
    });
  }
  const at = placeOfCode(line);
  if (isOpen(visit, context, { at, keys: ['drug'], what: `whether the ${nameOfDrug(of)} was compounded` })) return;
  const elsewhere =
    exceedsClaimLimit(visit) ||
    billedDrugs(visit).some(
      other => other.entry.isNoc && !lines.includes(other) && other.drugs.length === 1 && other.drugs[0] === of,
    );
  const fix = elsewhere
    ? undefined
    : billSpecifically(
        visit,
        lines.map(each => ({ ...each, discarded: false })),
        right,
        drugs,
      );
  context.report({
    at: placeOfCode(line),
    edition: visit.codes.edition('HCPCS'),
    message: `Bill ${right.code}: commercial ${nameOfDrug(of)} has this code, and ${entry.code} is for drugs without one.`,
    evidence: drugEvidence(visit, drugs),
    fixes: fix ? [fix] : [],
  });
}
