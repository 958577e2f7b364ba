/** Which code lines bill which drugs of the note. */
import { MAX_DRUGS } from '../claim-limits.js';
import { memoByVisit } from '../../visit/memo.js';
import type { CodeEntry } from '../../codes/types.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { namesDrug } from './unclassified-drug-text.js';
import { drugsGiven, specificCode, type DocumentedDrug } from './documented-drug.js';

/** A code line of a drug, with the drugs of the note that it could be; none where the note has no such drug. */
export interface BilledDrug {
  readonly line: BilledCode;
  readonly entry: CodeEntry;
  readonly drugs: readonly DocumentedDrug[];
  /** The line bills what was discarded (JW), not what was placed. */
  readonly discarded: boolean;
}

/**
 * Every line with a drug code of our tables, unsure ones too, in the order of the claim; none where the note has more
 * drugs than a line can be held against, see {@link hasTooManyDrugs}.
 */
export const billedDrugs = memoByVisit(match);

/** A note of so many drugs is none: which line bills which of them is not checked. */
export function hasTooManyDrugs(visit: Visit): boolean {
  return visit.encounter.drugs.length > MAX_DRUGS;
}

function match(visit: Visit): readonly BilledDrug[] {
  if (hasTooManyDrugs(visit)) return [];
  const given = drugsGiven(visit);
  const coded: { readonly line: BilledCode; readonly entry: CodeEntry }[] = [];
  for (const line of visit.linesToCheck) {
    const entry = visit.codes.procedure(line.code);
    if (entry?.kind === 'drug') coded.push({ line, entry });
  }
  if (!coded.length) return [];
  const specific = new Map<CodeEntry, readonly DocumentedDrug[]>();
  const billedSpecifically = new Set<DocumentedDrug>();
  for (const { line, entry } of coded) {
    if (entry.isNoc) continue;
    let drugs = specific.get(entry);
    if (!drugs) specific.set(entry, (drugs = drugsOf(visit, given, entry)));
    if (!line.unsure) for (const drug of drugs) if (!drug.compound) billedSpecifically.add(drug);
  }
  const left = given.filter(drug => !billedSpecifically.has(drug));
  return coded.map(({ line, entry }) => ({
    line,
    entry,
    drugs: specific.get(entry) ?? unclassified(visit, left, line),
    discarded: hasModifier(line, 'JW'),
  }));
}

export function hasModifier(line: BilledCode, modifier: string): boolean {
  return line.modifiers.some(m => m.value === modifier);
}

/**
 * The drugs that a specific code names; a compound that holds one of them only if the note has no such drug by itself.
 */
function drugsOf(visit: Visit, given: readonly DocumentedDrug[], entry: CodeEntry): readonly DocumentedDrug[] {
  const named = visit.codes.drugsOfCode(entry.code);
  const matching = given.filter(drug => drug.entries.some(own => own && named.includes(own)));
  const alone = matching.filter(drug => !drug.compound);
  if (alone.length || matching.length) return alone.length ? alone : matching;
  // A code whose substance is not one of the pump's drugs may well be one that our tables do not name either.
  return entry.drug ? [] : given.filter(drug => drug.entries.every(own => !own));
}

/**
 * What a code for drugs without a code may mean: anything not billed otherwise; the ones that its text names, or that
 * need such a code, first.
 */
function unclassified(visit: Visit, left: readonly DocumentedDrug[], line: BilledCode): readonly DocumentedDrug[] {
  const among = namedBest(left, line.text?.value ?? '');
  const needing = among.filter(of => of.compound || !specificCode(visit, of));
  return needing.length ? needing : among;
}

/** The drugs of which a text names the most parts, those before others that it names whole; all where it names none. */
function namedBest(drugs: readonly DocumentedDrug[], text: string): readonly DocumentedDrug[] {
  const scored = drugs.map(of => {
    const parts = of.components.filter((component, i) => namesDrug(text, component, of.entries[i])).length;
    return { of, score: parts + (parts === of.components.length ? 1000 : 0) };
  });
  const best = Math.max(...scored.map(({ score }) => score));
  return best > 0 ? scored.filter(({ score }) => score === best).map(({ of }) => of) : drugs;
}
