import type { Defaults, Waiver } from '../encounter/model.js';
import type { Visit } from '../visit/visit.js';
import type { Finding, CheckResult } from './finding.js';
import { truncate } from '../text/truncate.js';
import { RULES } from '../rules/catalogue.js';
import { isWaivable, judgeWaivers, waiver as waiverRule } from '../rules/form/waiver.js';
import type { Violation, MissingFact, Outcome, RuleContext, Rule } from '../rules/rule.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { Severity } from '../policy/severity.js';

const NO_OUTCOMES: CheckResult['outcomes'] = new Map();
const NONE_MISSING: CheckResult['missing'] = new Map();
const NOTHING: CheckResult = { findings: [], waived: [], outcomes: NO_OUTCOMES, missing: NONE_MISSING };

/** Place of each rule in the catalogue. */
const places: ReadonlyMap<string, number> = new Map(RULES.map((rule, i) => [rule.id, i]));
const WAIVER_PLACE = places.get(waiverRule.id)!;

/** Judges one encounter by every rule. A rule that throws is reported as such, and the rest go on. */
export function checkVisit(visit: Visit): CheckResult {
  const { header, waivers } = visit.encounter;
  const { levels, inForce } = levelsOf(visit);
  const outcomes = ALL_IDLE.slice();
  const said = resultsOf(visit, inForce, levels, outcomes);
  const holding = new Map<string, Waiver>();
  for (const waiver of waivers)
    if (waiver.reason && isWaivable(waiver.rule.value)) holding.set(waiver.rule.value, waiver);
  if (waivers.length) {
    // Only now it is known what each waiver waives.
    const used = new Set(
      said.flatMap(({ rule, findings }) => (findings.length && holding.has(rule.id) ? [rule.id] : [])),
    );
    const result = new RuleResult(header);
    result.attempt(waiverRule, levels[WAIVER_PLACE], () =>
      judgeWaivers(waivers, used, id => visit.severityOf(id) === 'off', result),
    );
    outcomes[WAIVER_PLACE] = result.outcome;
    const after = said.findIndex(({ rule }) => places.get(rule.id)! > WAIVER_PLACE);
    said.splice(after < 0 ? said.length : after, 0, result);
  }
  const findings: Finding[] = [];
  const waived: Finding[] = [];
  let missing: Map<string, readonly string[]> | undefined;
  for (const result of said) {
    const waiver = result.findings.length ? holding.get(result.rule.id) : undefined;
    if (result.missingFacts.length) (missing ??= new Map()).set(result.rule.id, result.missingFacts);
    for (const finding of result.findings) {
      if (waiver) waived.push({ ...finding, waivedBy: waiver });
      else findings.push(finding);
    }
    if (waiver) outcomes[places.get(result.rule.id)!] = 'waived';
  }
  return {
    findings: findings.sort(byPlace),
    waived: waived.sort(byPlace),
    outcomes: new Outcomes(outcomes),
    missing: missing ?? NONE_MISSING,
  };
}

/** The findings of an encounter that are errors: as {@link checkVisit} has them, without asking the rules that never say so. */
export function errorsIn(visit: Visit): readonly Finding[] {
  const { levels, mayBeErrors } = levelsOf(visit);
  // What a waiver holds back, and whether it does, takes all rules to know.
  const findings = visit.encounter.waivers.length
    ? checkVisit(visit).findings
    : resultsOf(visit, mayBeErrors, levels).flatMap(result => result.findings);
  return findings.filter(({ severity }) => severity === 'error');
}

/**
 * What these rules of the catalogue have to say.
 * @param outcomes where each notes its outcome
 */
function resultsOf(
  visit: Visit,
  rules: readonly number[],
  levels: readonly LevelSet[],
  outcomes?: Outcome[],
): RuleResult[] {
  const said: RuleResult[] = [];
  // Nearly all rules have nothing to say of an encounter, so one result serves them until one of them speaks.
  let result = new RuleResult(visit.encounter.header);
  for (const place of rules) {
    result.judge(RULES[place]!, levels[place], visit);
    if (outcomes) outcomes[place] = result.outcome;
    if (!result.hasSpoken) continue;
    said.push(result);
    result = new RuleResult(visit.encounter.header);
  }
  return said;
}

/**
 * Judges the lines before the first encounter: only rules of form and privacy have anything to say there.
 * @param levelSet as {@link Visit.severityOf}, for the payer of the file
 */
export function checkDefaults(defaults: Defaults, levelSet: Visit['severityOf']): CheckResult {
  const start: SourceRange = { block: defaults.block, start: 0, end: 0 };
  const findings = RULES.flatMap(rule => {
    if (!rule.checkDefaults) return [];
    const result = new RuleResult(start);
    result.attempt(rule, levelSet(rule.id), () => rule.checkDefaults!(defaults, result));
    return result.findings;
  });
  return findings.length ? { ...NOTHING, findings: findings.sort(byPlace) } : NOTHING;
}

type LevelSet = Severity | 'off' | undefined;

/** What the levels that are set come to, by places in the catalogue. */
interface LevelsInForce {
  readonly levels: readonly LevelSet[];
  /** The rules that are not switched off, and of these the ones whose findings may be errors. */
  readonly inForce: readonly number[];
  readonly mayBeErrors: readonly number[];
}

/** All visits under one policy and one user's settings share one function that says the levels. */
const knownLevels = new WeakMap<Visit['severityOf'], LevelsInForce>();

function levelsOf({ severityOf }: Visit): LevelsInForce {
  let known = knownLevels.get(severityOf);
  if (!known) {
    const levels = RULES.map(rule => severityOf(rule.id));
    const inForce = RULES.flatMap((_, place) => (levels[place] === 'off' ? [] : [place]));
    const mayBeErrors = inForce.filter(place => {
      const { severity, maxSeverity } = RULES[place]!;
      return (levels[place] ?? maxSeverity ?? severity) === 'error';
    });
    knownLevels.set(severityOf, (known = { levels, inForce, mayBeErrors }));
  }
  return known;
}

const ALL_IDLE: readonly Outcome[] = RULES.map(() => 'n/a');

const OUTCOMES: readonly Outcome[] = ['n/a', 'pass', 'fail', 'waived', 'no data'];

/** The outcomes of the rules. They are kept of every encounter, so each takes one character, in the order of the catalogue. */
class Outcomes {
  private readonly inOrder: string;

  constructor(inOrder: readonly Outcome[]) {
    this.inOrder = String.fromCharCode(...inOrder.map(outcome => OUTCOMES.indexOf(outcome)));
  }

  get(ruleId: string): Outcome | undefined {
    const place = places.get(ruleId);
    return place === undefined ? undefined : OUTCOMES[this.inOrder.charCodeAt(place)];
  }
}

const NO_FINDINGS: readonly Finding[] = [];
const NO_WORDS: readonly string[] = [];

/** What one rule says of one encounter. */
class RuleResult implements RuleContext {
  rule: Rule = waiverRule;
  private level: LevelSet;
  private found: Finding[] | undefined;
  private lacks: string[] | undefined;
  private hasApplied = false;
  private hasFailed = false;

  /** @param header where what the rule says stands with no line of evidence */
  constructor(private readonly header: SourceRange) {}

  /** Lets a rule that is not switched off speak of a visit. No rule before it has spoken here. */
  judge(rule: Rule, level: LevelSet, visit: Visit): void {
    this.rule = rule;
    this.level = level;
    this.hasApplied = false;
    try {
      rule.check(visit, this);
    } catch (error) {
      this.hasBroken(error);
    }
  }

  /** The same for what else a rule may speak of, unless it is switched off. */
  attempt(rule: Rule, level: LevelSet, speak: () => void): void {
    this.rule = rule;
    this.level = level;
    if (level === 'off') return;
    try {
      speak();
    } catch (error) {
      this.hasBroken(error);
    }
  }

  /** Whether there is more to keep than that the rule applies, or does not. */
  get hasSpoken(): boolean {
    return this.found !== undefined || this.lacks !== undefined;
  }

  get findings(): readonly Finding[] {
    return this.found ?? NO_FINDINGS;
  }

  get missingFacts(): readonly string[] {
    return this.lacks ?? NO_WORDS;
  }

  get outcome(): Outcome {
    return this.hasFailed ? 'fail' : this.lacks ? 'no data' : this.hasApplied ? 'pass' : 'n/a';
  }

  applies(): void {
    this.hasApplied = true;
  }

  report(failure: Violation): void {
    this.hasFailed = true;
    const { sources, unverified, edition } = failure;
    this.add(
      failure,
      this.level === undefined || this.level === 'off' ? (failure.severity ?? this.rule.severity) : this.level,
      'fail',
      {
        ...(sources ? { sources } : {}),
        ...(unverified ? { unverified } : {}),
        ...(edition ? { edition } : {}),
      },
    );
  }

  missing(fact: MissingFact): void {
    (this.lacks ??= []).push(truncate(fact.message));
    if (fact.show) this.add(fact, 'info', 'no data', {});
  }

  private add(
    said: Violation | MissingFact,
    severity: Severity,
    outcome: Finding['outcome'],
    extra: Partial<Finding>,
  ): void {
    const { rule, header } = this;
    const evidence = said.evidence?.length
      ? said.evidence.map(({ at, text }) => ({ at, text: truncate(text) }))
      : [{ at: header, text: 'this encounter' }];
    (this.found ??= []).push({
      rule: rule.id,
      severity,
      outcome,
      at: said.at,
      message: truncate(said.message),
      evidence,
      fixes: said.fixes?.map(fix => ({ ...fix, title: truncate(fix.title) })) ?? [],
      sources: rule.sources,
      ...extra,
    });
  }

  /** A rule that throws decides nothing. The text of the error is left out: it might quote the note. */
  private hasBroken(error: unknown): void {
    const { rule, header } = this;
    const kind = error instanceof Error ? error.name : 'error';
    this.hasFailed = false;
    this.lacks = [`The rule itself failed (${kind}).`];
    this.found = [
      {
        rule: rule.id,
        severity: 'warning',
        outcome: 'no data',
        at: header,
        evidence: [{ at: header, text: 'this encounter' }],
        fixes: [],
        sources: [],
        message: `The rule ${rule.id} failed on this encounter (${kind}) and decided nothing; this is a defect of Encounter Notes, and the other rules went on.`,
      },
    ];
  }
}

function byPlace(a: Finding, b: Finding): number {
  return a.at.start - b.at.start || a.at.end - b.at.end;
}
