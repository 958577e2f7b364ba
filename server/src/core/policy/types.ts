import type { IsoDate } from '../syntax/iso-day.js';

export type Level = 'error' | 'warning' | 'info' | 'hint' | 'off';

/** A value in force, who set it, and on what ground. `unverified` says why no text of that payer settles it. */
export interface Parameter<T> {
  value: T;
  /** Id of the profile in the chain that set it. */
  setBy: string;
  /** Source id of the code sets, or a workspace profile's own words. */
  source?: string;
  unverified?: string;
}

export interface CompoundCode {
  /** The code of a compounded pump drug by date; exactly one, or none, holds a day. */
  codes: readonly { code: string; from?: IsoDate; to?: IsoDate }[];
  /** One line for each ingredient instead of one for the whole compound. */
  perIngredient: boolean;
}

export interface WasteModifiers {
  /** First day on which a discarded part must be reported with JW. */
  jwFrom: IsoDate;
  /** First day on which "nothing discarded" must be reported with JZ. */
  jzFrom: IsoDate;
  /** Whether compounded drugs count too. */
  compounds: boolean;
  /** Place-of-service codes whose payment has no waste lines. */
  notInPlaces: readonly string[];
}

export interface ResidualThreshold {
  /** mL, decimal text. */
  default: string;
  /** The tighter threshold for reservoirs of at most `upTo` mL. */
  smallReservoir: { upTo: string; threshold: string };
}

export interface AudioVideoSupervision {
  /** Since this day real-time audio and video counts as direct supervision; absent: it never does. */
  from?: IsoDate;
  /** Since this day it does not count for services with 10 or 90 global days; absent: it counts for them too. */
  notWithGlobalDaysFrom?: IsoDate;
}

export interface ParameterValues {
  /**
   * `change`: dose, concentration, mode, bolus or bridge with old ≠ new. `volume`: setting the reservoir volume is
   * enough.
   */
  reprogramRequires: 'change' | 'volume';
  compoundCode: CompoundCode;
  /** `required`: KD on every drug placed in an implanted pump, and on no other. `off`: not checked. */
  kd: 'required' | 'off';
  wasteModifiers: WasteModifiers | 'off';
  /** `required`: each drug line states an NDC. `off`: not checked. */
  ndc: 'required' | 'off';
  /** The level of each `doc-…` rule. */
  documentation: Readonly<Record<string, Level>>;
  /** The service and its practice-owned drugs must be on one claim. */
  singleClaim: boolean;
  /** An E/M beside a service of the same day needs 25 (57 before major surgery). */
  emModifier25: boolean;
  /** mL left in the reservoir when the low-reservoir alarm sounds; decimal text. */
  alarmResidual: string;
  /** Share of the days a fill lasts before which the next is early; decimal text between 0 and 1. */
  earlyRefillShare: string;
  residualThreshold: ResidualThreshold;
  audioVideoSupervision: AudioVideoSupervision;
}

export type ParameterName = keyof ParameterValues;
export type Parameters = { readonly [K in ParameterName]: Parameter<ParameterValues[K]> };

export interface LevelInForce {
  level: Level;
  /** Id of the profile in the chain that set it. */
  setBy: string;
}

/** What is known of a payer's own text, for its hover. */
export interface PayerNote {
  text: string;
  source?: string;
  unverified?: string;
}

export interface Profile {
  id: string;
  title: string;
  /** One line in own words. */
  summary: string;
  extends?: string;
  /** First and last day on which it checks; a note of another day is checked by what it extends. */
  effective?: Period;
  parameters: { readonly [K in ParameterName]?: { value: ParameterValues[K]; source?: string; unverified?: string } };
  /** Rule id → level; a rule that is not named keeps its own level. */
  severity: Readonly<Record<string, Level>>;
  notes: readonly PayerNote[];
  sources: readonly string[];
}

export interface Period {
  from?: IsoDate;
  to?: IsoDate;
}

export interface Policy {
  id: string;
  title: string;
  summary: string;
  /** From the profile itself to `national`. */
  chain: readonly string[];
  /** Medicare, or a profile that extends it. */
  isMedicare: boolean;
  effective?: Period;
  /** Profiles of the payer that do not hold on the date, and were left out; the payer's own is the first. */
  notInForce: readonly { id: string; title: string; effective: Period }[];
  parameters: Parameters;
  /**
   * Where the profile (or one it extends) sets a rule's level; `doc-…` rules are set by `documentation`. Undefined: the
   * rule's own level.
   */
  severity(ruleId: string): LevelInForce | undefined;
  notes: readonly PayerNote[];
  sources: readonly string[];
}

/** `path` is a JSON pointer into the profile, e.g. `/parameters/kd/value`. */
export interface ProfileProblem {
  path: string;
  message: string;
  /** The error is in the name at that place, not in its value. */
  ofName?: boolean;
}

/** Why a workspace's profile cannot be used beside the others: two with one id, a cycle, an unknown base. */
export interface UnusableProfile extends ProfileProblem {
  profile: Profile;
}

export interface Profiles {
  /**
   * What checks a note of this payer: an unnamed or unknown one gets `national`.
   * @param date of the encounter; profiles of the chain that do not hold on it are left out. Left out itself, all hold.
   */
  policyFor(payerId: string | undefined, date?: IsoDate): Policy;
  has(payerId: string): boolean;
  /** Every payer that a header may name, in order; `national` is none. */
  payers(): readonly Policy[];
  /** Their ids. */
  payerIds(): readonly string[];
  /** What could not be used of the workspace's profiles; if a shipped one has the same id, that one is used. */
  problems(): readonly UnusableProfile[];
}
