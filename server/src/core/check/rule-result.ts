import type { Severity } from '../policy/severity.js';
import type { MissingFact, Outcome, RuleContext, RuleInfo, Violation } from '../rules/rule.js';
import type { SourceRange } from '../syntax/source-range.js';
import { truncate } from '../text/truncate.js';
import type { Finding } from './finding.js';

/** What one rule finds on one encounter. */
export class RuleResult implements RuleContext {
  readonly findings: Finding[] = [];
  /** Why the rule has no data, if it has none. */
  readonly missingFacts: string[] = [];
  private hasApplied = false;
  private hasFailed = false;

  /**
   * @param level set by the user or the profile; undefined leaves the rule its own
   * @param header the evidence of a finding that names no line
   */
  constructor(
    readonly rule: RuleInfo,
    private readonly level: Severity | undefined,
    private readonly header: SourceRange,
  ) {}

  get outcome(): Outcome {
    if (this.hasFailed) return 'fail';
    if (this.missingFacts.length > 0) return 'no data';
    return this.hasApplied ? 'pass' : 'n/a';
  }

  /** Runs a check. A rule that throws decides nothing, and the other rules go on. */
  run(check: (context: RuleContext) => void): this {
    try {
      check(this);
    } catch (error) {
      this.recordDefect(error);
    }
    return this;
  }

  applies(): void {
    this.hasApplied = true;
  }

  report(violation: Violation): void {
    this.hasFailed = true;
    const { sources, unverified, edition } = violation;
    const severity = this.level ?? violation.severity ?? this.rule.severity;
    this.add(violation, severity, 'fail', {
      ...(sources ? { sources } : {}),
      ...(unverified ? { unverified } : {}),
      ...(edition ? { edition } : {}),
    });
  }

  missing(fact: MissingFact): void {
    this.missingFacts.push(truncate(fact.message));
    if (fact.show) this.add(fact, 'info', 'no data');
  }

  private add(
    found: Violation | MissingFact,
    severity: Severity,
    outcome: Finding['outcome'],
    extra: Partial<Finding> = {},
  ): void {
    this.findings.push({
      rule: this.rule.id,
      severity,
      outcome,
      at: found.at,
      message: truncate(found.message),
      evidence: found.evidence?.length
        ? found.evidence.map(({ at, text }) => ({ at, text: truncate(text) }))
        : this.headerEvidence(),
      fixes: found.fixes?.map(fix => ({ ...fix, title: truncate(fix.title) })) ?? [],
      isRepairable: found.fixes?.some(({ kind }) => kind === 'repair') ?? false,
      sources: this.rule.sources,
      ...extra,
    });
  }

  /** The text of the error is left out: it might quote the note. */
  private recordDefect(error: unknown): void {
    const kind = error instanceof Error ? error.name : 'error';
    this.hasFailed = false;
    this.missingFacts.splice(0, Infinity, `The rule failed (${kind}).`);
    this.findings.splice(0, Infinity, {
      rule: this.rule.id,
      severity: 'warning',
      outcome: 'no data',
      at: this.header,
      message: `The rule ${this.rule.id} failed on this encounter (${kind}) and decided nothing. This is a defect of Encounter Notes; the other rules were checked.`,
      evidence: this.headerEvidence(),
      fixes: [],
      isRepairable: false,
      sources: [],
    });
  }

  private headerEvidence(): Finding['evidence'] {
    return [{ at: this.header, text: 'this encounter' }];
  }
}
