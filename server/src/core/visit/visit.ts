import type { CodeView } from '../codes/types.js';
import type { WithMemo } from '../collections/memo.js';
import type { Policy } from '../policy/types.js';
import type {
  BilledCode,
  Defaults,
  Drug,
  Encounter,
  Fact,
  HeaderPlace,
  People,
  Performer,
  Pump,
  Quantity,
  Supervision,
} from '../encounter/model.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { IsoDate } from '../syntax/iso-day.js';
import type { Severity } from '../policy/severity.js';
import type { History, HistoryEntry, SameDay } from './history.js';

/** The day that the host says it is, because the core has no clock. */
export interface Today {
  readonly date: IsoDate;
  /** The level of findings about dates after it: the editor hints, a command that was given the day warns. */
  readonly severity: 'hint' | 'warning';
}

/**
 * Everything a rule may look at: one encounter with what it inherits, and the tables and policy that it is checked by.
 */
export interface Visit extends WithMemo {
  /** What the encounter itself says. */
  readonly encounter: Encounter;
  readonly defaults: Defaults;
  /** The code sets on the date of the visit. */
  readonly codes: CodeView;
  readonly policy: Policy;
  /** The level at which a rule reports here: the user's own, else the profile's; undefined leaves the rule its own. */
  severityOf(ruleId: string): Severity | 'off' | undefined;
  /** Ids of the payer profiles that a header may name. */
  readonly knownPayers: readonly string[];
  /** Undefined if the header's date is no date: rules that need it have no data. */
  readonly date: IsoDate | undefined;
  /** Undefined if the host does not say which day it is. */
  readonly today: Today | undefined;
  /** Own place, else the file's. */
  readonly place: HeaderPlace | undefined;
  /** Place-of-service code; undefined if unknown. */
  readonly pos: string | undefined;
  /** Primary payer as typed, own or the file's; undefined: national rules only. */
  readonly payer: Fact<string> | undefined;
  /** `pro` when the header says nothing. */
  readonly bill: 'pro' | 'facility';
  readonly by: People | undefined;
  readonly sup: Supervision | undefined;
  /** The pump of the visit: own `pump:`, else what `device: in` put in, else the patient's newest earlier one. */
  readonly pump: Pump | undefined;
  readonly history: History;
  /** The other notes of the patient on the same date. */
  readonly sameDay: SameDay;
  /** The notes of the patient on the day after; none of them is read unless a rule asks for it. */
  readonly nextDay: readonly HistoryEntry[];
  /** The lines of the claim: sound and not marked `?`. These count for pairs, limits, and as codes that are there. */
  readonly claimLines: readonly BilledCode[];
  /** Lines checked alone: those of the claim, and the ones marked `?`. */
  readonly linesToCheck: readonly BilledCode[];
  /** `refill` when `fill: in` is above 0; an `attempt` with `in 0 mL` or no `in`. */
  readonly fill: 'none' | 'attempt' | 'refill';
  /** The electronic analysis is documented: `read` with `expected`, `dose` and `alarms`. */
  readonly analyzed: boolean;
  /** A change of dose, concentration, mode, bolus or bridge with old ≠ new. */
  readonly reprogrammed: boolean;
  /** Who filled, or with no fill, who read (or programmed, where only that is stated). */
  readonly performer: Performer | undefined;
  /** `!stopped` or a `stop:` line. */
  readonly stopped: boolean;
  /**
   * Whether any text of the note (narrative, text fields) contains one of the words, in either case, as whole words. A
   * `query` only asks.
   */
  mentions(...words: string[]): SourceRange | undefined;
  /**
   * The text of the note that affirms one of the phrases (lower case) of this patient at this visit; see
   * `encounter/statements.ts`.
   */
  affirms(...phrases: string[]): SourceRange | undefined;
  /** The volume of a drug that was placed; see `placedVolume` of `./placed-volume.ts`. */
  placedVolume(drug: Drug): Fact<Quantity> | undefined;
}
