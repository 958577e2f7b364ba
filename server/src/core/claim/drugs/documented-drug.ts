/** The `drug:` lines of a note as a claim sees them: what was given, what our tables know of it, who may bill it. */
import { memoByVisit } from '../../visit/memo.js';
import type { CodeEntry, DrugEntry, Vocabulary } from '../../codes/types.js';
import type { Drug, DrugComponent, Fact, Quantity } from '../../encounter/model.js';
import { sameAmount, stated } from '../../encounter/quantity.js';
import type { Visit } from '../../visit/visit.js';
import { wordsOf } from '../../syntax/words.js';
import { isRefillCode, isSystemicRefill } from '../services/pump-codes.js';
import { isSurgeryDay } from '../../visit/surgery-day.js';
import { isAccepted } from '../../visit/acceptance.js';

export interface DocumentedDrug {
  readonly drug: Drug;
  /** What acts, in the order of the mixture: saline and water, which only dilute, are left out. Never empty. */
  readonly components: readonly DrugComponent[];
  /** What our tables know of each of them; undefined for a name that is not one of theirs. */
  readonly entries: readonly (DrugEntry | undefined)[];
  /** Two drugs, or one that the note calls compounded: it has no specific code. */
  readonly compound: boolean;
  /**
   * One commercial product: the note says so, names a brand, or counts labeled containers. Neither this nor `compound`:
   * it does not say.
   */
  readonly commercial: boolean;
  /** Whether this claim may bill it: its owner allows it, or the coder waived `drug-owner`. */
  readonly billable: boolean;
}

/**
 * Where the drugs of a visit went: into the pump, or as a test dose by needle or catheter. Undefined if the note does
 * not show.
 */
export type DrugUse = 'pump' | 'trial';

/**
 * The drugs that were given, in the order of the note. `not given` ones are left out: nothing of them is billed or
 * demanded.
 */
export const drugsGiven = memoByVisit((visit): readonly DocumentedDrug[] =>
  visit.encounter.drugs
    .filter(drug => !drug.notGiven)
    .map(drug => documentedDrug(visit, drug))
    .filter(({ components }) => components.length > 0),
);

/** @returns a drug without components where the line names none, or only what dilutes */
export function documentedDrug(visit: Visit, drug: Drug): DocumentedDrug {
  const components = drug.components.filter(({ name }) => !isDiluent(name));
  const compound = components.length > 1 || drug.source?.value === 'compounded';
  const entries = components.map(({ name }) => drugEntry(visit.codes, name));
  const typed = components[0]?.name.toLowerCase() ?? '';
  const branded = entries[0]?.brands.some(brand => typed.includes(brand.toLowerCase())) ?? false;
  const commercial = !compound && (drug.source?.value === 'commercial' || branded || drug.container !== undefined);
  const billable = !ownerProblem(visit, drug) || isAccepted(visit, 'drug-owner');
  return { drug, components, entries, compound, commercial, billable };
}

const DILUENTS: ReadonlySet<string> = new Set([
  'saline',
  'ns',
  'pfns',
  'nss',
  'water',
  'swfi',
  'nacl',
  'diluent',
  'dextrose',
]);

/** Saline, sodium chloride, sterile water: nothing that a claim has a line for. */
export function isDiluent(name: string): boolean {
  const words = wordsOf(name);
  return words.some(word => DILUENTS.has(word)) || words.join(' ').includes('sodium chloride');
}

/**
 * The drug that a typed name means: the whole name, else the one drug that its words name
 * (`preservative-free morphine`, `Lioresal Intrathecal`).
 */
export function drugEntry(codes: Vocabulary, name: string): DrugEntry | undefined {
  const whole = codes.drugByName(name);
  if (whole) return whole;
  const words = wordsOf(name);
  // A liposome form is another product with a code of its own, not the plain drug of a pump.
  if (words.some(word => word.startsWith('liposom'))) return undefined;
  const named = new Set(words.map(word => codes.drugByName(word)).filter(entry => entry !== undefined));
  return named.size === 1 ? [...named][0] : undefined;
}

/** A name for messages: the generic one where our tables have it, with the brand as typed beside it. */
export function nameOf(component: DrugComponent, entry: DrugEntry | undefined): string {
  if (!entry) return component.name || 'the drug';
  return component.name.toLowerCase().includes(entry.name) ? entry.name : `${entry.name} (${component.name})`;
}

export function nameOfDrug(of: DocumentedDrug): string {
  return of.components.map((component, i) => nameOf(component, of.entries[i])).join(' and ') || 'the drug';
}

export const drugUse = memoByVisit((visit): DrugUse | undefined => {
  if (visit.fill === 'refill' || isSurgeryDay(visit)) return 'pump';
  const services = visit.encounter.services.map(service => service.value);
  if (
    services.includes('trial') ||
    visit.claimLines.some(line => visit.codes.procedure(line.code)?.kind === 'spinal-injection')
  )
    return 'trial';
  if (services.includes('refill') || visit.fill === 'attempt' || visit.claimLines.some(line => isRefillCode(line.code)))
    return 'pump';
  return undefined;
});

/** The pump feeds a vessel, where drugs are not bound to their spinal products. */
export function isSystemic(visit: Visit): boolean {
  const route = visit.pump?.route?.value;
  if (route) return route === 'intravenous' || route === 'intra-arterial';
  return visit.claimLines.some(line => isSystemicRefill(line.code));
}

/**
 * Codes that a single commercial drug is rightly billed with here, valid on the date: those of the pump, of the trial,
 * and beside the spine the others too.
 */
export function rightCodes(visit: Visit, entry: DrugEntry): readonly CodeEntry[] {
  const { date, codes } = visit;
  if (!date) return [];
  const use = drugUse(visit);
  const pump = codes.codesOfDrug(entry.name, 'pump');
  const trial = use === 'pump' ? [] : codes.codesOfDrug(entry.name, 'trial');
  const right = use === 'trial' && trial.length ? [...trial] : [...pump];
  if (use === undefined) right.push(...trial.filter(code => !pump.includes(code)));
  if (isSystemic(visit)) {
    for (const { code, use: other } of entry.codes) {
      const known = codes.procedure(code);
      if (other === 'other' && known && codes.status(code) === 'valid') right.push(known);
    }
  }
  return right;
}

/** Why this claim may not bill a drug; undefined if it may, or where the note does not say whose it was. */
export type OwnerProblem = 'pharmacy' | 'patient' | 'free' | 'hospital' | 'facility place';

export function ownerProblem(visit: Visit, drug: Drug): OwnerProblem | undefined {
  const owner = drug.owner?.value;
  if (owner === 'pharmacy' || owner === 'patient' || owner === 'free') return owner;
  if (visit.bill === 'facility') return undefined;
  if (owner === 'hospital') return 'hospital';
  // By telehealth no drug is placed: the place is wrong, and `facility-service` says so.
  const isRemote = visit.pos !== undefined && visit.codes.place(visit.pos)?.telehealth;
  return owner === 'practice' && isFacilityPlace(visit) && !isRemote ? 'facility place' : undefined;
}

export function isFacilityPlace(visit: Visit): boolean {
  return visit.pos !== undefined && (visit.codes.place(visit.pos)?.facility ?? false);
}

/**
 * The specific code of a drug that is alone in the note, e.g. J0475 for commercial baclofen in a pump; undefined for
 * compounds and unknown names.
 */
export function specificCode(visit: Visit, of: DocumentedDrug): CodeEntry | undefined {
  const entry = of.entries[0];
  return of.compound || !entry ? undefined : rightCodes(visit, entry)[0];
}

/** The strength of the containers of a single drug: what it was diluted from, else what was placed. */
export function containerStrength({ drug, components }: DocumentedDrug): Fact<Quantity> | undefined {
  return drug.from ?? components[0]?.strength;
}

/** Whether a drug is sold in a strength, in any unit; undefined if no strengths of the drug are known. */
export function isMarketed(entry: DrugEntry, strength: Quantity): boolean | undefined {
  if (!entry.strengths.length) return undefined;
  return entry.strengths.some(({ amount, unit }) => sameAmount({ amount: stated(amount), unit }, strength));
}
