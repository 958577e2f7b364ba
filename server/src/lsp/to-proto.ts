import {
  DiagnosticSeverity,
  DiagnosticTag,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  type Location,
  type TextEdit,
} from 'vscode-languageserver';
import type { CodeSets } from '../core/codes/types.js';
import type { SourceRange } from '../core/syntax/source-range.js';
import type { Finding } from '../core/check/finding.js';
import type { Severity } from '../core/policy/severity.js';
import type { Workspace } from '../core/workspace/workspace.js';
import type { Host } from './host.js';
import type { Notes } from './notes.js';
import { findingId } from './finding-id.js';

interface Known {
  readonly workspace: Workspace;
  readonly notes: Notes;
}

/** The `source` of every diagnostic of this server. */
export const SOURCE = 'encounter-notes';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};
/** Rules whose findings mark text that has no effect; editors fade it. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['duplicate-field', 'diagnosis-duplicate']);

/**
 * Where a range of a note is now, under the address that the editor uses; undefined if its text is no longer part of a
 * note.
 */
export function toLocation({ workspace, notes }: Known, place: SourceRange): Location | undefined {
  const location = workspace.locate(place);
  return location && { uri: notes.byKey(location.uri)?.uri ?? location.uri, range: location.range };
}

/** An edit of the core as an edit of the protocol. */
export function toTextEdit(
  { workspace }: Pick<Known, 'workspace'>,
  edit: { readonly at: SourceRange; readonly text: string },
): TextEdit | undefined {
  const location = workspace.locate(edit.at);
  return location && { range: location.range, newText: edit.text };
}

/**
 * A finding as a diagnostic; undefined if its text is no longer part of a note. Code actions find the finding again by
 * the id in `data`. Fixes are not included: they are as long as everything else, and a client asks for those of one
 * finding at a time.
 */
export function toDiagnostic(context: Known & { readonly host: Host }, finding: Finding): Diagnostic | undefined {
  const location = toLocation(context, finding.at);
  if (!location) return undefined;
  const page = context.host.rulePage(finding.rule);
  const { range } = location;
  const message = messageOf(finding, context.workspace.codes);
  const relatedInformation = toRelatedInformation(context, finding);
  return {
    range,
    severity: SEVERITIES[finding.severity],
    source: SOURCE,
    code: finding.rule,
    ...(page === undefined ? {} : { codeDescription: { href: page } }),
    message,
    relatedInformation,
    ...(WITHOUT_EFFECT.has(finding.rule) ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    data: { id: findingId({ code: finding.rule, range, message, relatedInformation }) },
  };
}

/** The evidence of a finding, as far as its text is still part of a note. */
export function toRelatedInformation(known: Known, { evidence }: Finding): DiagnosticRelatedInformation[] {
  return evidence.flatMap(({ at, text }) => {
    const location = toLocation(known, at);
    return location ? [{ location, message: text }] : [];
  });
}

/**
 * The sentence; on a second line its first source, and how many more the page of the rule and Explain list; on a third
 * line what is not verified.
 */
export function messageOf(finding: Finding, codes: CodeSets): string {
  const [first, ...others] = finding.sources;
  return [
    finding.message,
    ...(first === undefined ? [] : [`Source: ${sourceOf(first, finding, codes)}${moreOf(others.length)}`]),
    ...(finding.unverified ? [`Not verified: ${finding.unverified}`] : []),
  ].join('\n');
}

/** The title, and the edition that the finding rests on. */
function sourceOf(id: string, finding: Finding, codes: CodeSets): string {
  const { title, edition } = codes.source(id);
  return [title, finding.edition ?? edition].filter(Boolean).join(', ');
}

const moreOf = (count: number): string => (count === 0 ? '' : ` (+${count})`);
