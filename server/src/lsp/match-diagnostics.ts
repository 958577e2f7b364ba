import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../core/check/finding.js';
import type { Context } from './context.js';
import { findingId } from './finding-id.js';
import type { Note } from './notes.js';
import { isRange } from './sync.js';
import { messageOf } from './to-proto.js';

/** A finding of the text as it is now, and the diagnostic that shows it. */
export interface Match {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

/**
 * The findings that diagnostics show, by the id in their `data`. A request can hold diagnostics of an earlier text: a finding that is gone
 * or has moved is left out.
 */
export function matchDiagnostics(
  { workspace }: Pick<Context, 'workspace'>,
  note: Note,
  diagnostics: readonly Diagnostic[],
): Match[] {
  if (!diagnostics.length) return [];
  const rules = new Set(diagnostics.map(({ code }) => code));
  const byId = new Map<string, Finding>();
  for (const finding of workspace.findings(note.key)) {
    const range = rules.has(finding.rule) ? workspace.locate(finding.at)?.range : undefined;
    const message = messageOf(finding, workspace.codes);
    if (range) byId.set(findingId({ code: finding.rule, range, message }), finding);
  }
  return diagnostics.flatMap(diagnostic => {
    const finding = isRange(diagnostic.range) ? byId.get(idOf(diagnostic)) : undefined;
    return finding ? [{ finding, diagnostic }] : [];
  });
}

/** A client that does not support `data` drops it; the id follows from what it keeps. */
function idOf(diagnostic: Diagnostic): string {
  const { data } = diagnostic;
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string'
    ? data.id
    : findingId(diagnostic);
}
