import { billedDrugs, type BilledDrug } from '../../claim/drugs/billed-drug.js';
import { drugUse, rightCodes, type DrugUse } from '../../claim/drugs/documented-drug.js';
import type { DrugEntry } from '../../codes/types.js';
import type { Visit } from '../../visit/visit.js';
import type { RuleContext, Rule } from '../rule.js';
import { isOpen } from '../undecided.js';
import { drugEvidence } from './evidence.js';
import { billSpecifically } from './rebill.js';
import { placeOfCode } from '../../encounter/code-line-edits.js';

export const trialDrug: Rule = {
  id: 'trial-drug',
  group: 'drugs',
  severity: 'error',
  title: 'Trial code for a refill, or refill code for a trial',
  description:
    'J0476 is baclofen for the screening bolus, 50 mcg a unit; J0475 is baclofen for the pump, 10 mg a ' +
    'unit. Fires when a refill bills the first or a trial the second.',
  rationale: 'The units differ two-hundredfold, and each code states the other kind of visit.',
  fixDescription: 'Edit: bills the right code with its own units.',
  sources: ['HC19', 'HC24'],
  examples: {
    wrong: `2026-11-20 refill P-014 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: RN KL
fill: out 2.0 mL, in 20 mL
drug: baclofen 500 mcg/mL, 20 mL, commercial, practice, sdv 1 x 20 mL, waste 0 mL
dx: G80.0, Z45.1
95990 @AB
J0476-JZ-KD x2 @A
`,
    right: `2026-11-20 trial P-031 @office #medicare
by: MD AS
drug: baclofen 50 mcg/mL, 1 mL, commercial, practice, sdv 1 x 1 mL, waste 0 mL
dx: G80.0
62322 @A
J0476-JZ x1 @A
`,
  },
  concerns: ['drug'],
  check(visit, context) {
    const use = drugUse(visit);
    // The code of another drug than the note's is `drug-not-documented`.
    const bills = billedDrugs(visit).filter(({ drugs }) => drugs.length > 0 || visit.encounter.drugs.length === 0);
    const codes = new Set(bills.filter(({ line }) => !line.unsure).map(({ entry }) => entry.code));
    for (const code of codes)
      checkLines(
        visit,
        context,
        use,
        bills.filter(({ entry, line }) => entry.code === code && !line.unsure),
      );
    for (const bill of bills) if (bill.line.unsure) checkLines(visit, context, use, [bill]);
  },
};

function checkLines(visit: Visit, context: RuleContext, use: DrugUse | undefined, lines: readonly BilledDrug[]): void {
  const { line, entry, drugs } = lines[0]!;
  const known = visit.codes
    .drugsOfCode(entry.code)
    .find(drug => drug.trialCode !== undefined || drug.codes.some(code => code.use === 'trial'));
  const coded = known && useOfCode(known, entry.code);
  if (!known || !coded) return;
  if (!use) {
    return context.missing({
      at: placeOfCode(line),
      show: false,
      evidence: drugEvidence(visit, drugs),
      message: `Whether ${entry.code} is right depends on whether the ${known.name} went into a pump or was a trial, which the note does not say.`,
    });
  }
  context.applies();
  if (coded === use) return;
  const what = 'whether this is a refill or a trial';
  if (visit.fill !== 'refill' && isOpen(visit, context, { at: placeOfCode(line), keys: ['fill', 'drug'], what }))
    return;
  const right = rightCodes(visit, known)[0];
  const own = drugs.filter(of => !of.compound && of.entries.includes(known) && of.billable);
  const fix = right && own.length ? billSpecifically(visit, lines, right, own) : undefined;
  context.report({
    at: placeOfCode(line),
    edition: visit.codes.edition('HCPCS'),
    message:
      coded === 'trial'
        ? `${right ? `Bill ${right.code}` : `Check ${entry.code}`}: this is a refill, and ${entry.code} is ${known.name} for a screening bolus.`
        : `${right ? `Bill ${right.code}` : `Check ${entry.code}`}: this is a trial, and ${entry.code} is ${known.name} for a pump.`,
    evidence: drugEvidence(visit, drugs, use === 'trial' ? 'given as a trial' : 'placed in the pump'),
    fixes: fix ? [fix] : [],
  });
}

function useOfCode(drug: DrugEntry, code: string): DrugUse | undefined {
  const use = drug.codes.find(own => own.code === code)?.use;
  return use === 'other' ? undefined : use;
}
