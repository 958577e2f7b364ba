import type { Fix } from '../edits/fix.js';
import type { SourceRange } from '../syntax/source-range.js';

/** The form rules that the readers of this folder find evidence for while they read. */
export type ParseProblemRule =
  | 'malformed-header'
  | 'date-format'
  | 'invalid-date'
  | 'unknown-service'
  | 'unknown-place'
  | 'unknown-payer'
  | 'unknown-flag'
  | 'unknown-field'
  | 'unknown-line'
  | 'duplicate-field'
  | 'malformed-value'
  | 'unread-item'
  | 'empty-field'
  | 'unclosed-fence'
  | 'unclosed-string'
  | 'malformed-code'
  | 'waiver';

/** Something the text gets wrong in form. The form rule of the same name turns it into a finding. */
export interface ParseProblem {
  readonly rule: ParseProblemRule;
  readonly at: SourceRange;
  /** One plain sentence: what is wrong and what would be right. */
  readonly message: string;
  readonly fixes: readonly Fix[];
  /** Absent: that of the rule. */
  readonly severity?: 'info';
  /** For `empty-field`: the key, or the keyword of an item (`lot`), that has no value. */
  readonly key?: string;
}
