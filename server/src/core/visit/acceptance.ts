import { memoByVisit } from './memo.js';
import type { Visit } from './visit.js';
import type { Key } from '../syntax/vocabulary.js';

/** What the coder has decided or left open: waived rules and keys without a value. */

/**
 * Whether the coder or the payer is by what a rule objects to: waived with a reason, or switched off. What then follows
 * from it is due.
 */
export function isAccepted(visit: Visit, rule: string): boolean {
  return (visit.encounter.waivers.length > 0 && waivedRules(visit).has(rule)) || visit.severityOf(rule) === 'off';
}

const waivedRules = memoByVisit(
  (visit): ReadonlySet<string> =>
    new Set(visit.encounter.waivers.filter(({ reason }) => reason !== undefined).map(({ rule }) => rule.value)),
);

/** Whether the key is there with nothing after it: a stub, reported as such, on which no rule can decide. */
export function isStub(visit: Visit, key: Key): boolean {
  return visit.encounter.fields.get(key)?.some(use => use.empty) ?? false;
}
