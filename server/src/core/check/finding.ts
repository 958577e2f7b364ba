import type { Waiver } from '../encounter/model.js';
import type { Fix } from '../edits/fix.js';
import type { Evidence, Outcome } from '../rules/rule.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { Severity } from '../policy/severity.js';

/** One finding, as the editor, SARIF and the report show it. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** `fail`, or `no data` for a missing fact that is shown as information. */
  readonly outcome: 'fail' | 'no data';
  readonly at: SourceRange;
  readonly message: string;
  /** Never empty: with no line of evidence in the note, the header. */
  readonly evidence: readonly Evidence[];
  /** In a workspace, made and tried when they are first asked for. */
  readonly fixes: readonly Fix[];
  /** Whether a fix is a repair, which is known without making them. */
  readonly isRepairable: boolean;
  /** Source ids of the code sets. */
  readonly sources: readonly string[];
  readonly unverified?: string;
  readonly edition?: string;
  /** The findings that this one lists; they are in the report, and not shown by themselves. */
  readonly gathered?: readonly Finding[];
  /** The waiver that holds for it; a waived finding is listed apart. */
  readonly waivedBy?: Waiver;
}

/** What all rules say of one encounter. */
export interface CheckResult {
  /** Sorted by place, then by the order of the catalog. Waived ones are in `waived`. */
  readonly findings: readonly Finding[];
  readonly waived: readonly Finding[];
  /** Rule id → outcome; a rule that is not in it does not apply. */
  readonly outcomes: Pick<ReadonlyMap<string, Outcome>, 'get'>;
  /** Why a rule has no data, where it does. */
  readonly missing: Pick<ReadonlyMap<string, readonly string[]>, 'get'>;
}
