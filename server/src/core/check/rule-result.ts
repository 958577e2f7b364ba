import type { Severity } from '../policy/severity.js';
import type { MissingFact, Outcome, RuleContext, RuleInfo, Violation } from '../rules/rule.js';
import type { SourceRange } from '../syntax/source-range.js';
import { truncate } from '../text/truncate.js';
import type { Finding } from './finding.js';

/** Nearly every rule finds nothing in an encounter: one shared empty list saves two allocations for each rule. */
const NONE: readonly never[] = [];

/** What one rule finds on one encounter. */
export class RuleResult implements RuleContext {
  private found: Finding[] | undefined;
  private unknown: string[] | undefined;
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

  get findings(): readonly Finding[] {
    return this.found ?? NONE;
  }

  /** Why the rule has no data, if it has none. */
  get missingFacts(): readonly string[] {
    return this.unknown ?? NONE;
  }

  get outcome(): Outcome {
    if (this.hasFailed) return 'fail';
    if (this.unknown) return 'no data';
    return this.hasApplied ? 'pass' : 'n/a';
  }

  /** Runs a check. A rule that throws decides nothing, and the other rules go on. */
  run<T>(check: (subject: T, context: RuleContext) => void, subject: T): this {
    try {
      check(subject, this);
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
    (this.unknown ??= []).push(fact.message);
    if (fact.show) this.add(fact, 'info', 'no data', fact.sources ? { sources: fact.sources } : {});
  }

  private add(
    found: Violation | MissingFact,
    severity: Severity,
    outcome: Finding['outcome'],
    extra: Partial<Finding> = {},
  ): void {
    (this.found ??= []).push({
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
    this.unknown = [`The rule failed (${kind}).`];
    const defect: Finding = {
      rule: this.rule.id,
      severity: 'warning',
      outcome: 'no data',
      at: this.header,
      message:
        `The rule ${this.rule.id} failed on this encounter (${kind}) and decided nothing. This is a defect ` +
        'of Encounter Notes; the other rules were checked.',
      evidence: this.headerEvidence(),
      fixes: [],
      isRepairable: false,
      sources: [],
    };
    this.found = [defect];
  }

  /** Adds to each finding what it gathers of other rules. */
  gather(gathered: readonly Finding[]): this {
    this.found = this.found?.map(finding => ({ ...finding, gathered }));
    return this;
  }

  private headerEvidence(): Finding['evidence'] {
    return [{ at: this.header, text: 'this encounter' }];
  }
}
