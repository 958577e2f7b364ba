import type { CodeSetName, CodeSets } from '../codes/types.js';
import type { Encounter } from '../encounter/model.js';
import type { Finding } from '../check/finding.js';
import { RULES } from '../check/catalog.js';
import type { Outcome } from '../rules/rule.js';
import { lineAt } from '../syntax/line-at.js';
import type { Workspace } from '../workspace/workspace.js';
import { derivedClaim, lineText, type DerivedClaim } from './derived-claim.js';
import { claimValue, worthOf, type ClaimValue } from './money.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { Severity } from '../policy/severity.js';

/** The report as JSON; its schema is `schemas/report.schema.json`. Lines are 1-based. */
export interface Report {
  readonly format: 'encounter-notes-report';
  readonly version: 1;
  /** Code set → the editions in force on the dates of service, oldest date first; without encounters the newest. */
  readonly editions: Readonly<Record<string, string>>;
  readonly encounters: readonly EncounterReport[];
}

export interface EncounterReport {
  readonly file: string;
  readonly line: number;
  readonly date: string | null;
  readonly patient: string | null;
  readonly services: readonly string[];
  /** The payer profile that it was checked by; `national` without one. */
  readonly profile: string;
  readonly claim: ClaimReport;
  readonly counts: Readonly<Record<Outcome, number>>;
  /** Every rule that had something to check, in the order of the catalog. */
  readonly rules: readonly RuleReport[];
  /** Rules that had nothing to check here. */
  readonly notApplicable: readonly string[];
  readonly waivers: readonly {
    readonly rule: string;
    readonly reason: string | null;
    readonly initials: string | null;
    readonly line: number;
    readonly holds: boolean;
  }[];
}

export interface ClaimReport {
  readonly sentence: string;
  readonly supported: readonly {
    readonly line: string;
    readonly reasons: readonly CitedLine[];
    readonly arithmetic?: string;
    readonly doubt?: string;
  }[];
  readonly billed: readonly string[];
  /** At a loaded fee schedule, with the practice's locality and conversion factor; absent without both. */
  readonly value?: ClaimValue;
}

export interface CitedLine {
  readonly says: string;
  readonly file?: string;
  readonly line?: number;
  readonly text?: string;
}

export interface RuleReport {
  readonly id: string;
  readonly title: string;
  readonly outcome: Outcome;
  readonly sources: readonly string[];
  readonly findings: readonly FindingReport[];
  /** Why it had no data. */
  readonly missing: readonly string[];
}

export interface FindingReport {
  readonly severity: Severity;
  readonly line: number;
  readonly message: string;
  readonly evidence: readonly CitedLine[];
  readonly sources: readonly string[];
  readonly edition?: string;
  readonly unverified?: string;
  /** What it is worth, under the same condition: `$23.10 less with the fix`. */
  readonly worth?: string;
}

const EDITIONS: readonly CodeSetName[] = [
  'CPT',
  'HCPCS',
  'ICD-10-CM',
  'NCCI',
  'MUE',
  'MPFS',
  'modifiers',
  'places',
  'taxonomy',
];

/**
 * What was decided on the encounters of some files, and what was not.
 * @param name how a file is called in the report, from its address
 */
export function report(
  workspace: Workspace,
  uris: readonly string[],
  name: (uri: string) => string = uri => uri,
): Report {
  return reportOf(
    workspace,
    uris.flatMap(uri => workspace.encounters(uri)),
    name,
  );
}

/** The same for some encounters of the workspace. */
export function reportOf(workspace: Workspace, of: readonly Encounter[], name: (uri: string) => string): Report {
  const encounters = of.map(encounter => encounterReport(workspace, encounter, name));
  return {
    format: 'encounter-notes-report',
    version: 1,
    editions: editionsOn(workspace.codes, new Set(encounters.map(({ date }) => date))),
    encounters,
  };
}

/**
 * Code set → the editions in force on the dates of service. Without a date the newest.
 * @param dates null: an encounter without a valid date
 */
export function editionsOn(codes: CodeSets, dates: ReadonlySet<string | null>): Readonly<Record<string, string>> {
  const days: readonly (string | undefined)[] =
    dates.size > 0 ? [...dates].map(date => date ?? undefined).sort() : [undefined];
  const named = (set: CodeSetName): string => [...new Set(days.map(day => codes.on(day).edition(set)))].join(', ');
  return Object.fromEntries(EDITIONS.map(set => [set, named(set)]));
}

function encounterReport(workspace: Workspace, encounter: Encounter, name: (uri: string) => string): EncounterReport {
  const { block } = encounter;
  const verdict = workspace.verdict(block);
  const visit = workspace.visit(block)!;
  const cite = citing(workspace, name);
  const { fees } = workspace.settings(workspace.locate(encounter.header)!.uri);
  const value = claimValue(visit, fees);
  const all = [...verdict.findings, ...verdict.waived].flatMap(finding => [finding, ...(finding.gathered ?? [])]);
  const rules: RuleReport[] = [];
  const notApplicable: string[] = [];
  const counts: Record<Outcome, number> = { pass: 0, fail: 0, waived: 0, 'no data': 0, 'n/a': 0 };
  for (const rule of RULES) {
    const outcome = verdict.outcomes.get(rule.id) ?? 'n/a';
    counts[outcome]++;
    if (outcome === 'n/a') notApplicable.push(rule.id);
    else {
      const findings = all
        .filter(finding => finding.rule === rule.id)
        .map((finding): FindingReport => {
          const worth = worthOf(workspace, visit, finding, fees);
          return { ...findingReport(workspace.codes, finding, cite), ...(worth ? { worth } : {}) };
        });
      rules.push({
        id: rule.id,
        title: rule.title,
        outcome,
        sources: titles(workspace.codes, rule.sources),
        findings,
        missing: verdict.missing.get(rule.id) ?? [],
      });
    }
  }
  const where = workspace.locate(encounter.header)!;
  return {
    file: name(where.uri),
    line: where.range.start.line + 1,
    date: encounter.date ?? null,
    patient: encounter.patient?.value ?? null,
    services: encounter.services.map(s => s.value),
    profile: visit.policy.id,
    claim: { ...claimReport(derivedClaim(visit), cite), ...(value ? { value } : {}) },
    counts,
    rules,
    notApplicable,
    waivers: encounter.waivers.map(waiver => ({
      rule: waiver.rule.value,
      reason: waiver.reason?.value ?? null,
      initials: waiver.initials?.value ?? null,
      line: cite(waiver, '').line!,
      holds: verdict.waived.some(finding => finding.waivedBy?.start === waiver.start),
    })),
  };
}

type Cite = (at: SourceRange | undefined, says: string) => CitedLine;

function citing(workspace: Workspace, name: (uri: string) => string): Cite {
  return (at, says) => {
    const location = at && workspace.locate(at);
    if (!at || !location) return { says };
    const line = lineAt(at.block, at.start);
    return {
      says,
      file: name(location.uri),
      line: location.range.start.line + 1,
      text: line ? at.block.text.slice(line.start, line.end).trim() : '',
    };
  };
}

function claimReport(claim: DerivedClaim, cite: Cite): ClaimReport {
  return {
    sentence: claim.sentence,
    supported: claim.supported.map(line => ({
      line: lineText(line),
      reasons: line.reasons.map(reason => cite(reason.at, reason.text)),
      ...(line.arithmetic ? { arithmetic: line.arithmetic } : {}),
      ...(line.doubt ? { doubt: line.doubt } : {}),
    })),
    billed: claim.billed.map(line => (line.unsure ? '? ' : '') + lineText(line)),
  };
}

function findingReport(codes: CodeSets, finding: Finding, cite: Cite): FindingReport {
  return {
    severity: finding.severity,
    line: cite(finding.at, '').line!,
    message: finding.message,
    evidence: finding.evidence.map(e => cite(e.at, e.text)),
    sources: titles(codes, finding.sources),
    ...(finding.edition ? { edition: finding.edition } : {}),
    ...(finding.unverified ? { unverified: finding.unverified } : {}),
  };
}

function titles(codes: CodeSets, ids: readonly string[]): string[] {
  return ids.map(id => {
    const source = codes.source(id);
    return source.edition ? `${source.title}, ${source.edition}` : source.title;
  });
}
