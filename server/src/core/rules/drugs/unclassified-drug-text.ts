import { formatQuantity } from '../../encounter/quantity.js';
import type { BilledDrug } from '../../claim/drugs/billed-drug.js';
import { compoundCode } from '../../claim/drugs/drug-lines.js';
import {
  composeUnclassifiedText,
  namesDrug,
  MAX_UNCLASSIFIED_TEXT_LENGTH,
  readUnclassifiedText,
} from '../../claim/drugs/unclassified-drug-text.js';
import { statesOtherVolume, wrongAmounts } from '../../claim/drugs/unclassified-amounts.js';
import type { DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { DrugComponent } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit, Fix } from '../../edits/fix.js';
import { groupBy } from '../../collections/group-by.js';
import type { RuleContext, Rule } from '../rule.js';
import { datedBills, drugEvidence } from './evidence.js';
import { drugsWithTheirOwnCode } from './unclassified-drug-code.js';
import { replace } from '../../edits/builders.js';
import { insertText, placeOfCode, setUnits } from '../../encounter/code-line-edits.js';
import { capitalized, list } from '../../text/prose.js';
import { isAccepted } from '../../visit/acceptance.js';

export const unclassifiedDrugText: Rule = {
  id: 'unclassified-drug-text',
  group: 'drugs',
  severity: 'error',
  title: 'Unclassified drug without its text',
  description:
    'A line whose code names no drug (J7999, J7799, J3490, J3590, C9399) says in its text the name and ' +
    'dose of every drug and the volume, in mg, mcg or units and mL, in at most 80 characters, and bills ' +
    'one unit. A dose that is neither the strength of the note nor strength × volume is reported. Names ' +
    'may be shortened to four letters or more.',
  rationale:
    'The code says only "a drug": without the text the line cannot be priced, and is returned. The ' +
    'electronic claim holds 80 characters; `ug` is not read as micrograms; more than one unit pays the ' +
    'compound more than once, or is denied by its daily limit.',
  fixDescription: 'Edit: writes the text from the drug line, spells `ug` as mcg, sets one unit.',
  parameters: ['compoundCode'],
  sources: ['X222', 'A54100', 'TRB', 'MUE24'],
  examples: {
    wrong: `2026-11-20 refill P-022 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: RN KL
fill: out 2.9 mL, in 20 mL
drug: morphine 20 mg/mL + bupivacaine 10 mg/mL, 20 mL, compounded, practice
dx: M96.1, Z45.1
95990 @AB
J7999-KD x1 @A
`,
    right: `2026-11-20 refill P-022 @office #medicare
pump: SynchroMed II 8637-20, 20 mL, IT, programmable
by: RN KL
fill: out 2.9 mL, in 20 mL
drug: morphine 20 mg/mL + bupivacaine 10 mg/mL, 20 mL, compounded, practice
dx: M96.1, Z45.1
95990 @AB
J7999-KD x1 @A "MORPHINE 20MG/ML BUPIV 10MG/ML 20ML CMPD"
`,
  },
  concerns: ['drug'],
  check(visit, context) {
    const bills = datedBills(visit, context);
    const unclassified = bills.filter(({ entry }) => entry.isNoc);
    const unnamed = new Map([...groupBy(unclassified, drugOf)].map(([of, beside]) => [of, unnamedBy(of, beside)]));
    for (const bill of unclassified) {
      const { entry, drugs } = bill;
      if (!visit.date || visit.codes.status(entry.code) !== 'valid') continue;
      if (drugs.length && drugs.every(of => !of.billable)) continue;
      if (drugsWithTheirOwnCode(visit, bill)[0]?.commercial && !isAccepted(visit, 'unclassified-drug-code')) continue;
      context.applies();
      checkUnits(context, bill);
      checkText(visit, context, bill, unnamed.get(drugOf(bill))!);
    }
  },
};

/** The drug that a line bills: of several that it could be, one that this claim may bill. */
function drugOf({ drugs }: BilledDrug): DocumentedDrug | undefined {
  return drugs.find(of => of.billable) ?? drugs[0];
}

/**
 * The text that a line under an unclassified code should have: its own if that is complete, else one from the facts;
 * undefined if the note lacks one.
 */
export function rightText(visit: Visit, bill: BilledDrug): string | undefined {
  const of = drugOf(bill);
  const own = bill.line.text?.value.trim() ?? '';
  const fits = own !== '' && own.length <= MAX_UNCLASSIFIED_TEXT_LENGTH && !readUnclassifiedText(own).ug.length;
  const complete = fits && !faults(own, of, unnamedBy(of, [bill]), compoundCode(visit)?.perIngredient ?? false).length;
  return complete ? own : of && composeUnclassifiedText(visit, of);
}

function checkUnits(context: RuleContext, { line, entry }: BilledDrug): void {
  if (line.units === 1) return;
  context.report({
    at: line.unitsFact ?? placeOfCode(line),
    message: `Bill ${entry.code} x1: an unclassified drug is one unit of any amount; ${line.units} are billed.`,
    fixes: [{ kind: 'edit', title: `Bill ${entry.code} x1 instead of x${line.units}`, edits: [setUnits(line, 1)] }],
  });
}

/**
 * What no text names of a drug, among those of the unclassified lines that bill it: of a mixture on several lines each
 * names its part.
 */
function unnamedBy(of: DocumentedDrug | undefined, beside: readonly BilledDrug[]): readonly DrugComponent[] {
  const whole = beside.map(({ line }) => line.text?.value ?? '').join(' ');
  return (of?.components ?? []).filter(component => !names(whole, component, of));
}

function names(text: string, component: DrugComponent, of: DocumentedDrug | undefined): boolean {
  return namesDrug(text, component, of?.entries[of.components.indexOf(component)]);
}

/** @param unnamed see {@link unnamedBy} */
function checkText(visit: Visit, context: RuleContext, bill: BilledDrug, unnamed: readonly DrugComponent[]): void {
  const { line, entry, drugs } = bill;
  const text = line.text?.value.trim() ?? '';
  const of = drugOf(bill);
  const perIngredient = compoundCode(visit)?.perIngredient ?? false;
  const wrong = faults(text, of, unnamed, perIngredient);
  const doses = of && !wrong.length ? wrongDoses(visit, of, text) : [];
  const form = formSteps(text);
  if (!wrong.length && !doses.length && !form.length) return;
  const steps = [
    ...(doses.length ? [correction(doses)] : []),
    ...(wrong.length ? [`add ${list(wrong)} to ${entry.code}`] : []),
    ...form,
  ];
  const onlyUg = !wrong.length && !doses.length && text.length <= MAX_UNCLASSIFIED_TEXT_LENGTH;
  context.report({
    at: line.text ?? placeOfCode(line),
    message: `${capitalized(steps.join('; '))}: ${entry.code} is an unclassified code.`,
    evidence: drugEvidence(visit, drugs),
    fixes: fixesFor(visit, bill, of, onlyUg),
  });
}

function correction(amounts: readonly string[]): string {
  const isOfVolume = amounts.every(amount => amount.startsWith('the volume'));
  return `correct the ${isOfVolume ? 'text' : 'dose'}: ${list(amounts)}`;
}

/** `hydromorphone is 200 mg`, where the text has another amount. */
function wrongDoses(visit: Visit, of: DocumentedDrug, text: string): readonly string[] {
  const named = of.components.filter(component => names(text, component, of));
  const placed = visit.placedVolume(of.drug)?.value;
  const amounts = wrongAmounts(text, named, placed);
  const volume = placed && statesOtherVolume(text, placed) ? [`the volume is ${formatQuantity(placed)}`] : [];
  return [...amounts.map(({ component, right }) => `${component.name} is ${right}`), ...volume];
}

/** What is wrong with the form of a text: its length, and the letters of its unit. */
function formSteps(text: string): readonly string[] {
  const isTooLong = text.length > MAX_UNCLASSIFIED_TEXT_LENGTH;
  return [
    ...(isTooLong ? [`shorten the text from ${text.length} to ${MAX_UNCLASSIFIED_TEXT_LENGTH} characters`] : []),
    ...(readUnclassifiedText(text).ug.length ? ['write mcg for “ug”, which is not read as micrograms'] : []),
  ];
}

function faults(
  text: string,
  of: DocumentedDrug | undefined,
  unnamed: readonly DrugComponent[],
  perIngredient: boolean,
): string[] {
  if (!text) return ['the name, dose and volume of the drug'];
  const { doses, volume } = readUnclassifiedText(text);
  const components = of?.components ?? [];
  const named = components.filter(component => names(text, component, of));
  const ingredients = named.length ? [] : components;
  const missing = perIngredient ? ingredients : unnamed;
  const own = Math.max(1, named.length);
  return [
    ...(missing.length ? [`the name of ${list(missing.map(({ name }) => name || 'the drug'))}`] : []),
    ...(doses < own
      ? [own > 1 ? `the dose of ${doses ? 'each drug' : 'the drugs'} in mg or mcg` : 'the dose in mg or mcg']
      : []),
    ...(volume ? [] : ['the volume in mL']),
  ];
}

function fixesFor(visit: Visit, { line }: BilledDrug, of: DocumentedDrug | undefined, onlyUg: boolean): Fix[] {
  if (onlyUg && line.text) {
    const fixed = replaceUg(line.text.value);
    if (fixed.length <= MAX_UNCLASSIFIED_TEXT_LENGTH)
      return [{ kind: 'edit', title: `Write “${fixed}”`, edits: [replace(line.text, `"${fixed}"`)] }];
  }
  const perIngredient = compoundCode(visit)?.perIngredient ?? false;
  const wanted = of && perIngredient && of.components.length > 1 ? of.components : [undefined];
  return wanted.flatMap(component => {
    const text = of && composeUnclassifiedText(visit, of, component);
    if (!text) return [];
    const edits: Edit[] = [line.text ? replace(line.text, `"${text}"`) : insertText(line, `"${text}"`)];
    return [{ kind: 'edit' as const, title: `Write “${text}”`, edits }];
  });
}

function replaceUg(text: string): string {
  let out = text;
  for (const { start, end } of [...readUnclassifiedText(text).ug].reverse())
    out = `${out.slice(0, start)}mcg${out.slice(end)}`;
  return out;
}
