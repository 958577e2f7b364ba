import type { Diagnostic } from 'vscode-languageserver';
import type { Finding } from '../core/check/finding.js';
import type { Context } from './context.js';
import { findingId } from './finding-id.js';
import type { Note } from './notes.js';
import { isRange } from './sync.js';
import { messageOf, toRelatedInformation } from './to-proto.js';

/** A finding of the text as it is now, and the diagnostic that shows it. */
export interface Match {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

/**
 * The findings that diagnostics show, by the id in their `data`. A request can hold diagnostics of an earlier text: a
 * finding that is gone or has moved is left out.
 */
export function matchDiagnostics(
  context: Pick<Context, 'workspace' | 'notes' | 'diagnostics'>,
  note: Note,
  diagnostics: readonly Diagnostic[],
): Match[] {
  if (!diagnostics.length) return [];
  const { workspace } = context;
  const rules = new Set(diagnostics.map(({ code }) => code));
  const byId = new Map<string, Finding>();
  for (const found of workspace.findings(note.key)) {
    const range = rules.has(found.rule) ? workspace.locate(found.at)?.range : undefined;
    if (!range) continue;
    const finding = context.diagnostics.answer(found);
    const shown = { code: finding.rule, range, message: messageOf(finding, workspace.codes) };
    byId.set(findingId({ ...shown, relatedInformation: toRelatedInformation(context, finding) }), finding);
    const plain = findingId(shown);
    if (!byId.has(plain)) byId.set(plain, finding);
  }
  return diagnostics.flatMap(diagnostic => {
    const finding = isRange(diagnostic.range) ? byId.get(idOf(diagnostic)) : undefined;
    return finding ? [{ finding, diagnostic }] : [];
  });
}

/**
 * A client that does not support `data` drops it; the id follows from rule, place and message, which every client
 * keeps.
 */
function idOf(diagnostic: Diagnostic): string {
  const { data, code, range, message } = diagnostic;
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string'
    ? data.id
    : findingId({ code, range, message });
}
