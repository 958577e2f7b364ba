import type { Row } from './block-table.js';
import type { ReleaseSet } from './import/release.js';
import type { LoadedRelease } from './loaded/loaded-release.js';
import type { IsoDate } from '../syntax/iso-day.js';

export interface Source {
  id: string;
  /** The document, with its publisher. */
  title: string;
  url?: string;
  /** The release or revision that was read, e.g. `July 2026 (RVU26C)`. */
  edition?: string;
}

/** A statement that no official text was found for. `confidence` is a share of 1. */
export interface Unverified {
  id: string;
  reason: string;
  confidence?: number;
}

/** What every entry of every code set carries. */
export interface Entry {
  /** One line in own words, readable in two seconds. */
  summary: string;
  /** More, as Markdown in own words. */
  details?: string;
  /** What coders wrongly believe about it, and what is true. */
  trap?: string;
  /** Ids for {@link Vocabulary.source}; never empty. */
  sources: readonly string[];
  unverified?: readonly Unverified[];
}

export type CodeKind =
  | 'pump-service' // refill, analysis, reprogramming
  | 'pump-surgery' // implant, revise, remove: spine and brain
  | 'spinal-injection'
  | 'venous-device'
  | 'guidance'
  | 'neurostimulator'
  | 'e/m'
  | 'drug'
  | 'supply'
  | 'device'
  | 'infusion' // other infusion and chemotherapy administration
  | 'other';

/**
 * The classes that modifiers accept and reject: R pump services with a physician fee, S staff services, I surgery and
 * injections, G guidance, E visits, D drugs, V devices and supplies, A anesthesia.
 */
export type ModifierClass = 'R' | 'S' | 'I' | 'G' | 'E' | 'D' | 'V' | 'A';

/**
 * Medicare physician fee schedule indicators, as published: text, not numbers (`global` is `XXX`, `000`, `010`, `090`,
 * `ZZZ`).
 */
export interface Indicators {
  status: string;
  pctc: string;
  global: string;
  mult: string;
  bilat: string;
  asst: string;
  co: string;
  team: string;
  /** The release that these values were read in. */
  edition: string;
}

/** Relative value units as published; `null` is "NA": Medicare has no such rate. */
export interface RelativeValues {
  work: string;
  nonFacilityPractice: string | null;
  facilityPractice: string | null;
  malpractice: string;
  edition: string;
}

export interface DrugUnit {
  /** Name of a {@link DrugEntry}, or the plain substance where the pump tables have none. */
  substance: string;
  /** Decimal text: how much one billing unit holds. */
  unitAmount: string;
  unit: 'mg' | 'mcg' | 'mL' | 'units';
}

/** A medically-unlikely-edit limit. MAI 1 counts one line; 2 and 3 the whole day, 2 without any exception. */
export interface UnitsLimit {
  units: number;
  mai: 1 | 2 | 3;
  /** The edition that the value was read in, e.g. `effective 2024-07-01`. */
  edition: string;
}

export interface CodeEntry extends Entry {
  code: string;
  system: 'CPT' | 'HCPCS';
  kind: CodeKind;
  /** What it is in four words at most, in own words. */
  short: string;
  /** HCPCS Level II only: the official title, which is public domain. */
  title?: string;
  /** The AMA's descriptor, from the user's own licensed file. */
  descriptor?: string;
  whenRight?: string;
  whenNot?: string;
  whoBills?: string;
  bundles?: string;
  from?: IsoDate;
  to?: IsoDate;
  successors?: readonly string[];
  predecessors?: readonly string[];
  indicators?: Indicators;
  relativeValues?: RelativeValues;
  mue?: UnitsLimit;
  modifierClass?: ModifierClass;
  drug?: DrugUnit;
  /** True where Medicare pays the code on no day. */
  neverMedicare?: boolean;
  /** True for a "not otherwise classified" code: it needs name, dose and volume in words. */
  isNoc?: boolean;
  /** True where the fee schedule has no facility rate: nothing for the professional in a facility. */
  noFacilityRate?: boolean;
  /** True for an add-on code; {@link CodeView.addOn} has its primary codes. */
  isAddOn?: true;
}

/**
 * NCCI add-on code edit. Type 1: only these primaries; 2: the contractor defines them; 3: these, and others that the
 * contractor accepts.
 */
export interface AddOn {
  code: string;
  type: 1 | 2 | 3;
  /** Types 2 and 3: of the codes that our tables hold, only these kinds can be a primary; absent: any procedure. */
  kinds?: readonly CodeKind[];
  /** Primary codes accepted on the date, in code order. */
  primaries: readonly string[];
  source: string;
}

export interface DiagnosisEntry {
  code: string;
  /** Official ICD-10-CM title (public domain). */
  title: string;
  /**
   * First and last day on which the loaded editions hold the code, as header or billable. Absent `from`: in the oldest
   * edition already.
   */
  from?: IsoDate;
  to?: IsoDate;
  /** Own words on when to use it; absent if the family needs none. */
  summary?: string;
  details?: string;
  trap?: string;
  sources: readonly string[];
  unverified?: readonly Unverified[];
}

/** A diagnosis as a search by words finds it. */
export interface FoundDiagnosis extends DiagnosisEntry {
  /**
   * Present if the title alone does not hold the words: the everyday names that do, and what they mean, e.g.
   * `MS: multiple sclerosis`.
   */
  called?: string;
}

/** `needs-7th`: a header whose billable children differ from it only in the seventh character. */
export type DiagnosisStatus = 'billable' | 'header' | 'needs-7th' | 'not-yet' | 'ended' | 'unknown';
export type ProcedureStatus = 'valid' | 'not-yet' | 'ended' | 'unknown';

/**
 * Two diagnoses that the tabular list forbids together; `a` and `b` as asked, `source` an id for
 * {@link Vocabulary.source}.
 */
export interface Excludes1 {
  a: string;
  b: string;
  /** The code to keep: the note under the other one names it. Absent if each names the other. */
  keep?: string;
  /** The two families as the list names them, e.g. `G89.2` and `G89.4`. */
  families: readonly [string, string];
  /** What must also hold, in words, where the codes alone do not say it: `for the same device`. */
  condition?: string;
  source: string;
  unverified?: readonly Unverified[];
}

/**
 * An NCCI practitioner row: `column2` is denied beside `column1`. 1: a bypass modifier may open it; 0: nothing does; 9:
 * never in force.
 */
export interface PairEdit {
  column1: string;
  column2: string;
  indicator: 0 | 1 | 9;
  rationale: string;
  /** First day in force where it can be known (from the codes' own starts, or the end of the row before). */
  from?: IsoDate;
  /** Last day in force: the deletion date of the release. */
  to?: IsoDate;
  source: string;
}

export interface ModifierEntry extends Entry {
  modifier: string;
  system: 'CPT' | 'HCPCS';
  from?: IsoDate;
  to?: IsoDate;
  kind:
    | 'payment'
    | 'eligibility'
    | 'informational'
    | 'anesthesia'
    | 'anatomical'
    | 'drug'
    | 'assistant'
    | 'telehealth'
    | 'other';
  /** Which claims take it. */
  setting: 'professional' | 'facility' | 'both';
  /** 1 changes the amount and comes first, 2 decides eligibility, 3 informs. Absent: no published place. */
  position?: 1 | 2 | 3;
  /** Opens NCCI pairs of indicator 1. */
  bypassesPairs: boolean;
  whenRight?: string;
  whenNot?: string;
}

/**
 * Whether a code takes a modifier: `documentation` only with a supporting note, `doubtful` where sources or payers
 * differ, `unsettled` where the facts say nothing (a rule stays silent there).
 */
export interface ModifierFit {
  verdict: 'accepted' | 'documentation' | 'doubtful' | 'rejected' | 'unsettled';
  /** One clause in own words, e.g. `PC/TC is 5, not 1`. */
  reason: string;
  sources: readonly string[];
}

export interface ModifierConflict {
  a: string;
  b: string;
  reason: string;
  source: string;
}

export interface PlaceEntry extends Entry {
  /** Two digits. */
  code: string;
  /** The words of the header tag that mean it (`office`); empty if only the number does. */
  names: readonly string[];
  title: string;
  /** Paid at the facility rate. */
  facility: boolean;
  /** The patient is not where the practitioner is. */
  telehealth: boolean;
  /** Whether staff work can be billed incident to a practitioner there. */
  incidentTo: 'allowed' | 'own-rules' | 'doubtful' | 'not-possible' | 'unsettled';
  /** What it means for pump services, in own words. */
  pumpRule?: string;
}

export interface TaxonomyEntry extends Entry {
  code: string;
  title: string;
  /** Credentials that it fits, upper case as {@link CredentialEntry.word}; empty for organizations. */
  credentials: readonly string[];
  /** False: the code is not in the edition, only its group is known. */
  listed: boolean;
}

export interface UnitEntry extends Entry {
  /** As typed in a note, in its canonical spelling (`mcg`, `mg/mL`). */
  word: string;
  /** Other spellings that mean it (`ug`, `µg`). */
  spellings: readonly string[];
  quantity: 'volume' | 'mass' | 'concentration' | 'dose-rate' | 'flow' | 'duration';
  /** Decimal text that turns an amount into mL, mcg, mcg/mL, mcg/day or mL/day, exactly; 1 for durations. */
  factor: string;
}

export type CredentialClass = 'qhp' | 'staff' | 'unrecognized';

export interface CredentialEntry extends Entry {
  word: string;
  class: CredentialClass;
  /** False for a word that no table names. */
  known: boolean;
}

export interface DrugStrength {
  /** Decimal text. */
  amount: string;
  unit: 'mg/mL' | 'mcg/mL';
  /** Seen in a label or NDC record; otherwise known, but not checked. */
  verified: boolean;
}

/**
 * `pump`: what is billed for this drug placed in a pump; `trial`: the screening bolus; `other`: not for a pump, and the
 * entry says why.
 */
export interface DrugCodeUse {
  code: string;
  use: 'pump' | 'trial' | 'other';
}

/** Days that a drug keeps in the pump. */
export interface DrugStability {
  days: number;
  /** The kind of fill that the figure is for; absent: every fill. */
  fill?: 'first' | 'diluted' | 'undiluted';
  /** The same in words. */
  when?: string;
}

export interface DrugEntry extends Entry {
  /** Generic name, lower case. */
  name: string;
  brands: readonly string[];
  aliases: readonly string[];
  codes: readonly DrugCodeUse[];
  strengths: readonly DrugStrength[];
  trialCode?: string;
  /** How long the drug keeps in the pump, if a figure is known. */
  stability?: readonly DrugStability[];
  /** ICD-10-CM family of its poisoning, adverse effect and underdosing, e.g. `T42.8X`. */
  adverseEffectFamily?: string;
}

/** Whether a diagnosis supports a service, by a policy of the payer. */
export interface CoverageEntry {
  /** A code, or its beginning and a hyphen: `G80.-`. */
  readonly diagnosis: string;
  readonly supports: boolean;
  /** The policy or article that says so. */
  readonly policy: string;
}

/** What a payer's list says of a service on a date. */
export interface Coverage {
  /** Payer or contractor, lower case. */
  readonly payer: string;
  /** Which list decided: `from 2026-10-01`. */
  readonly edition: string;
  readonly source: string;
  /** Empty: the list does not name the service. */
  readonly entries: readonly CoverageEntry[];
}

/** What Medicare pays a line by; decimal texts as published. */
export type PaymentBasis =
  | {
      readonly kind: 'relative values';
      readonly work: string;
      /** Practice expense; undefined if the schedule has no rate there. */
      readonly nonFacility: string | undefined;
      readonly facility: string | undefined;
      readonly malpractice: string;
      readonly edition: string;
    }
  /** Dollars for one billing unit of a drug. */
  | { readonly kind: 'limit'; readonly perUnit: string; readonly edition: string };

/** Which table a question is about, for {@link CodeView.isComplete} and {@link CodeView.edition}. */
export type CodeSetName =
  | 'CPT'
  | 'HCPCS'
  | 'ICD-10-CM'
  | 'NCCI'
  | 'MUE'
  | 'MPFS'
  | 'modifiers'
  | 'places'
  | 'taxonomy'
  | 'units'
  | 'credentials'
  | 'drugs';

/** An edition of a set and the days it is in force: until the next one begins. */
export interface Edition {
  readonly name: string;
  /** First day in force; undefined if the set has one edition for every day. */
  readonly from?: IsoDate;
  /** Days on which the edition is known to hold every code of the set. */
  readonly complete?: { readonly from: IsoDate; readonly to: IsoDate };
}

export interface NamedEdition extends Edition {
  readonly set: CodeSetName | ReleaseSet;
}

/** A code of any set, as a search finds it. */
export interface FoundCode {
  readonly code: string;
  readonly set: CodeSetName;
  readonly title: string;
  /** The everyday names by which the query means it, e.g. `MS: multiple sclerosis`. */
  readonly called?: string;
  /** Its last day, if that is before the day of the search. */
  readonly ended?: IsoDate;
  /** Its first day, if that is after the day of the search. */
  readonly begins?: IsoDate;
}

/** A row in which a shipped table and a loaded release of the same days disagree. */
export interface Disagreement {
  readonly set: string;
  readonly code: string;
  /** First day of the loaded release. */
  readonly from: IsoDate;
  readonly shipped: string;
  readonly loaded: string;
}

/** Look-ups that need no date: the words of the note language, and what a source or a caveat says. */
export interface Vocabulary {
  /** By number or by header word, with or without `@`. */
  place(codeOrName: string): PlaceEntry | undefined;
  places(): readonly PlaceEntry[];
  taxonomy(code: string): TaxonomyEntry | undefined;
  /** All codes that the table describes. */
  taxonomies(): readonly TaxonomyEntry[];
  unit(word: string): UnitEntry | undefined;
  units(): readonly UnitEntry[];
  /** Every word has an answer; an unnamed one is `unrecognized` and not `known`. */
  credential(word: string): CredentialEntry;
  credentials(): readonly CredentialEntry[];

  /** By generic name, brand or alias. */
  drugByName(name: string): DrugEntry | undefined;
  drugs(): readonly DrugEntry[];
  /** Every drug that a code may mean, pump or not. */
  drugsOfCode(code: string): readonly DrugEntry[];

  /** Throws RangeError for an id that no data row uses: that is a defect of the caller. */
  source(id: string): Source;
  sources(): readonly Source[];
  /**
   * Unverified statements about anything: `code:62370`, `modifier:58`, `place:12`, `diagnosis:T85.690A` (its family's
   * too), `drug:baclofen`, `credential:PT`, `taxonomy:…`, `key:pump`, `payer:medicare`, `set:CPT`, `rule:supervision`.
   * Entries carry their own already.
   */
  unverifiedAbout(subject: string): readonly Unverified[];
}

/** What is known of a loaded release without reading it. */
export type LoadedInfo = Omit<LoadedRelease, 'blocks'>;

/** The code sets. Nothing that depends on a date is asked of them: {@link CodeSets.on} gives the view of a date. */
export interface CodeSets extends Vocabulary {
  /**
   * The code sets on a date of service; without a date, entries are known and no code is valid or not. The same view
   * for the same date.
   */
  on(date: IsoDate | undefined): CodeView;
  /** The shipped editions of every set, oldest of each first. */
  editions(): readonly NamedEdition[];
  /** The releases that the user has loaded. */
  loaded(): readonly LoadedInfo[];
  /**
   * Every row in which the shipped tables disagree with the releases, in the days of each. O(size of the shipped
   * tables).
   */
  disagreements(releases: readonly LoadedRelease[]): readonly Disagreement[];
  /**
   * The rows of the edition of a set that is in force on the day before, for addenda that change it; undefined if none
   * is whole.
   */
  releaseRows(set: ReleaseSet, date: IsoDate): Iterable<Row> | undefined;
  /** What coders call services, products and complications. */
  readonly coderTerms: readonly CoderTerms[];
}

/** What coders call something, and the codes that it leads to, in their order. */
export interface CoderTerms {
  readonly terms: readonly string[];
  readonly codes: readonly string[];
}

/**
 * The code sets on one date of service. Every lookup is O(1) unless it says otherwise; codes are read in either case.
 * Nothing throws on unknown input. A view without a date answers `unknown` to every question of validity and undefined
 * to every edit.
 */
export interface CodeView extends Vocabulary {
  readonly date: IsoDate | undefined;
  /** Name of the edition in force on the date, for findings and hovers, e.g. `FY2026`. */
  edition(set: CodeSetName): string;
  /** True where the edition in force holds every code of the set, so that a missing code does not exist. */
  isComplete(set: CodeSetName): boolean;
  /** Name of the loaded release of a set that is in force; undefined if none is. */
  release(set: ReleaseSet): string | undefined;
  /** The file that is missing on the date because it lies between two loaded editions; undefined if none is. */
  missingFile(set: ReleaseSet): string | undefined;
  /** The missing files of the hospital edits in force that could hold the pair; undefined if it is decided. */
  missingHospitalPairs(column1: string, column2: string): string | undefined;
  /** True after the last day on which the newest edition, complete until then, is known to be the one in force. */
  isAfterEnd(set: CodeSetName): boolean;

  procedure(code: string): CodeEntry | undefined;
  /** `unknown`: in no edition at all. A code without a known start is valid on every earlier day. */
  status(code: string): ProcedureStatus;
  /** All entries, in code order. */
  procedures(): readonly CodeEntry[];
  /** Codes of the loaded releases that begin so and that the shipped tables do not describe, in code order. */
  loadedStartingWith(prefix: string): readonly CodeEntry[];
  /** The primary codes of an add-on; undefined if the code is no add-on. */
  addOn(code: string): AddOn | undefined;

  diagnosis(code: string): DiagnosisEntry | undefined;
  diagnosisStatus(code: string): DiagnosisStatus;
  /** Billable codes below a header, in code order; all levels. O(number of children). */
  billableChildren(code: string): readonly DiagnosisEntry[];
  /** The day on which a code that had been billable became a header; undefined if it always was one or is none. */
  headerSince(code: string): IsoDate | undefined;
  /**
   * Diagnoses whose code, title or everyday names hold every word (prefixes count), best first. Within the limit no
   * everyday name takes the place of a title that holds the words. O(size of the set).
   */
  searchDiagnoses(words: string, limit?: number): readonly FoundDiagnosis[];
  /** Codes of the edition in force, headers and billable, that begin so; in code order. O(number of codes). */
  diagnosesStartingWith(prefix: string): readonly DiagnosisEntry[];
  /** The diagnoses of our families, in code order. */
  diagnoses(): readonly DiagnosisEntry[];
  /** Either order of the two. */
  excludes1(a: string, b: string): Excludes1 | undefined;

  /** The row in force; never one with indicator 9. */
  pair(column1: string, column2: string): PairEdit | undefined;
  /** The same for outpatient hospital services; undefined without a loaded release of them. */
  hospitalPair(column1: string, column2: string): PairEdit | undefined;
  /** The limit for outpatient hospital services; undefined without a loaded release of them. */
  hospitalLimit(code: string): UnitsLimit | undefined;
  /** Every row of the pair, oldest first, whether in force or not. */
  pairHistory(column1: string, column2: string): readonly PairEdit[];
  /** What a code bundles (as column 1). */
  bundledInto(column1: string): readonly PairEdit[];

  /**
   * What the first of the payers or contractors that has a loaded list says of a service; undefined if none has one.
   */
  coverage(payers: readonly string[], service: string): Coverage | undefined;

  /** By a loaded fee schedule or drug price file only; undefined without one, or if it does not price the code. */
  payment(code: string, modifiers: readonly string[]): PaymentBasis | undefined;

  modifier(modifier: string): ModifierEntry | undefined;
  modifierStatus(modifier: string): ProcedureStatus;
  modifiers(): readonly ModifierEntry[];
  modifierFit(modifier: string, code: string): ModifierFit;
  /** Either order of the two. */
  modifierConflict(a: string, b: string): ModifierConflict | undefined;
  bypassesPairs(modifier: string): boolean;

  /** Codes of every set by number or by words, best first. O(size of the sets). */
  search(words: string, limit: number): readonly FoundCode[];

  /** Codes to bill for the drug placed in a pump, or given as a screening bolus, valid on the date. */
  codesOfDrug(name: string, use?: 'pump' | 'trial'): readonly CodeEntry[];

  /** Codes of our tables one typing slip away (changed, added, dropped, neighbors swapped) and valid on the date. */
  nearestCodes(text: string, set?: 'procedure' | 'diagnosis' | 'modifier'): readonly string[];
}
