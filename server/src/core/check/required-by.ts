import { groupBy } from '../collections/group-by.js';
import type { Visit } from '../visit/visit.js';
import { memoByVisit, memoByVisitAndKey } from '../visit/memo.js';
import type { Documents, AnyRule } from '../rules/rule.js';
import type { Severity } from '../policy/severity.js';
import { RULES } from './catalog.js';
import { RANK } from './limit-findings.js';

/** A rule that waits for a value, and the level at which it would report that it is missing. */
export interface RequiredBy {
  readonly rule: AnyRule;
  readonly level: Severity;
}

interface Waiting {
  readonly rule: AnyRule;
  readonly documents: Documents;
}

/** Every key and item that some rule asks for, in catalog order: `response`, `drug invoice`. */
const waitingFor: ReadonlyMap<string, readonly Waiting[]> = byPlace();

function byPlace(): ReadonlyMap<string, readonly Waiting[]> {
  const all = RULES.flatMap(rule =>
    'check' in rule ? (rule.documents ?? []).map(documents => ({ rule, documents })) : [],
  );
  return groupBy(all, ({ documents }) => nameOf(documents.key, documents.item));
}

function nameOf(key: string, item?: string): string {
  return item === undefined ? key : `${key} ${item}`;
}

/**
 * The rule that requires a key on this visit, the most severe first; undefined if none does. A rule that is switched
 * off requires nothing.
 */
export const requiredBy = memoByVisitAndKey((visit, key) => mostSevere(visit, key));

/** The rule that waits for the value of an item on this visit, as `invoice` of `drug`; undefined if none does. */
export function requiredByItem(visit: Visit, key: string, item: string): RequiredBy | undefined {
  return mostSevere(visit, nameOf(key, item));
}

function mostSevere(visit: Visit, place: string): RequiredBy | undefined {
  let found: RequiredBy | undefined;
  for (const { rule, documents } of waitingFor.get(place) ?? []) {
    const level = visit.severityOf(rule.id) ?? rule.severity;
    if (level === 'off' || (found && RANK[found.level] <= RANK[level])) continue;
    if (documents.when ? documents.when(visit) : lacksData(visit, rule)) found = { rule, level };
  }
  return found;
}

/** Each rule is run once for all empty items of a visit. */
const lacking = memoByVisit(() => new Map<AnyRule, boolean>());

function lacksData(visit: Visit, rule: AnyRule): boolean {
  const known = lacking(visit).get(rule);
  if (known !== undefined) return known;
  let lacks = false;
  try {
    rule.check(visit, { applies: () => undefined, report: () => undefined, missing: () => (lacks = true) });
  } catch {
    // Reported where the rule itself runs; it waits for nothing here.
    lacks = false;
  }
  lacking(visit).set(rule, lacks);
  return lacks;
}
