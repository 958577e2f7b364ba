import { repository, version } from '../../../../package.json';
import type { Language } from '../../core/language.js';
import { ruleMarkdown } from '../../core/rules/rule-page.js';
import type { Range } from '../../core/workspace/note-file.js';
import type { CheckedNote, SerializedFinding } from '../serialized-finding.js';
import { sha256 } from '../run/encounter-record.js';
import type { FileProblem, Format, ReporterContext } from './reporter.js';
import { uriOf } from './words.js';
import type { Severity } from '../../core/policy/severity.js';

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
  hint: 'note',
};

/** Where the page of a rule is published, for this version. */
const RULE_PAGES = `${repository.url.replace(/\.git$/, '')}/blob/v${version}/docs/rules`;

/**
 * SARIF 2.1.0: one run, a result a line; waived findings are suppressed results with their reason. Columns count UTF-16
 * units, as editors do. The artifacts come last, as they are known only then.
 */
export function sarif({ language }: ReporterContext): Format {
  return new Sarif(language);
}

class Sarif implements Format {
  private readonly unreadable: FileProblem[] = [];
  private readonly ruleIndexes: ReadonlyMap<string, number>;
  private readonly artifactIndexes = new Map<string, number>();
  /** How often each hash of a finding has been seen. */
  private readonly seen = new Map<string, number>();
  private readonly dates = new Set<string | null>();
  private isFirst = true;

  constructor(private readonly language: Language) {
    this.ruleIndexes = new Map(language.rules.map((rule, i) => [rule.id, i]));
  }

  open(): string {
    const driver = {
      name: 'Encounter Notes',
      semanticVersion: version,
      rules: this.language.rules.map(rule => describeRule(rule, this.language)),
    };
    return `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":${JSON.stringify({ driver })},\n"columnKind":"utf16CodeUnits",\n"results":[`;
  }

  note(note: CheckedNote): string {
    this.artifact(note.file);
    for (const date of note.dates) this.dates.add(date);
    return this.listed([...note.findings, ...note.waived].map(finding => this.result(finding)));
  }

  problem(problem: FileProblem): string {
    const { kind, severity, file, range, message } = problem;
    if (kind === 'unreadable-file') {
      this.unreadable.push(problem);
      return '';
    }
    return this.listed([
      {
        ruleId: kind,
        level: LEVELS[severity],
        message: { text: message },
        locations: [{ physicalLocation: this.physical({ file, range }) }],
      },
    ]);
  }

  close(): string {
    const invocations = [
      {
        executionSuccessful: this.unreadable.length === 0,
        toolExecutionNotifications: this.unreadable.map(({ file, message }) => ({
          level: 'error',
          message: { text: `${file}: ${message}` },
        })),
      },
    ];
    const artifacts = [...this.artifactIndexes.keys()].map(file => ({ location: { uri: uriOf(file) } }));
    const properties = { data: this.language.editions(...this.dates) };
    return `\n],\n"artifacts":${JSON.stringify(artifacts)},\n"invocations":${JSON.stringify(invocations)},\n"properties":${JSON.stringify(properties)}}]}\n`;
  }

  private result(finding: SerializedFinding): object {
    const { waivedBy } = finding;
    return {
      ruleId: finding.rule,
      ruleIndex: this.ruleIndexes.get(finding.rule),
      level: LEVELS[finding.severity],
      message: { text: finding.message },
      locations: [{ physicalLocation: this.physical(finding) }],
      partialFingerprints: { 'ruleAndLine/v1': this.fingerprint(finding) },
      relatedLocations: finding.evidence.map((evidence, id) => ({
        id,
        physicalLocation: this.physical(evidence),
        message: { text: evidence.text },
      })),
      ...(finding.fixes.length ? { fixes: this.fixes(finding) } : {}),
      ...(waivedBy ? { suppressions: [{ kind: 'inSource', justification: waivedBy.reason }] } : {}),
      properties: {
        severity: finding.severity,
        outcome: waivedBy ? 'waived' : finding.outcome,
        sources: finding.sources.map(id => this.language.codes.source(id).title),
        ...(finding.edition ? { edition: finding.edition } : {}),
        ...(finding.unverified ? { unverified: finding.unverified } : {}),
        ...(waivedBy?.initials ? { waivedBy: waivedBy.initials } : {}),
      },
    };
  }

  private fixes(finding: SerializedFinding): object[] {
    return finding.fixes.map(fix => ({
      description: { text: fix.title },
      artifactChanges: [
        {
          artifactLocation: this.artifact(finding.file),
          replacements: fix.edits.map(edit => ({
            deletedRegion: region(edit.range),
            insertedContent: { text: edit.newText },
          })),
        },
      ],
      properties: { kind: fix.kind },
    }));
  }

  private artifact(file: string): { uri: string; index: number } {
    const index = this.artifactIndexes.get(file) ?? this.artifactIndexes.size;
    this.artifactIndexes.set(file, index);
    return { uri: uriOf(file), index };
  }

  private physical({ file, range }: { readonly file: string; readonly range: Range }): object {
    return { artifactLocation: this.artifact(file), region: region(range) };
  }

  /**
   * The same for a finding whose line only moved, so that a viewer can tell new findings from old ones. Only a hash: no
   * text of the note.
   */
  private fingerprint({ file, rule, line }: SerializedFinding): string {
    const hash = sha256(`${uriOf(file)}\0${rule}\0${line.text.trim()}`);
    const occurrence = (this.seen.get(hash) ?? 0) + 1;
    this.seen.set(hash, occurrence);
    return `${hash}:${occurrence}`;
  }

  private listed(results: readonly object[]): string {
    return results
      .map(one => {
        const comma = this.isFirst ? '\n' : ',\n';
        this.isFirst = false;
        return comma + JSON.stringify(one);
      })
      .join('');
  }
}

function describeRule(rule: Language['rules'][number], language: Language): object {
  return {
    id: rule.id,
    name: rule.title,
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.description },
    helpUri: `${RULE_PAGES}/${rule.id}.md`,
    help: {
      text: `${rule.description}\n\n${rule.rationale}`,
      markdown: ruleMarkdown(rule, language.codes, language.profiles),
    },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { group: rule.group, severity: rule.severity },
  };
}

function region({ start, end }: Range): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}
