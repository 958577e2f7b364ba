import type { UnreadItem } from '../encounter/model.js';
import type { Key } from '../syntax/vocabulary.js';
import type { Visit } from './visit.js';

/** The items of a key that hold a fact which was not read. Evidence of a rule that has no data on account of them. */
export function unreadItems(visit: Visit, key: Key): readonly UnreadItem[] {
  return visit.encounter.unread.filter(item => item.key === key);
}

/**
 * Whether the absence of a fact of these keys proves nothing, because something is there that was not read, or that
 * states no value (`prog: changed`, a stub). A rule that would fail or fix for lack of such a fact has no data instead.
 */
export function isUndecided(visit: Visit, ...keys: readonly Key[]): boolean {
  const { unread, prog, fields } = visit.encounter;
  return (
    unread.some(item => keys.includes(item.key)) ||
    (prog?.unstated !== undefined && keys.includes('prog')) ||
    keys.some(key => fields.get(key)?.some(use => use.empty))
  );
}
