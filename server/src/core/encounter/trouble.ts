import type { Fix } from '../fix.js';
import type { Place } from './model.js';

/** The form rules that the readers of this folder find evidence for while they read. */
export type TroubleRule =
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
  | 'empty-field'
  | 'unclosed-fence'
  | 'unclosed-string'
  | 'malformed-code'
  | 'waiver';

/** Something the text gets wrong in form. The form rule of the same name turns it into a finding. */
export interface Trouble {
  readonly rule: TroubleRule;
  readonly at: Place;
  /** One plain sentence: what is wrong and what would be right. */
  readonly message: string;
  readonly fixes: readonly Fix[];
  /** For `empty-field`: the key, or the keyword of an item (`lot`), that has no value. */
  readonly key?: string;
}
