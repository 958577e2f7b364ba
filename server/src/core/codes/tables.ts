/**
 * The data files as they are bundled, with the shapes that their schemas promise. Only this file names them; the rest
 * of `codes` works on any {@link Tables}, so that later editions can be put beside or in place of the shipped ones.
 */
import cpt from '../../../data/cpt.json';
import coderTerms from '../../../data/coder-terms.json';
import searchWords from '../../../data/search-words.json';
import credentials from '../../../data/credentials.json';
import diagnosisNames from '../../../data/diagnosis-names.json';
import drugs from '../../../data/drugs.json';
import feeSchedule from '../../../data/fee-schedule.json';
import hcpcs from '../../../data/hcpcs.json';
import icd10cm from '../../../data/icd10cm.json';
import icd10cmCodes from '../../../data/icd10cm-codes.json';
import icd10cmNotes from '../../../data/icd10cm-notes.json';
import modifiers from '../../../data/modifiers.json';
import modifiersOther from '../../../data/modifiers-other.json';
import ncciPairs from '../../../data/ncci-pairs.json';
import places from '../../../data/places.json';
import sources from '../../../data/sources.json';
import taxonomy from '../../../data/taxonomy.json';
import unitLimits from '../../../data/unit-limits.json';
import addOns from '../../../data/add-ons.json';
import units from '../../../data/units.json';
import unverified from '../../../data/unverified.json';
import type {
  CoderTerms,
  CodeEntry,
  CodeKind,
  DrugStability,
  ModifierEntry,
  PlaceEntry,
  Source,
  UnitEntry,
} from './types.js';
import type { IsoDate } from '../syntax/iso-day.js';

export type RawProcedure = Omit<CodeEntry, 'system' | 'indicators' | 'relativeValues' | 'mue' | 'unverified'>;

export interface RawFit {
  /** Letters of `ModifierClass`. */
  accepted?: string;
  doubtful?: string;
  rejected?: string;
  codes?: Readonly<Record<string, 'accepted' | 'doubtful' | 'rejected'>>;
  kinds?: Readonly<Partial<Record<CodeKind, 'accepted' | 'doubtful' | 'rejected'>>>;
  indicator?: RawIndicator;
  reason: string;
}

/** Checked by the fee schedule: a value that neither list names rejects. */
export interface RawIndicator {
  name: 'pctc' | 'global' | 'mult' | 'bilat' | 'asst' | 'co' | 'team';
  accepted: readonly string[];
  documentation?: readonly string[];
}

export type RawModifier = Omit<ModifierEntry, 'bypassesPairs' | 'unverified'> & {
  bypassesPairs?: boolean;
  fit?: RawFit;
};
export type RawPlace = Omit<PlaceEntry, 'telehealth' | 'unverified'> & { telehealth?: boolean };
export interface RawCredential {
  word: string;
  spellings?: readonly string[];
  class: 'qhp' | 'staff' | 'unrecognized';
  summary: string;
  details?: string;
  trap?: string;
  sources: readonly string[];
}
export interface RawDrug {
  name: string;
  brands: readonly string[];
  aliases: readonly string[];
  summary: string;
  details?: string;
  trap?: string;
  sources: readonly string[];
  codes: readonly (readonly [code: string, use: 'pump' | 'trial' | 'other'])[];
  strengths: readonly (readonly [amount: string, unit: 'mg/mL' | 'mcg/mL', verified: boolean])[];
  stability?: readonly DrugStability[];
  adverseEffectFamily?: string;
}
export interface RawDiagnosisNote {
  prefix: string;
  summary?: string;
  details?: string;
  trap?: string;
  sources: readonly string[];
}
/**
 * The note under the code `under` forbids the code `names` beside it; both are prefixes. `either`: each names the
 * other.
 */
export interface RawExcludes1 {
  under: string;
  names: string;
  source: string;
  condition?: string;
  either?: true;
  /** Codes of the pair to which the note does not apply. */
  except?: readonly string[];
}
/** What coders call the codes that begin with one of `codes`, and what that means in the words of the set. */
export interface RawDiagnosisName {
  names: readonly string[];
  means: string;
  codes: readonly string[];
  sources: readonly string[];
}
/** Abbreviations and everyday words, and the words of official titles that they mean. */
export interface RawSearchWord {
  terms: readonly string[];
  means: string;
  /** Families that no title names by these words. */
  codes?: readonly string[];
}
export interface RawMark {
  id: string;
  confidence?: number;
  reason: string;
  about: readonly string[];
}

export type PairRow = readonly [
  column1: string,
  column2: string,
  indicator: number,
  rationale: number,
  deleted?: string,
];

interface Table<Row> {
  readonly edition: string;
  readonly complete?: boolean;
  readonly effective?: IsoDate;
  readonly rows: readonly Row[];
}

/** Everything that the code sets are built from. Row tuples follow the `columns` of their files. */
export interface Tables {
  cpt: Table<RawProcedure>;
  hcpcs: Table<RawProcedure>;
  feeSchedule: Table<readonly (string | null)[]>;
  unitLimits: Table<readonly [code: string, units: number, mai: number, source?: string, to?: IsoDate]> & {
    source: string;
  };
  addOns: Table<{
    code: string;
    type: 1 | 2 | 3;
    kinds?: readonly CodeKind[];
    primaries: readonly (readonly [from: IsoDate, to: IsoDate | null, codes: string])[];
  }> & { source: string };
  ncciPairs: Table<PairRow> & {
    rationales: readonly string[];
    source: string;
  };
  icd10cm: Table<readonly [code: string, flags: string, title: string]> & {
    editions: readonly { name: string; from: IsoDate }[];
    source: string;
  };
  icd10cmCodes: {
    editions: readonly { name: string; from: IsoDate; complete: { from: IsoDate; to: IsoDate } }[];
    blocks: readonly (readonly [first: string, base64: string])[];
  };
  icd10cmNotes: {
    lives: readonly { code: string; from?: IsoDate; headerSince?: IsoDate; source: string }[];
    notes: readonly RawDiagnosisNote[];
    excludes1: readonly RawExcludes1[];
  };
  diagnosisNames: Table<RawDiagnosisName>;
  coderTerms: { readonly rows: readonly CoderTerms[] };
  searchWords: { readonly rows: readonly RawSearchWord[] };
  modifiers: Table<RawModifier> & { conflicts: readonly (readonly [a: string, b: string, reason: string])[] };
  modifiersOther: Table<
    readonly [string, 'CPT' | 'HCPCS', string | null, string | null, ModifierEntry['kind'], string, string]
  > & {
    bypassesPairs: readonly string[];
    fitByKind: Readonly<Partial<Record<ModifierEntry['kind'], RawFit>>>;
  };
  places: Table<RawPlace>;
  taxonomy: Table<readonly [code: string, title: string, credentials: readonly string[], trap?: string]> & {
    /** Every code of the edition without its last character, which is X. */
    codes: string;
    groups: readonly (readonly [prefix: string, title: string, credentials: readonly string[]])[];
    source: string;
  };
  units: Table<Omit<UnitEntry, 'unverified'>>;
  credentials: Table<RawCredential>;
  drugs: Table<RawDrug> & { suffixes: readonly string[] };
  unverified: Table<RawMark>;
  sources: { rows: readonly Source[] };
}

/**
 * The shipped data. The compiler sees literals of the files; their schemas, checked at build, are what makes the shapes
 * true.
 */
export const shippedTables = {
  cpt,
  hcpcs,
  feeSchedule,
  unitLimits,
  addOns,
  ncciPairs,
  icd10cm,
  icd10cmCodes,
  icd10cmNotes,
  diagnosisNames,
  coderTerms,
  searchWords,
  modifiers,
  modifiersOther,
  places,
  taxonomy,
  units,
  credentials,
  drugs,
  unverified,
  sources,
} as unknown as Tables;
