import type { Range } from '../../core/workspace/note-file.js';
import type { SerializedFinding } from '../serialized-finding.js';
import type { Format } from './reporter.js';
import { slashed } from './words.js';
import type { Severity } from '../../core/policy/severity.js';

const COMMANDS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  info: 'notice',
  hint: 'notice',
};

/**
 * Workflow commands of GitHub Actions, which show each finding at its line of a pull request. Waived findings are
 * settled and not shown.
 */
export function github(): Format {
  return {
    open: () => '',
    note: ({ findings }) =>
      findings.map(finding => command({ ...finding, title: finding.rule, message: textOf(finding) })).join(''),
    problem: problem => command({ ...problem, title: problem.kind }),
    close: () => '',
  };
}

interface Annotation {
  readonly severity: Severity;
  readonly file: string;
  readonly range: Range;
  readonly title: string;
  readonly message: string;
}

function textOf({ message, evidence, fixes, unverified }: SerializedFinding): string {
  return [
    message,
    ...evidence.map(({ file, range, text }) => `${slashed(file)}:${range.start.line + 1}: ${text}`),
    ...(unverified ? [`Not verified: ${unverified}`] : []),
    ...fixes.map(({ title }) => `Fix: ${title}`),
  ].join('\n');
}

function command({ severity, file, range: { start, end }, title, message }: Annotation): string {
  // Columns are known to it only within one line.
  const columns =
    start.line === end.line
      ? { col: start.character + 1, endColumn: Math.max(start.character + 1, end.character) }
      : {};
  const properties = { file: slashed(file), line: start.line + 1, endLine: end.line + 1, ...columns, title };
  return `::${COMMANDS[severity]} ${Object.entries(properties)
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
    .join(',')}::${escapeData(message)}\n`;
}

/** As the toolkit of GitHub Actions escapes. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
