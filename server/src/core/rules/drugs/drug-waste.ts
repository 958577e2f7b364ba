import type { Big } from 'big.js';
import { amountIn, isMissing, unitsOf } from '../../claim/drugs/drug-amounts.js';
import { hasModifier, type BilledDrug } from '../../claim/drugs/billed-drug.js';
import { MAX_CLAIM_LINES } from '../../claim/claim-limits.js';
import { wasteOf, wasteTerms, type Waste } from '../../claim/drugs/drug-waste.js';
import { nameOfDrug, rightCodes, type DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { Visit } from '../../visit/visit.js';
import { groupBy } from '../../collections/group-by.js';
import type { WasteModifiers } from '../../policy/types.js';
import type { Evidence, RuleContext, Rule } from '../rule.js';
import { isOpen } from '../undecided.js';
import { datedBills, drugEvidence } from './evidence.js';
import { wasteFix } from './waste-fix.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { placeOfCode, removeModifier } from '../../encounter/code-line-edits.js';

export const drugWaste: Rule = {
  id: 'drug-waste',
  group: 'drugs',
  severity: 'warning',
  title: 'Discarded drug: JW, JZ or neither',
  description:
    'A drug from a single-dose container says what became of the rest: JZ on its line where nothing was ' +
    'discarded (from 2023-07-01), or a second line with JW and the discarded units (from 2017-01-01). ' +
    'The discarded units are ceil(opened ÷ unit) − ceil(placed ÷ unit), each added up over the drugs of ' +
    'the code; a rest that the rounded units already hold counts as none. Opened is placed plus waste. ' +
    'Multi-dose containers take neither, and neither does what is drawn out of the pump. Compounds take ' +
    'neither, unless the payer wants them there; drugs that the practice did not buy are left alone.',
  rationale:
    'Medicare returns single-dose lines without JW or JZ, and asks the maker for a refund on what JW ' +
    'reports: both have to be true.',
  fixDescription:
    'Edit: adds or removes JZ, adds, corrects or deletes the JW line. Offered where the note says what ' +
    'was opened and placed.',
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
  concerns: ['drug'],
  check(visit, context) {
    const terms = wasteTerms(visit);
    if (!terms) return;
    const bills = datedBills(visit, context);
    const specific = bills.filter(({ entry }) => !entry.isNoc);
    const counted = specific.filter(({ line }) => !line.unsure),
      unsure = specific.filter(({ line }) => line.unsure);
    for (const lines of groupBy(counted, ({ entry }) => entry).values()) checkLines(visit, context, terms, lines);
    const wasted = groupBy(
      unsure.filter(({ discarded }) => discarded),
      ({ entry }) => entry,
    );
    for (const bill of unsure.filter(({ discarded }) => !discarded))
      checkLines(visit, context, terms, [bill, ...(wasted.get(bill.entry) ?? []).slice(0, MAX_CLAIM_LINES)]);
    if (!terms.compounds) for (const bill of bills) checkMarkedCompound(visit, context, bill);
    else {
      const discarded = new Set(bills.filter(bill => bill.discarded).flatMap(({ drugs }) => drugs));
      for (const bill of bills) if (bill.entry.isNoc) checkCompound(visit, context, terms, bill, discarded);
    }
  },
};

/** The lines of one code, and what the note says of its drugs. */
interface Lines {
  readonly visit: Visit;
  readonly terms: WasteModifiers;
  readonly code: string;
  readonly drugs: readonly DocumentedDrug[];
  readonly name: string;
  /** What was placed, and what was discarded: the lines without and with JW. */
  readonly used: readonly BilledDrug[];
  readonly wasted: readonly BilledDrug[];
  /** Of the first: with JZ, and without. */
  readonly marked: readonly BilledDrug[];
  readonly bare: readonly BilledDrug[];
  /**
   * Whether JZ is due for nothing discarded, and JW for something. On a facility claim neither is known to be due: the
   * drug may be packaged.
   */
  readonly jzDue: boolean;
  readonly jwDue: boolean;
}

/** What is wrong, or what the note does not show. */
type Assessment =
  | { readonly at: SourceRange; readonly wrong: string }
  | { readonly at: SourceRange; readonly unknown: string; readonly show: boolean }
  | undefined;

function checkLines(visit: Visit, context: RuleContext, terms: WasteModifiers, all: readonly BilledDrug[]): void {
  const { entry } = all[0]!;
  const drugs = all[0]!.drugs.filter(of => isChecked(visit, entry.code, of));
  // JW with JZ on one line is `modifier-conflict`.
  if (!drugs.length || !entry.drug || all.some(({ line }) => hasModifier(line, 'JW') && hasModifier(line, 'JZ')))
    return;
  const date = visit.codes.date!;
  const used = all.filter(bill => !bill.discarded),
    wasted = all.filter(bill => bill.discarded);
  const lines: Lines = {
    visit,
    terms,
    drugs,
    used,
    wasted,
    code: entry.code,
    name: nameOfDrug(drugs[0]!),
    marked: used.filter(({ line }) => hasModifier(line, 'JZ')),
    bare: used.filter(({ line }) => !hasModifier(line, 'JZ')),
    jzDue: date >= terms.jzFrom,
    jwDue: date >= terms.jwFrom,
  };
  const waste = wasteOf(visit, drugs, entry.drug);
  const assessment = assess(lines, waste);
  if (!assessment) context.applies();
  else if (
    'wrong' in assessment &&
    isOpen(visit, context, { at: assessment.at, keys: ['drug'], what: `what of ${entry.code} was discarded` })
  )
    return;
  else if ('unknown' in assessment)
    context.missing({
      at: assessment.at,
      message: assessment.unknown,
      show: assessment.show,
      evidence: drugEvidence(visit, drugs),
    });
  else {
    const { unverified } = visit.policy.parameters.wasteModifiers;
    context.report({
      at: assessment.at,
      message: assessment.wrong,
      evidence: [...drugEvidence(visit, drugs), ...containerEvidence(drugs)],
      fixes: wasteFix(visit, entry, { drugs, used, wasted, waste, wantsJz: lines.jzDue && visit.bill === 'pro' }),
      ...(unverified ? { unverified } : {}),
    });
  }
}

function assess(lines: Lines, waste: Waste): Assessment {
  switch (waste.kind) {
    case 'not demanded':
      return undefined;
    case 'unknown':
      return withoutFacts(lines, waste.missing);
    case 'multi-dose':
      return ofMultiDose(lines);
    case 'none':
      return withoutWaste(lines, waste);
    case 'discarded':
      return withWaste(lines, waste);
  }
}

function withoutFacts(lines: Lines, missing: (Waste & { kind: 'unknown' })['missing']): Assessment {
  const { visit, code, name, used, wasted, marked } = lines;
  const first = (used[0] ?? wasted[0])!.line;
  const own = visit.bill === 'pro';
  if (missing === 'container') {
    return {
      at: placeOfCode(first),
      show: own && lines.jwDue && !first.unsure,
      unknown: `Write the containers of the ${name}: single-dose (sdv) or multi-dose (mdv); JW or JZ on ${code} depends on it.`,
    };
  }
  const residual = wasted.find(bill => bill.line.units === residualUnits(lines, bill));
  if (residual) {
    const units = residual.line.units;
    return {
      at: placeOf(residual, 'JW'),
      wrong: `Delete ${code}-JW, or bill what was left in the new container: ${units} ${unitWord(units)} are the residual drawn from the pump.`,
    };
  }
  if (own && lines.jzDue && !wasted.length && !marked.length) {
    return {
      at: placeOfCode(first),
      wrong: `Add JZ or a JW line for ${code}: it comes from single-dose containers, and the note has to say what was discarded.`,
    };
  }
  return {
    at: placeOfCode(first),
    show: false,
    unknown: `What was discarded of the ${name} cannot be computed: ${WHY_UNKNOWN[missing]}.`,
  };
}

function ofMultiDose({ name, wasted, marked }: Lines): Assessment {
  const because = `the ${name} came from a multi-dose container, which takes neither JW nor JZ.`;
  if (wasted[0]) return { at: placeOf(wasted[0], 'JW'), wrong: `Delete the JW line: ${because}` };
  return marked[0] && { at: placeOf(marked[0], 'JZ'), wrong: `Remove JZ: ${because}` };
}

function withoutWaste(lines: Lines, waste: Waste & { kind: 'none' }): Assessment {
  const { code, name, wasted, bare } = lines;
  if (wasted[0]) {
    const residual =
      wasted[0].line.units === residualUnits(lines, wasted[0])
        ? ', and the residual drawn from the pump is no waste'
        : '';
    return {
      at: placeOf(wasted[0], 'JW'),
      wrong: `Delete ${code}-JW and bill JZ: no whole unit was discarded (${waste.text})${residual}.`,
    };
  }
  if (!bare[0] || !lines.jzDue) return undefined;
  return due(
    lines,
    bare[0],
    `Add JZ to ${code}: no whole unit of the single-dose ${name} was discarded (${waste.text}).`,
  );
}

function withWaste(lines: Lines, waste: Waste & { kind: 'discarded' }): Assessment {
  const { code, used, wasted, marked } = lines;
  const { units } = waste;
  const were = `${units} ${unitWord(units)}`;
  if (marked[0])
    return {
      at: placeOf(marked[0], 'JZ'),
      wrong: `Remove JZ and bill ${code}-JW x${units}: ${were} ${units === 1 ? 'was' : 'were'} discarded (${waste.text}).`,
    };
  if (!used.length)
    return {
      at: placeOf(wasted[0]!, 'JW'),
      wrong: `Bill what was placed without JW: all ${code} is billed as discarded, and ${were} ${units === 1 ? 'was' : 'were'} (${waste.text}).`,
    };
  const last = wasted.at(-1)?.line;
  if (!last)
    return lines.jwDue
      ? due(
          lines,
          used[0]!,
          `Add the line ${code}-JW x${units}: ${were} ${units === 1 ? 'was' : 'were'} discarded (${waste.text}).`,
        )
      : undefined;
  const billed = wasted.reduce((sum, { line }) => sum + line.units, 0);
  return billed === units
    ? undefined
    : {
        at: last.unitsFact ?? placeOfCode(last),
        wrong: `Bill ${code}-JW x${units}, not x${billed}: ${waste.text}.`,
      };
}

/**
 * What is due on a professional claim. On a facility's only separately paid drugs report waste, and whether this one is
 * the note cannot say.
 */
function due({ visit, code }: Lines, { line }: BilledDrug, wrong: string): Assessment {
  if (visit.bill === 'pro') return { at: placeOfCode(line), wrong };
  return {
    at: placeOfCode(line),
    show: false,
    unknown: `Whether the facility is paid for ${code} separately, and so reports JW or JZ, is not in the note.`,
  };
}

/** A modifier that the line has. */
function placeOf({ line }: BilledDrug, modifier: string): SourceRange {
  return line.modifiers.find(m => m.value === modifier)!;
}

/** Of drugs that all have a container: without one nothing is checked. */
function containerEvidence(drugs: readonly DocumentedDrug[]): readonly Evidence[] {
  return drugs.map(({ drug }) => ({ at: (drug.waste ?? drug.container)!, text: 'the container and its rest' }));
}

/**
 * Compounds and other owners' drugs have no waste lines; neither does a drug whose code is wrong, before another rule
 * put it right.
 */
function isChecked(visit: Visit, code: string, of: DocumentedDrug): boolean {
  const entry = of.entries[0];
  return (
    !of.compound && of.billable && entry !== undefined && rightCodes(visit, entry).some(right => right.code === code)
  );
}

function unitWord(units: number): string {
  return units === 1 ? 'unit' : 'units';
}

/** Units that the volume drawn from the pump would make: what is billed when a residual is read as waste. */
function residualUnits({ visit, drugs }: Lines, { entry }: BilledDrug): number | undefined {
  const out = visit.encounter.fill?.out?.value;
  const amount = out?.amount.gt(0) && entry.drug ? amountIn(drugs[0]!, out, entry.drug) : undefined;
  return amount && !isMissing(amount) ? unitsOf([amount], entry.drug!).units : undefined;
}

const WHY_UNKNOWN: Readonly<Record<(Waste & { kind: 'unknown' })['missing'], string>> = {
  container: 'the container is not in the note',
  opened: 'the note says neither how much was opened nor what was wasted',
  strength: 'its strength is not in the note',
  volume: 'the volume placed is not in the note',
  contradiction: 'what was opened is not what was placed plus what was wasted',
};

/**
 * Where the payer counts compounds too, only that one of the two is there can be checked: their one unit holds no
 * amount.
 */
function checkCompound(
  visit: Visit,
  context: RuleContext,
  terms: WasteModifiers,
  { line, entry, drugs, discarded }: BilledDrug,
  thrownAway: ReadonlySet<DocumentedDrug>,
): void {
  const of = drugs.find(({ compound, billable }) => compound && billable);
  if (!of || discarded || line.unsure || visit.bill === 'facility' || visit.codes.date! < terms.jzFrom) return;
  context.applies();
  if (hasModifier(line, 'JZ') || thrownAway.has(of)) return;
  const rest = of.drug.waste?.value.amount;
  const message = rest
    ? compoundWaste(entry.code, rest)
    : `Write \`waste\` in \`drug:\`, then JW or JZ: this payer wants them on compounds such as the ${nameOfDrug(of)}.`;
  context.report({ at: placeOfCode(line), message, evidence: drugEvidence(visit, [of]) });
}

/** JZ or JW on a compound: it comes from no container that its maker labeled as single-dose. */
function checkMarkedCompound(visit: Visit, context: RuleContext, { line, entry, drugs }: BilledDrug): void {
  const [of] = drugs;
  if (!entry.isNoc || !of || drugs.some(({ compound }) => !compound)) return;
  const marks = line.modifiers.filter(({ value }) => value === 'JZ' || value === 'JW');
  const [mark] = marks;
  if (!mark) return;
  context.applies();
  if (isOpen(visit, context, { at: mark, keys: ['drug'], what: `whether ${entry.code} bills a compound` })) return;
  context.report({
    at: mark,
    message: `Remove ${mark.value} from ${entry.code}: a compound comes from no labeled single-dose container.`,
    evidence: drugEvidence(visit, [of]),
    fixes:
      marks.length === 1 && mark.value === 'JZ'
        ? [{ kind: 'edit', title: `Remove JZ from ${entry.code}`, edits: [removeModifier(line, mark)] }]
        : [],
  });
}

function compoundWaste(code: string, rest: Big): string {
  return rest.gt(0)
    ? `Add a line ${code}-JW: this payer wants what was discarded of a compound.`
    : `Add JZ to ${code}: nothing of the compound was discarded, and this payer wants JZ then.`;
}
