import type { Defaults, Place, Waiver } from './encounter/model.js';
import type { Visit } from './encounter/visit.js';
import type { Finding, Verdict } from './finding.js';
import { RULES } from './rules/catalogue.js';
import { isWaivable, judgeWaivers } from './rules/form/waiver.js';
import type { Evidence, Failure, MissingFact, Outcome, Report, Rule, Severity } from './rules/rule.js';

const NOTHING: Verdict = { findings: [], waived: [], outcomes: new Map(), missing: new Map() };

/** Judges one encounter by every rule. A rule that throws is reported as such, and the rest go on. */
export function checkVisit(visit: Visit): Verdict {
  const results = RULES.map((rule) => runRule(rule, visit.levelSet(rule.id), visit.encounter.header, (report) => rule.check(visit, report)));
  const holding = new Map<string, Waiver>();
  for (const waiver of visit.encounter.waivers) if (waiver.reason && isWaivable(waiver.rule.value)) holding.set(waiver.rule.value, waiver);
  const used = new Set<string>();
  for (const { rule, findings } of results) if (findings.length && holding.has(rule.id)) used.add(rule.id);
  const switchedOff = (id: string): boolean => visit.levelSet(id) === 'off';
  const index = results.findIndex((result) => result.rule.id === 'waiver');
  if (index >= 0) {
    const { rule } = results[index]!;
    results[index] = runRule(rule, visit.levelSet('waiver'), visit.encounter.header, (report) => judgeWaivers(visit.encounter.waivers, used, switchedOff, report));
  }
  const findings: Finding[] = [];
  const waived: Finding[] = [];
  const outcomes = new Map<string, Outcome>();
  const missing = new Map<string, readonly string[]>();
  for (const result of results) {
    const waiver = holding.get(result.rule.id);
    if (waiver && used.has(result.rule.id)) waived.push(...result.findings.map((finding) => ({ ...finding, waivedBy: waiver })));
    else findings.push(...result.findings);
    outcomes.set(result.rule.id, waiver && used.has(result.rule.id) ? 'waived' : result.outcome);
    if (result.missing.length) missing.set(result.rule.id, result.missing);
  }
  return { findings: findings.sort(byPlace), waived: waived.sort(byPlace), outcomes, missing };
}

/**
 * Judges the lines before the first encounter: only rules of form and privacy have anything to say there.
 * @param levelSet as {@link Visit.levelSet}, for the payer of the file
 */
export function checkDefaults(defaults: Defaults, levelSet: Visit['levelSet']): Verdict {
  const results = RULES.flatMap((rule) => {
    const { checkDefaults: check } = rule;
    return check ? [runRule(rule, levelSet(rule.id), { block: defaults.block, start: 0, end: 0 }, (report) => check(defaults, report))] : [];
  });
  const findings = results.flatMap((result) => result.findings);
  return findings.length ? { ...NOTHING, findings: findings.sort(byPlace) } : NOTHING;
}

interface RuleResult {
  readonly rule: Rule;
  readonly findings: Finding[];
  readonly outcome: Outcome;
  readonly missing: string[];
}

function runRule(rule: Rule, level: Severity | 'off' | undefined, header: Place, run: (report: Report) => void): RuleResult {
  const findings: Finding[] = [];
  const missing: string[] = [];
  if (level === 'off') return { rule, findings, outcome: 'n/a', missing };
  let applies = false, failed = false;
  const add = (said: Failure | MissingFact, severity: Severity, outcome: Finding['outcome'], extra: Partial<Finding>): void => {
    const evidence: readonly Evidence[] = said.evidence?.length ? said.evidence : [{ at: header, text: 'this encounter' }];
    findings.push({ rule: rule.id, severity, outcome, at: said.at, message: said.message, evidence, fixes: said.fixes ?? [], sources: rule.sources, ...extra });
  };
  const report: Report = {
    applies: () => { applies = true; },
    fail(failure) {
      failed = true;
      add(failure, level ?? failure.severity ?? rule.severity, 'fail', {
        ...(failure.sources ? { sources: failure.sources } : {}), ...(failure.unverified ? { unverified: failure.unverified } : {}),
        ...(failure.edition ? { edition: failure.edition } : {}),
      });
    },
    noData(fact) {
      missing.push(fact.message);
      if (fact.show) add(fact, 'info', 'no data', {});
    },
  };
  try {
    run(report);
  } catch (error) {
    // The text of the error is left out: it might quote the note.
    const kind = error instanceof Error ? error.name : 'error';
    return {
      rule, outcome: 'no data', missing: [`The rule itself failed (${kind}).`],
      findings: [{
        rule: rule.id, severity: 'warning', outcome: 'no data', at: header, evidence: [{ at: header, text: 'this encounter' }], fixes: [], sources: [],
        message: `The rule ${rule.id} failed on this encounter (${kind}) and decided nothing; this is a defect of Encounter Notes, and the other rules went on.`,
      }],
    };
  }
  const outcome: Outcome = failed ? 'fail' : missing.length ? 'no data' : applies ? 'pass' : 'n/a';
  return { rule, findings, outcome, missing };
}

function byPlace(a: Finding, b: Finding): number {
  return a.at.start - b.at.start || a.at.end - b.at.end;
}
