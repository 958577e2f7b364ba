import { amountIn, isMissing, unitsOf } from '../../claim/drug-amounts.js';
import { hasModifier, type BilledDrug } from '../../claim/billed-drugs.js';
import { wasteOf, wasteTerms, type Waste } from '../../claim/drug-waste.js';
import { nameOfDrug, rightCodes, type NotedDrug } from '../../claim/noted-drugs.js';
import type { Place } from '../../encounter/model.js';
import type { Visit } from '../../encounter/visit.js';
import type { WasteModifiers } from '../../policy/types.js';
import type { Report, Rule } from '../rule.js';
import { placeOfCode } from '../toolkit.js';
import { datedBills, drugEvidence } from './evidence.js';
import { settleWaste } from './settle-waste.js';

export const drugWaste: Rule = {
  id: 'drug-waste',
  group: 'drugs',
  severity: 'warning',
  title: 'Discarded drug: JW, JZ or neither',
  what: 'A drug from a single-dose container says what became of the rest: JZ on its line where nothing was discarded (from 2023-07-01), or a second line with JW and the discarded units (from 2017-01-01). The discarded units are ceil(opened ÷ unit) − ceil(placed ÷ unit), each added up over the drugs of the code; a rest that the rounded units already hold counts as none. Opened is placed plus waste. Multi-dose containers take neither, and neither does what is drawn out of the pump. Compounds, and drugs that the practice did not buy, are left alone.',
  why: 'Medicare returns single-dose lines without JW or JZ, and asks the maker for a refund on what JW reports: both have to be true.',
  fix: 'Edit: adds or removes JZ, adds, corrects or deletes the JW line. Offered where the note says what was opened and placed.',
  parameters: ['wasteModifiers'],
  sources: ['JWJZ'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: RN KL
fill: out 2.9 mL, in 18 mL
drug: morphine 25 mg/mL, 18 mL, commercial, practice, sdv 1 x 20 mL, waste 2 mL
dx: M96.1, Z45.1
95990 @AB
J2274-JZ-KD x45 @A
`,
    right: `2026-11-20 refill P-022 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: RN KL
fill: out 2.9 mL, in 18 mL
drug: morphine 25 mg/mL, 18 mL, commercial, practice, sdv 1 x 20 mL, waste 2 mL
dx: M96.1, Z45.1
95990 @AB
J2274-KD x45 @A
J2274-JW x5 @A
`,
  },
  check(visit, report) {
    const terms = wasteTerms(visit);
    if (!terms) return;
    const bills = datedBills(visit, report);
    const specific = bills.filter(({ entry }) => !entry.isNoc);
    const codes = new Set(specific.filter(({ line }) => !line.unsure).map(({ entry }) => entry.code));
    for (const code of codes) judge(visit, report, terms, specific.filter(({ entry, line }) => entry.code === code && !line.unsure));
    const unsure = specific.filter(({ line }) => line.unsure);
    for (const bill of unsure) if (!bill.discarded) judge(visit, report, terms, [bill, ...unsure.filter(({ entry, discarded }) => discarded && entry === bill.entry)]);
    if (terms.compounds) for (const bill of bills) if (bill.entry.isNoc) judgeCompound(visit, report, bill, bills);
  },
};

function judge(visit: Visit, report: Report, terms: WasteModifiers, lines: readonly BilledDrug[]): void {
  const { entry } = lines[0]!;
  const drugs = lines[0]!.drugs.filter((of) => isJudged(visit, entry.code, of));
  // JW with JZ on one line is `modifier-conflict`.
  if (!drugs.length || !entry.drug || lines.some(({ line }) => hasModifier(line, 'JW') && hasModifier(line, 'JZ'))) return;
  const date = visit.date!;
  const used = lines.filter((bill) => !bill.discarded), wasted = lines.filter((bill) => bill.discarded);
  const jz = used.filter(({ line }) => hasModifier(line, 'JZ'));
  const waste = wasteOf(visit, drugs, entry.drug);
  const bare = used.filter(({ line }) => !hasModifier(line, 'JZ'));
  const wantsJz = date >= terms.jzFrom && visit.bill === 'pro';
  const unverified = visit.policy.parameters.wasteModifiers.unverified;
  const fail = (at: Place, message: string): void => report.fail({
    at, message, evidence: [...drugEvidence(visit, drugs), ...drugs.flatMap(({ drug }) => drug.waste ?? drug.container ?? []).map((fact) => ({ at: fact, text: 'the container and its rest' }))],
    fixes: settleWaste(visit, entry, drugs, used, wasted, waste, wantsJz), ...(unverified ? { unverified } : {}),
  });
  const name = nameOfDrug(drugs[0]!);
  const says = (bill: BilledDrug, modifier: string): Place => bill.line.modifiers.find((m) => m.value === modifier) ?? placeOfCode(bill.line);

  if (waste.kind === 'not demanded') return;
  if (waste.kind === 'unknown') {
    if (waste.missing === 'container') {
      return report.noData({
        at: placeOfCode(lines[0]!.line), show: visit.bill === 'pro' && date >= terms.jwFrom && !lines[0]!.line.unsure,
        message: `The note does not say whether the ${name} came from single-dose (sdv) or multi-dose (mdv) containers; JW or JZ on ${entry.code} depends on it.`,
        evidence: drugEvidence(visit, drugs, 'no container'),
      });
    }
    const residual = wasted.find((bill) => bill.line.units === residualUnits(visit, drugs, bill));
    if (residual) {
      return fail(says(residual, 'JW'), `${entry.code}-JW bills ${residual.line.units} units, which is the residual drawn from the pump; JW is for what was left in the new container.`);
    }
    if (!wasted.length && !jz.length && wantsJz && used[0]) {
      return fail(placeOfCode(used[0].line), `${entry.code} comes from single-dose containers and has neither JZ (nothing discarded) nor a JW line (the discarded units); the note has to say what was discarded.`);
    }
    return report.noData({
      at: placeOfCode(lines[0]!.line), show: false, evidence: drugEvidence(visit, drugs),
      message: `What was discarded of the ${name} cannot be computed: ${WHY_UNKNOWN[waste.missing]}.`,
    });
  }
  report.applies();
  if (waste.kind === 'multi-dose') {
    const wrong = wasted[0] ?? jz[0];
    if (wrong) fail(says(wrong, wasted[0] ? 'JW' : 'JZ'), `The ${name} came from a multi-dose container, which takes neither JW nor JZ.`);
    return;
  }
  if (waste.kind === 'none') {
    if (wasted[0]) {
      const residual = wasted[0].line.units === residualUnits(visit, drugs, wasted[0]) ? ', and the residual drawn from the pump is no waste' : '';
      fail(says(wasted[0], 'JW'), `${entry.code}-JW bills discarded units, but no whole unit was discarded: ${waste.text}${residual}.`);
    } else if (bare[0] && wantsJz) fail(placeOfCode(bare[0].line), `Nothing of the single-dose ${name} was discarded, so ${entry.code} needs JZ (${waste.text}).`);
    else if (bare[0] && date >= terms.jzFrom) sayPackaged(report, bare[0]);
    return;
  }
  const billed = wasted.reduce((sum, { line }) => sum + line.units, 0);
  if (jz[0]) fail(says(jz[0], 'JZ'), `JZ says that nothing was discarded, but ${waste.units} ${unitWord(waste)} were: ${waste.text}. They belong on a line with JW.`);
  else if (!used.length) fail(says(wasted[0]!, 'JW'), `All ${entry.code} is billed as discarded; ${waste.units} ${unitWord(waste)} were: ${waste.text}.`);
  else if (!wasted.length && date >= terms.jwFrom) {
    if (visit.bill === 'pro') fail(placeOfCode(used[0]!.line), `${waste.units} ${unitWord(waste)} of ${entry.code} were discarded and belong on a line of their own with JW: ${waste.text}.`);
    else sayPackaged(report, used[0]!);
  } else if (wasted.length && billed !== waste.units) {
    const last = wasted.at(-1)!.line;
    fail(last.unitsFact ?? placeOfCode(last), `${entry.code}-JW bills ${billed} ${billed === 1 ? 'unit' : 'units'}; discarded were ${waste.units}: ${waste.text}.`);
  }
}

/** Compounds and other owners' drugs have no waste lines; neither does a drug whose code is wrong, before another rule put it right. */
function isJudged(visit: Visit, code: string, of: NotedDrug): boolean {
  const entry = of.entries[0];
  return !of.compound && of.billable && entry !== undefined && rightCodes(visit, entry).some((right) => right.code === code);
}

function unitWord({ units }: { units: number }): string {
  return units === 1 ? 'unit' : 'units';
}

/** Units that the volume drawn from the pump would make: what is billed when a residual is taken for waste. */
function residualUnits(visit: Visit, drugs: readonly NotedDrug[], { entry }: BilledDrug): number | undefined {
  const out = visit.encounter.fill?.out?.value;
  const amount = out?.amount.gt(0) && entry.drug ? amountIn(drugs[0]!, out, entry.drug) : undefined;
  return amount && !isMissing(amount) ? unitsOf([amount], entry.drug!).units : undefined;
}

const WHY_UNKNOWN: Readonly<Record<(Waste & { kind: 'unknown' })['missing'], string>> = {
  container: 'the container is not in the note', opened: 'the note says neither how much was opened nor what was wasted',
  strength: 'its strength is not in the note', volume: 'the volume placed is not in the note', contradiction: 'what was opened is not what was placed plus what was wasted',
};

/** On a facility claim only separately paid drugs report waste, and whether this one is the note cannot say. */
function sayPackaged(report: Report, { line, entry }: BilledDrug): void {
  report.noData({ at: placeOfCode(line), show: false, message: `Whether the facility is paid for ${entry.code} separately, and so reports JW or JZ, is not in the note.` });
}

/** Where the payer counts compounds too, only that one of the two is there can be judged: their one unit holds no amount. */
function judgeCompound(visit: Visit, report: Report, { line, entry, drugs, discarded }: BilledDrug, all: readonly BilledDrug[]): void {
  const of = drugs.find(({ compound, billable }) => compound && billable);
  if (!of || discarded || line.unsure) return;
  report.applies();
  const wasted = all.some((bill) => bill.discarded && bill.drugs.includes(of));
  if (hasModifier(line, 'JZ') || wasted) return;
  const rest = of.drug.waste?.value.amount;
  const message = !rest ? `This payer wants JW or JZ on compounds too, and the note does not say what was discarded of the ${nameOfDrug(of)}.`
    : rest.gt(0) ? `This payer wants what was discarded of the compound on a line ${entry.code}-JW.` : `This payer wants JZ on ${entry.code}: nothing of the compound was discarded.`;
  report.fail({ at: placeOfCode(line), message, evidence: drugEvidence(visit, [of]) });
}
