import type { Diagnostic, Position } from 'vscode-languageserver';
import type { Finding } from '../core/check/finding.js';
import type { Context } from './context.js';
import { messageOf } from './diagnostic-text.js';
import type { Note } from './notes.js';

/** A finding of the text as it now is, and the diagnostic that shows it. */
export interface Match {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

/**
 * The findings that diagnostics show: the same rule says the same at the same place. Somebody who is quick asks with what was said of an
 * earlier text; what no longer stands there is left out.
 */
export function matchDiagnostics(
  { workspace }: Pick<Context, 'workspace'>,
  note: Note,
  diagnostics: readonly Diagnostic[],
): Match[] {
  if (!diagnostics.length) return [];
  const rules = new Set(diagnostics.map(({ code }) => code));
  const findings = new Map<string, Finding>();
  for (const finding of workspace.findings(note.key)) {
    if (rules.has(finding.rule))
      findings.set(
        said(finding.rule, workspace.locate(finding.at)?.range.start, messageOf(finding, workspace.codes)),
        finding,
      );
  }
  return diagnostics.flatMap(diagnostic => {
    const finding = findings.get(said(diagnostic.code, diagnostic.range?.start, diagnostic.message));
    return finding ? [{ finding, diagnostic }] : [];
  });
}

function said(rule: Diagnostic['code'], start: Position | undefined, message: Diagnostic['message']): string {
  return JSON.stringify([rule, start?.line, start?.character, message]);
}
