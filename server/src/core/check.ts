import type { Defaults, Place, Waiver } from './encounter/model.js';
import type { Visit } from './encounter/visit.js';
import type { Finding, Verdict } from './finding.js';
import { RULES } from './rules/catalogue.js';
import { isWaivable, judgeWaivers, waiver as waiverRule } from './rules/form/waiver.js';
import type { Failure, MissingFact, Outcome, Report, Rule, Severity } from './rules/rule.js';

const NO_OUTCOMES: Verdict['outcomes'] = new Map();
const NONE_MISSING: Verdict['missing'] = new Map();
const NOTHING: Verdict = { findings: [], waived: [], outcomes: NO_OUTCOMES, missing: NONE_MISSING };

/** Place of each rule in the catalogue. */
const places: ReadonlyMap<string, number> = new Map(RULES.map((rule, i) => [rule.id, i]));
const WAIVER_PLACE = places.get(waiverRule.id)!;

/** Judges one encounter by every rule. A rule that throws is reported as such, and the rest go on. */
export function checkVisit(visit: Visit): Verdict {
  const { header, waivers } = visit.encounter;
  const results = RULES.map((rule) => {
    const result = new RuleResult(rule, visit.levelSet(rule.id), header);
    result.judge(visit);
    return result;
  });
  const holding = new Map<string, Waiver>();
  for (const waiver of waivers) if (waiver.reason && isWaivable(waiver.rule.value)) holding.set(waiver.rule.value, waiver);
  if (waivers.length) {
    // Only now it is known what each waiver waives.
    const used = new Set(results.flatMap(({ rule, findings }) => (findings.length && holding.has(rule.id) ? [rule.id] : [])));
    const result = new RuleResult(waiverRule, visit.levelSet(waiverRule.id), header);
    result.attempt(() => judgeWaivers(waivers, used, (id) => visit.levelSet(id) === 'off', result));
    results[WAIVER_PLACE] = result;
  }
  const findings: Finding[] = [];
  const waived: Finding[] = [];
  let missing: Map<string, readonly string[]> | undefined;
  const outcomes = results.map((result) => {
    const waiver = result.findings.length ? holding.get(result.rule.id) : undefined;
    if (result.missing.length) (missing ??= new Map()).set(result.rule.id, result.missing);
    for (const finding of result.findings) {
      if (waiver) waived.push({ ...finding, waivedBy: waiver });
      else findings.push(finding);
    }
    return waiver ? 'waived' : result.outcome;
  });
  return { findings: findings.sort(byPlace), waived: waived.sort(byPlace), outcomes: new Outcomes(outcomes), missing: missing ?? NONE_MISSING };
}

/**
 * Judges the lines before the first encounter: only rules of form and privacy have anything to say there.
 * @param levelSet as {@link Visit.levelSet}, for the payer of the file
 */
export function checkDefaults(defaults: Defaults, levelSet: Visit['levelSet']): Verdict {
  const start: Place = { block: defaults.block, start: 0, end: 0 };
  const findings = RULES.flatMap((rule) => {
    if (!rule.checkDefaults) return [];
    const result = new RuleResult(rule, levelSet(rule.id), start);
    result.attempt(() => rule.checkDefaults!(defaults, result));
    return result.findings;
  });
  return findings.length ? { ...NOTHING, findings: findings.sort(byPlace) } : NOTHING;
}

/** The outcomes of the rules, in the order of the catalogue. */
class Outcomes {
  constructor(private readonly inOrder: readonly Outcome[]) {}

  get(ruleId: string): Outcome | undefined {
    return this.inOrder[places.get(ruleId) ?? -1];
  }
}

const NO_FINDINGS: readonly Finding[] = [];
const NO_WORDS: readonly string[] = [];

/** What one rule says of one encounter. There is one for every rule and encounter, so it holds nothing until the rule says something. */
class RuleResult implements Report {
  private found: Finding[] | undefined;
  private lacks: string[] | undefined;
  private hasApplied = false;
  private hasFailed = false;

  /** @param header where what the rule says stands with no line of evidence */
  constructor(readonly rule: Rule, private readonly level: Severity | 'off' | undefined, private readonly header: Place) {}

  /** Lets the rule speak of a visit, unless it is switched off. */
  judge(visit: Visit): void {
    if (this.level === 'off') return;
    try {
      this.rule.check(visit, this);
    } catch (error) {
      this.hasBroken(error);
    }
  }

  /** The same for what else the rule may speak of. */
  attempt(speak: () => void): void {
    if (this.level === 'off') return;
    try {
      speak();
    } catch (error) {
      this.hasBroken(error);
    }
  }

  get findings(): readonly Finding[] {
    return this.found ?? NO_FINDINGS;
  }

  get missing(): readonly string[] {
    return this.lacks ?? NO_WORDS;
  }

  get outcome(): Outcome {
    return this.hasFailed ? 'fail' : this.lacks ? 'no data' : this.hasApplied ? 'pass' : 'n/a';
  }

  applies(): void {
    this.hasApplied = true;
  }

  fail(failure: Failure): void {
    this.hasFailed = true;
    const { sources, unverified, edition } = failure;
    this.add(failure, this.level === undefined || this.level === 'off' ? (failure.severity ?? this.rule.severity) : this.level, 'fail', {
      ...(sources ? { sources } : {}), ...(unverified ? { unverified } : {}), ...(edition ? { edition } : {}),
    });
  }

  noData(fact: MissingFact): void {
    (this.lacks ??= []).push(fact.message);
    if (fact.show) this.add(fact, 'info', 'no data', {});
  }

  private add(said: Failure | MissingFact, severity: Severity, outcome: Finding['outcome'], extra: Partial<Finding>): void {
    const { rule, header } = this;
    const evidence = said.evidence?.length ? said.evidence : [{ at: header, text: 'this encounter' }];
    (this.found ??= []).push({
      rule: rule.id, severity, outcome, at: said.at, message: said.message, evidence, fixes: said.fixes ?? [], sources: rule.sources, ...extra,
    });
  }

  /** A rule that throws decides nothing. The text of the error is left out: it might quote the note. */
  private hasBroken(error: unknown): void {
    const { rule, header } = this;
    const kind = error instanceof Error ? error.name : 'error';
    this.hasFailed = false;
    this.lacks = [`The rule itself failed (${kind}).`];
    this.found = [{
      rule: rule.id, severity: 'warning', outcome: 'no data', at: header, evidence: [{ at: header, text: 'this encounter' }], fixes: [], sources: [],
      message: `The rule ${rule.id} failed on this encounter (${kind}) and decided nothing; this is a defect of Encounter Notes, and the other rules went on.`,
    }];
  }
}

function byPlace(a: Finding, b: Finding): number {
  return a.at.start - b.at.start || a.at.end - b.at.end;
}
