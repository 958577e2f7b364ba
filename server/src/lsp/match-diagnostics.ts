import type { Diagnostic, Position } from 'vscode-languageserver';
import type { Finding } from '../core/check/finding.js';
import type { Context } from './context.js';
import { findingId } from './finding-id.js';
import type { Note } from './notes.js';

/** A finding of the text as it is now, and the diagnostic that shows it. */
export interface Match {
  readonly finding: Finding;
  readonly diagnostic: Diagnostic;
}

/**
 * The findings that diagnostics show, by the id in their `data`; a client that drops `data` gets those of the same rule at the same place.
 * A request can hold diagnostics of an earlier text: a finding that is gone is left out. Of two findings with one id (the same encounter
 * twice) the nearest is taken.
 */
export function matchDiagnostics(
  { workspace }: Pick<Context, 'workspace'>,
  note: Note,
  diagnostics: readonly Diagnostic[],
): Match[] {
  if (!diagnostics.length) return [];
  const rules = new Set(diagnostics.map(({ code }) => code));
  const byId = new Map<string, Finding[]>();
  const candidates = workspace.findings(note.key).filter(({ rule }) => rules.has(rule));
  for (const finding of candidates) {
    const id = findingId(finding);
    byId.set(id, [...(byId.get(id) ?? []), finding]);
  }
  const startOf = ({ at }: Finding): Position | undefined => workspace.locate(at)?.range.start;
  const isAt = (finding: Finding, { code, range }: Diagnostic): boolean => {
    const start = startOf(finding);
    return (
      finding.rule === code && start?.line === range?.start?.line && start?.character === range?.start?.character
    );
  };
  const nearest = (findings: readonly Finding[], { range }: Diagnostic): Finding | undefined => {
    const away = (finding: Finding): number => Math.abs((startOf(finding)?.line ?? Infinity) - (range?.start?.line ?? 0));
    return findings.length > 1 ? findings.toSorted((a, b) => away(a) - away(b))[0] : findings[0];
  };
  return diagnostics.flatMap(diagnostic => {
    const id = idOf(diagnostic);
    const finding =
      id === undefined
        ? candidates.find(candidate => isAt(candidate, diagnostic))
        : nearest(byId.get(id) ?? [], diagnostic);
    return finding ? [{ finding, diagnostic }] : [];
  });
}

function idOf({ data }: Diagnostic): string | undefined {
  return typeof data === 'object' && data !== null && 'id' in data && typeof data.id === 'string' ? data.id : undefined;
}
