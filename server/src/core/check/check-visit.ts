import type { Defaults, Waiver } from '../encounter/model.js';
import type { Outcome, Rule, RuleContext, RuleInfo } from '../rules/rule.js';
import type { SourceRange } from '../syntax/source-range.js';
import { subjectsOf } from '../visit/subjects.js';
import { truncate } from '../text/truncate.js';
import type { Visit } from '../visit/visit.js';
import { isWaivable, RULES } from './catalog.js';
import { emptyField, waiver as waiverRule } from './engine-rules.js';
import { gatherGoodPractice, isGoodPractice } from './good-practice.js';
import type { CheckResult, Finding } from './finding.js';
import { RuleResult } from './rule-result.js';
import { checkStubs } from './stubs.js';
import { checkWaivers } from './waivers.js';

const NO_FINDINGS: CheckResult = { findings: [], waived: [], outcomes: new Map(), missing: new Map() };

/** Checks one encounter by every rule. A rule that throws is reported as such, and the others go on. */
export function checkVisit(visit: Visit): CheckResult {
  return checkVisits([visit])[0]!;
}

/** Checks encounters by every rule, one rule after the other on all of them. */
export function checkVisits(visits: readonly Visit[]): readonly CheckResult[] {
  const results = runRules(visits, CHECKS);
  return visits.map((visit, i) => conclude(visit, results[i]!));
}

function conclude(visit: Visit, results: RuleResult[]): CheckResult {
  const { waivers } = visit.encounter;
  const effective = effectiveWaivers(waivers);
  results.push(gatherGoodPractice(visit, documentationResults(results, effective)));
  if (waivers.length > 0) results.push(waiverResult(visit, results, effective));
  const outcomes = RULES.map(() => 0);
  const findings: Finding[] = [];
  const waived: Finding[] = [];
  const missing = new Missing();
  for (const result of results) {
    const place = PLACES.get(result.rule.id)!;
    outcomes[place] = OUTCOMES.indexOf(result.outcome);
    missing.add(result);
    if (result.findings.length === 0) continue;
    const waivedBy = effective.get(result.rule.id);
    if (!waivedBy) findings.push(...result.findings.filter(finding => !isGoodPractice(result.rule, finding)));
    else {
      waived.push(...result.findings.map(finding => ({ ...finding, waivedBy })));
      outcomes[place] = OUTCOMES.indexOf('waived');
    }
  }
  return {
    findings: findings.sort(byPosition),
    waived: waived.sort(byPosition),
    outcomes: new Outcomes(outcomes),
    missing,
  };
}

/** Why rules have no data; a sentence is cut for display when it is asked for, because few are ever shown. */
class Missing {
  private readonly facts: (readonly [ruleId: string, facts: readonly string[]])[] = [];

  add({ rule, missingFacts }: RuleResult): void {
    if (missingFacts.length > 0) this.facts.push([rule.id, missingFacts]);
  }

  get(ruleId: string): readonly string[] | undefined {
    return this.facts.find(([id]) => id === ruleId)?.[1].map(truncate);
  }
}

const OUTCOMES: readonly Outcome[] = ['n/a', 'pass', 'fail', 'waived', 'no data'];
const PLACES: ReadonlyMap<string, number> = new Map(RULES.map(({ id }, i) => [id, i]));

/** The outcomes of the rules, as a text of one character each: they are kept of every encounter. */
class Outcomes {
  private readonly codes: string;

  /** @param places of the outcomes in {@link OUTCOMES}, in the order of the catalog */
  constructor(places: readonly number[]) {
    this.codes = String.fromCharCode(...places);
  }

  get(ruleId: string): Outcome | undefined {
    const place = PLACES.get(ruleId);
    return place === undefined ? undefined : OUTCOMES[this.codes.charCodeAt(place)];
  }
}

/** The errors that {@link checkVisits} finds, without running the rules that never report one. */
export function errorsIn(visits: readonly Visit[]): readonly (readonly Finding[])[] {
  // Which findings a waiver holds back takes all rules to know.
  const hasWaivers = ({ encounter }: Visit): boolean => encounter.waivers.length > 0;
  const all = runRules(visits, CHECKS, (check, visit) => hasWaivers(visit) || canBeError(check, visit));
  return visits.map((visit, i) => {
    const results = all[i]!;
    const findings = hasWaivers(visit) ? conclude(visit, results).findings : results.flatMap(one => one.findings);
    return findings.filter(({ severity }) => severity === 'error');
  });
}

/**
 * Checks the lines before the first encounter: only rules of form and privacy look there.
 * @param severityOf as {@link Visit.severityOf}, for the payer of the file
 */
export function checkDefaults(defaults: Defaults, severityOf: Visit['severityOf']): CheckResult {
  const start: SourceRange = { block: defaults.block, start: 0, end: 0 };
  const findings = RULES.flatMap(rule => {
    const level = severityOf(rule.id);
    if (!('checkDefaults' in rule) || !rule.checkDefaults || level === 'off') return [];
    return new RuleResult(rule, level, start).run(rule.checkDefaults.bind(rule), defaults).findings;
  });
  return findings.length > 0 ? { ...NO_FINDINGS, findings: findings.sort(byPosition) } : NO_FINDINGS;
}

/** What the documentation rules find that is not waived one by one. */
function documentationResults(
  results: readonly RuleResult[],
  effective: ReadonlyMap<string, Waiver>,
): readonly RuleResult[] {
  return results.filter(({ rule }) => rule.group === 'documentation' && !effective.has(rule.id));
}

/** @returns the results of each visit, in the order of the rules */
function runRules(
  visits: readonly Visit[],
  checks: readonly RuleCheck[],
  isAsked: (check: RuleCheck, visit: Visit) => boolean = () => true,
): readonly RuleResult[][] {
  const all = visits.map(visit => ({ visit, subjects: subjectsOf(visit), results: [] as RuleResult[] }));
  for (const one of checks)
    for (const { visit, subjects, results } of all) {
      const { rule, concerns, check } = one;
      if ((concerns && !concerns.some(subject => subjects.has(subject))) || !isAsked(one, visit)) continue;
      const level = visit.severityOf(rule.id);
      if (level !== 'off') results.push(new RuleResult(rule, level, visit.encounter.header).run(check, visit));
    }
  return all.map(({ results }) => results);
}

interface RuleCheck {
  readonly rule: RuleInfo;
  readonly concerns: Rule['concerns'];
  readonly check: (visit: Visit, context: RuleContext) => void;
}

/** Without waivers: what a waiver holds back is known only after all other rules have run. */
const CHECKS: readonly RuleCheck[] = RULES.flatMap((rule: RuleInfo | Rule): RuleCheck[] => {
  if (rule.id === emptyField.id) return [{ rule, concerns: undefined, check: checkStubs }];
  if (!('check' in rule)) return [];
  return [{ rule, concerns: rule.concerns, check: (visit, context) => rule.check(visit, context) }];
});

function canBeError({ rule: { id, severity, severities = [severity] } }: RuleCheck, visit: Visit): boolean {
  const set = visit.severityOf(id);
  return set === undefined ? severities.includes('error') : set === 'error';
}

/** Rule id → the waiver that holds its findings back; the last one counts. */
function effectiveWaivers(waivers: readonly Waiver[]): ReadonlyMap<string, Waiver> {
  return new Map(
    waivers.filter(({ reason, rule }) => reason && isWaivable(rule.value)).map(waiver => [waiver.rule.value, waiver]),
  );
}

function waiverResult(
  visit: Visit,
  results: readonly RuleResult[],
  effective: ReadonlyMap<string, Waiver>,
): RuleResult {
  const { waivers, header } = visit.encounter;
  const level = visit.severityOf(waiverRule.id);
  const result = new RuleResult(waiverRule, level === 'off' ? undefined : level, header);
  if (level === 'off') return result;
  const used = new Set(
    results
      .filter(({ rule, findings, outcome }) => (findings.length > 0 || outcome === 'no data') && effective.has(rule.id))
      .map(({ rule }) => rule.id),
  );
  const isOff = (id: string): boolean => visit.severityOf(id) === 'off';
  return result.run((all, context) => checkWaivers(all, { used, isOff }, context), waivers);
}

/** Findings at one position keep the order of the catalog. */
function byPosition(a: Finding, b: Finding): number {
  return a.at.start - b.at.start || a.at.end - b.at.end;
}
