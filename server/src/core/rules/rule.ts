import type { Defaults } from '../encounter/model.js';
import type { Subject } from '../visit/subjects.js';
import type { Visit } from '../visit/visit.js';
import type { Key } from '../syntax/vocabulary.js';
import type { Fix } from '../edits/fix.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { Severity } from '../policy/severity.js';

/** `no data`: a fact that the rule needs is not in the note; never a pass. */
export type Outcome = 'pass' | 'fail' | 'waived' | 'no data' | 'n/a';

export type RuleGroup =
  | 'form'
  | 'code-sets'
  | 'service-selection'
  | 'edits'
  | 'modifiers'
  | 'drugs'
  | 'documentation'
  | 'history'
  | 'provider'
  | 'privacy';

/** A line of the note that a finding rests on, and what it shows. */
export interface Evidence {
  readonly at: SourceRange;
  /** A short clause, e.g. `filled by a nurse (RN KL)`. */
  readonly text: string;
}

/**
 * What a rule reports. @typeParam S the severities among which the rule itself chooses; a rule of one severity gives
 * none
 */
export interface Violation<S extends Severity = never> {
  readonly at: SourceRange;
  /** One plain sentence: what is wrong and what would be right. */
  readonly message: string;
  /** The lines of the note that decide; the header if there are none. */
  readonly evidence?: readonly Evidence[];
  readonly fixes?: readonly Fix[];
  /** If the rule has several severities: the one of this finding. The profile and the user may still change it. */
  readonly severity?: S;
  /** Source ids that decide this finding, if other than the rule's own. */
  readonly sources?: readonly string[];
  /** The reason why the fact behind this finding is not verified; shown, and never lowers the severity. */
  readonly unverified?: string;
  /** The edition of the code set that decided, e.g. `NCCI PTP practitioner 2024-07-01`. */
  readonly edition?: string;
}

/** What a rule says when a fact that it needs is not in the note. */
export interface MissingFact {
  readonly at: SourceRange;
  /** One plain sentence: what is missing, and what it would decide. */
  readonly message: string;
  readonly evidence?: readonly Evidence[];
  readonly fixes?: readonly Fix[];
  /** Source ids of what is missing, if other than the rule's own. */
  readonly sources?: readonly string[] | undefined;
  /** Whether to show it in the editor as *info*: only if the missing fact would change a billed line. */
  readonly show: boolean;
}

/** Collects what one rule finds on one visit. */
export interface RuleContext<S extends Severity = never> {
  report(violation: Violation<S>): void;
  missing(missing: MissingFact): void;
  /** The rule has something to check here: without it (and without findings) the outcome is `n/a`. */
  applies(): void;
}

/** An example in a rule's documentation; both are whole notes and both are executed by the tests. */
export interface RuleExamples {
  /** A note on which this rule gives exactly one finding. */
  readonly wrong: string;
  /** A note on which this rule gives none. */
  readonly right: string;
  /** A file that is loaded before both, as csv: the rule decides by it. */
  readonly loads?: string;
}

/** A key, or an item of it, whose value the rule waits for: a stub there is reported at the rule's level. */
export interface Documents {
  readonly key: Key;
  /** The first word of an item, `invoice` of `drug:`; absent: the whole key. */
  readonly item?: string;
  /** Whether the rule requires it on a visit; absent: if the rule has no data there. */
  readonly when?: (visit: Visit) => boolean;
}

/** What lists and pages say of a rule. Its id is what `ok:` waives, what a setting switches and what SARIF names. */
export interface RuleInfo {
  readonly id: string;
  readonly group: RuleGroup;
  /** The level of the catalog; of two levels the one without a payer's profile. */
  readonly severity: Severity;
  /** The severities among which the rule itself chooses for each finding; absent: it has {@link severity} only. */
  readonly severities?: readonly Severity[];
  /** A few words, for lists: `Performer and code do not match`. */
  readonly title: string;
  /** What the rule looks at and when it fires. Markdown, own words. */
  readonly description: string;
  /** Why it matters: what happens to the claim. Markdown, own words. */
  readonly rationale: string;
  /** What its fixes do, and whether they are repairs or edits; absent if the rule has none. */
  readonly fixDescription?: string;
  /** Parameters of payer profiles that it reads. */
  readonly parameters?: readonly string[];
  /** Source ids of the code sets' source list. */
  readonly sources: readonly string[];
  readonly examples: RuleExamples;
}

/**
 * A rule that looks at one visit. @typeParam S its severities, if it chooses among several: the compiler refuses to
 * report another
 */
export interface Rule<S extends Severity = never> extends RuleInfo {
  readonly severities?: readonly S[];
  /** What of a record it asks for, in the order of the keys. */
  readonly documents?: readonly Documents[];
  /** What it concerns: it is asked on a visit that has one of these. Absent: on every visit. */
  readonly concerns?: readonly Subject[];
  /** What is missing if it fires, for lists: `pump status before`. Every rule of the documentation group has one. */
  readonly element?: string;
  check(visit: Visit, context: RuleContext<S>): void;
  /** What the rule says of the lines before the first encounter; absent if they do not concern it. */
  checkDefaults?(defaults: Defaults, context: RuleContext): void;
}

/** A rule in a list of rules. */
export type AnyRule = Rule<Severity>;
