/**
 * From the facts of a visit to the drug lines that they support: what rules compare with, completion offers, and the
 * report shows.
 */
import { isExternalPumpRefill } from '../services/pump-codes.js';
import type { CodeEntry } from '../../codes/types.js';
import type { Visit } from '../../visit/visit.js';
import { billedDrugs } from './billed-drug.js';
import { isMissing, unitsPlaced } from './drug-amounts.js';
import { wasteOf, wasteTerms } from './drug-waste.js';
import { composeUnclassifiedText } from './unclassified-drug-text.js';
import { memoByVisit } from '../../visit/memo.js';
import { drugsGiven, drugUse, nameOfDrug, specificCode, type DocumentedDrug } from './documented-drug.js';
import { list } from '../../text/prose.js';

/** A line that the facts support. */
export interface DrugLine {
  readonly code: string;
  /** In the order of a claim: JW or JZ, then KD. */
  readonly modifiers: readonly string[];
  /** Undefined if the note lacks a fact that decides them. */
  readonly units: number | undefined;
  /** The fact that the note lacks: one that decides the units, or whether JW or JZ is due. */
  readonly missing?: string;
  /** `2000 mcg/mL × 40 mL = 80 mg ÷ 10 mg = 8`; of a waste line, how it follows from what was opened. */
  readonly arithmetic?: string;
  /** Text of a line whose code names no drug. */
  readonly text?: string;
  readonly drugs: readonly DocumentedDrug[];
  readonly discarded: boolean;
}

/**
 * The drug lines that the facts support on the visit's date and for its payer. Drugs that the claim may not bill, and
 * names that no table knows, support none; nor does any drug where the note does not show that it went into a pump or
 * was a trial.
 */
export const supportedDrugLines = memoByVisit((visit): readonly DrugLine[] => {
  if (!drugUse(visit)) return [];
  const billable = drugsGiven(visit).filter(of => of.billable);
  const lines: DrugLine[] = [];
  const byCode = new Map<string, { entry: CodeEntry; drugs: DocumentedDrug[] }>();
  for (const of of billable) {
    if (of.compound) lines.push(...(linesAsBilled(visit, of) ?? compoundLines(visit, of)));
    const entry = specificCode(visit, of);
    if (!entry?.drug) continue;
    const group = byCode.get(entry.code) ?? { entry, drugs: [] };
    group.drugs.push(of);
    byCode.set(entry.code, group);
  }
  return [...[...byCode.values()].flatMap(({ entry, drugs }) => specificLines(visit, entry, drugs)), ...lines];
});

/** The lines of one specific code: what was placed, and what was discarded where the payer wants to see it. */
export function specificLines(visit: Visit, entry: CodeEntry, drugs: readonly DocumentedDrug[]): readonly DrugLine[] {
  if (!entry.drug || !visit.date) return [];
  const units = unitsPlaced(visit, drugs, entry.drug);
  const kd = demandsKd(visit) ? ['KD'] : [];
  const line = { code: entry.code, drugs, discarded: false };
  if (isMissing(units))
    return [{ ...line, modifiers: kd, units: undefined, missing: `the ${units.missing} of ${nameOfDrug(units.of)}` }];
  const waste = wasteOf(visit, drugs, entry.drug);
  const terms = wasteTerms(visit);
  const isZeroDue = terms !== undefined && visit.codes.date! >= terms.jzFrom;
  const jz = waste.kind === 'none' && isZeroDue ? ['JZ'] : [];
  // Without the container neither is known to be due; with a single-dose one, one of the two is.
  const isOpen = waste.kind === 'unknown' && waste.missing !== 'container' && isZeroDue && visit.bill === 'pro';
  const placed: DrugLine = {
    ...line,
    modifiers: [...jz, ...kd],
    units: units.units,
    arithmetic: units.text,
    ...(isOpen ? { missing: `what was opened or wasted of ${list(drugs.map(nameOfDrug))}` } : {}),
  };
  if (waste.kind !== 'discarded' || !terms || visit.codes.date! < terms.jwFrom) return [placed];
  return [
    placed,
    { code: entry.code, modifiers: ['JW'], units: waste.units, arithmetic: waste.text, drugs, discarded: true },
  ];
}

/** The payer's code for compounds on the date. */
export function compoundCode(visit: Visit): { code: string; perIngredient: boolean } | undefined {
  const { date } = visit.codes;
  const { codes, perIngredient } = visit.policy.parameters.compoundCode.value;
  const row = date && codes.find(({ from, to }) => (!from || from <= date) && (!to || date <= to));
  return row ? { code: row.code, perIngredient } : undefined;
}

/** The lines by which the claim bills a compound with unlisted codes, for a payer whose own code is not known. */
function linesAsBilled(visit: Visit, of: DocumentedDrug): readonly DrugLine[] | undefined {
  if (visit.policy.parameters.compoundCode.setBy !== 'national') return undefined;
  const billed = billedDrugs(visit).filter(
    ({ entry, drugs, line, discarded }) => entry.isNoc && !discarded && !line.unsure && drugs.includes(of),
  );
  if (!billed.length) return undefined;
  const modifiers = demandsKd(visit) ? ['KD'] : [];
  return billed.map(({ line: { code, text } }) => ({
    code,
    modifiers,
    units: 1,
    ...(text ? { text: text.value } : {}),
    drugs: [of],
    discarded: false,
  }));
}

/** One line and one unit for the compound, or one for each ingredient where the payer wants that. */
export function compoundLines(visit: Visit, of: DocumentedDrug): readonly DrugLine[] {
  const payers = compoundCode(visit);
  if (!payers) return [];
  const modifiers = demandsKd(visit) ? ['KD'] : [];
  const parts = payers.perIngredient ? of.components : [undefined];
  return parts.map(component => {
    const text = composeUnclassifiedText(visit, of, component);
    return { code: payers.code, modifiers, units: 1, ...(text ? { text } : {}), drugs: [of], discarded: false };
  });
}

/**
 * Whether this payer wants KD here: the drug went into an implanted pump. A reservoir is none, and a test dose by
 * needle goes into none.
 */
export function demandsKd(visit: Visit): boolean {
  return visit.policy.parameters.kd.value === 'required' && wentIntoPump(visit) === true;
}

/** Whether the drugs of the visit went into an implanted pump; undefined if the note does not show it. */
export function wentIntoPump(visit: Visit): boolean | undefined {
  const use = drugUse(visit);
  if (use === 'trial') return false;
  if (use === undefined || visit.fill === 'attempt') return undefined;
  if (visit.claimLines.some(line => isExternalPumpRefill(line.code))) return undefined;
  const given = drugsGiven(visit);
  if (given.length > 0 && given.every(({ drug }) => drug.injected)) return false;
  // An external pump is durable equipment as well: whether KD is wanted there is open. A port is no pump.
  const other = visit.pump?.other?.value;
  if (other) return other === 'port' ? false : undefined;
  return visit.pump?.type?.value !== 'reservoir';
}

/** `J0475-JZ-KD x8 @A`: a supported line as a note types it; without units where the note does not decide them. */
export function typedLine(line: DrugLine, pointers: string): string {
  const parts = [[line.code, ...line.modifiers].join('-')];
  if (line.units !== undefined) parts.push(`x${line.units}`);
  if (pointers) parts.push(`@${pointers}`);
  if (line.text) parts.push(`"${line.text}"`);
  return parts.join(' ');
}
