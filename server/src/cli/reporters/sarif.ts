import { repository, version } from '../../../../package.json';
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
  const unreadable: FileProblem[] = [];
  const ruleIndexes = new Map(language.rules.map((rule, i) => [rule.id, i]));
  const artifactIndexes = new Map<string, number>();
  const artifact = (file: string): { uri: string; index: number } => {
    let index = artifactIndexes.get(file);
    if (index === undefined) artifactIndexes.set(file, (index = artifactIndexes.size));
    return { uri: uriOf(file), index };
  };
  const seen = new Map<string, number>();
  /**
   * The same for a finding whose line only moved, so that a viewer can tell new findings from old ones. Only a hash: no
   * text of the note.
   */
  const fingerprint = ({ file, rule, line }: SerializedFinding): string => {
    const hash = sha256(`${uriOf(file)}\0${rule}\0${line.text.trim()}`);
    const occurrence = (seen.get(hash) ?? 0) + 1;
    seen.set(hash, occurrence);
    return `${hash}:${occurrence}`;
  };
  const physical = ({ file, range }: { readonly file: string; readonly range: Range }): object => ({
    artifactLocation: artifact(file),
    region: region(range),
  });
  const result = (finding: SerializedFinding): object => ({
    ruleId: finding.rule,
    ruleIndex: ruleIndexes.get(finding.rule),
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [{ physicalLocation: physical(finding) }],
    partialFingerprints: { 'ruleAndLine/v1': fingerprint(finding) },
    relatedLocations: finding.evidence.map((evidence, id) => ({
      id,
      physicalLocation: physical(evidence),
      message: { text: evidence.text },
    })),
    ...(finding.fixes.length
      ? {
          fixes: finding.fixes.map(fix => ({
            description: { text: fix.title },
            artifactChanges: [
              {
                artifactLocation: artifact(finding.file),
                replacements: fix.edits.map(edit => ({
                  deletedRegion: region(edit.range),
                  insertedContent: { text: edit.newText },
                })),
              },
            ],
            properties: { kind: fix.kind },
          })),
        }
      : {}),
    ...(finding.waivedBy ? { suppressions: [{ kind: 'inSource', justification: finding.waivedBy.reason }] } : {}),
    properties: {
      severity: finding.severity,
      outcome: finding.waivedBy ? 'waived' : finding.outcome,
      sources: finding.sources.map(id => language.codes.source(id).title),
      ...(finding.edition ? { edition: finding.edition } : {}),
      ...(finding.unverified ? { unverified: finding.unverified } : {}),
      ...(finding.waivedBy?.initials ? { waivedBy: finding.waivedBy.initials } : {}),
    },
  });
  let isFirst = true;
  const listed = (results: readonly object[]): string =>
    results
      .map(one => {
        const comma = isFirst ? '\n' : ',\n';
        isFirst = false;
        return comma + JSON.stringify(one);
      })
      .join('');
  return {
    open: () => {
      const rules = language.rules.map(rule => ({
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
      }));
      const driver = {
        name: 'Encounter Notes',
        semanticVersion: version,
        rules,
        properties: { data: language.editions() },
      };
      return `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":${JSON.stringify({ driver })},\n"columnKind":"utf16CodeUnits",\n"results":[`;
    },
    note: (note: CheckedNote) => {
      artifact(note.file);
      return listed([...note.findings, ...note.waived].map(result));
    },
    problem: problem => {
      const { kind, severity, file, range, message } = problem;
      if (kind !== 'unreadable-file')
        return listed([
          {
            ruleId: kind,
            level: LEVELS[severity],
            message: { text: message },
            locations: [{ physicalLocation: physical({ file, range }) }],
          },
        ]);
      unreadable.push(problem);
      return '';
    },
    close: () => {
      const invocations = [
        {
          executionSuccessful: unreadable.length === 0,
          toolExecutionNotifications: unreadable.map(({ file, message }) => ({
            level: 'error',
            message: { text: `${file}: ${message}` },
          })),
        },
      ];
      const artifacts = [...artifactIndexes.keys()].map(file => ({ location: { uri: uriOf(file) } }));
      return `\n],\n"artifacts":${JSON.stringify(artifacts)},\n"invocations":${JSON.stringify(invocations)}}]}\n`;
    },
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
