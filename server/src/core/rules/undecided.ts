import { isUndecided, unreadItems } from '../visit/undecided.js';
import type { Key } from '../syntax/vocabulary.js';
import type { SourceRange } from '../syntax/source-range.js';
import { list } from '../text/prose.js';
import type { Visit } from '../visit/visit.js';
import type { RuleContext } from './rule.js';

/** What a rule cannot decide because an item that might hold the fact was not read. */
export interface OpenQuestion {
  readonly at: SourceRange;
  /** The keys that might hold it. */
  readonly keys: readonly Key[];
  /** `the units of J0475`: completes `…, so it is open …`. */
  readonly what: string;
}

/**
 * Whether the absence that a rule would report proves nothing: an item of one of the keys was not read, or states no
 * value. Then the rule has no data, with that item as evidence, and offers no fix. The item itself is `unread-item`, so
 * nothing more is shown.
 */
export function isOpen(visit: Visit, context: Pick<RuleContext, 'missing'>, { at, keys, what }: OpenQuestion): boolean {
  const open = keys.filter(key => isUndecided(visit, key));
  if (open.length === 0) return false;
  context.missing({
    at,
    show: false,
    message: `${list(open.map(key => `\`${key}:\``))} ${open.length > 1 ? 'have items' : 'has an item'} that was not read, so it is open ${what}.`,
    evidence: open.flatMap(key => unreadItems(visit, key).map(item => ({ at: item, text: 'not read' }))),
  });
  return true;
}
