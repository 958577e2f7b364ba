import type { Range } from '../../core/workspace/note-file.js';
import type { SerializedFinding } from '../serialized-finding.js';
import type { FileProblem, Format, ReporterContext } from './reporter.js';
import { slashed } from './words.js';

/** One finding an object, one object a line; `schemas/finding.schema.json` says what it holds. Lines and columns are 1-based. */
export function jsonl({ language }: ReporterContext): Format {
  const line = (value: object): string => `${JSON.stringify(value)}\n`;
  const source = (id: string): object => ({ id, title: language.codes.source(id).title });
  const entry = (finding: SerializedFinding): string =>
    line({
      file: slashed(finding.file),
      ...place(finding.range),
      rule: finding.rule,
      severity: finding.severity,
      outcome: finding.waivedBy ? 'waived' : finding.outcome,
      message: finding.message,
      evidence: finding.evidence.map(evidence => ({
        file: slashed(evidence.file),
        ...place(evidence.range),
        says: evidence.text,
        text: evidence.line.text,
      })),
      fixes: finding.fixes.map(({ kind, title, edits }) => ({
        kind,
        title,
        edits: edits.map(edit => ({ ...place(edit.range), newText: edit.newText })),
      })),
      sources: finding.sources.map(source),
      ...(finding.edition ? { edition: finding.edition } : {}),
      ...(finding.unverified ? { unverified: finding.unverified } : {}),
      ...(finding.waivedBy ? { waivedBy: { ...finding.waivedBy, line: finding.waivedBy.line + 1 } } : {}),
    });
  return {
    open: () => '',
    note: ({ findings, waived }) => [...findings, ...waived].map(entry).join(''),
    problem: ({ kind, severity, file, range, message }: FileProblem) =>
      line({
        file: slashed(file),
        ...place(range),
        rule: kind,
        severity,
        outcome: 'fail',
        message,
        evidence: [],
        fixes: [],
        sources: [],
      }),
    close: () => '',
  };
}

function place({ start, end }: Range): object {
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}
