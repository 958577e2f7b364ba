import type { Diagnostic, TextEdit } from 'vscode-languageserver';

/** A fix as a diagnostic carries it: everything that a code action needs, so that none re-checks anything. */
export interface CarriedFix {
  readonly kind: 'repair' | 'edit';
  readonly title: string;
  readonly edits: readonly TextEdit[];
}

/** `Diagnostic.data` of a finding; the client gives it back with a request for code actions. */
export interface FindingData {
  /** The version of the text that the ranges speak of; null for a note that is not open. */
  readonly version: number | null;
  readonly fixes: readonly CarriedFix[];
  /** The line that waives the rule in its encounter; absent where that cannot be. */
  readonly waiver?: TextEdit;
}

/** The data of a diagnostic, if it is one of ours and came back whole. */
export function findingData(diagnostic: Diagnostic): FindingData | undefined {
  const data: Partial<FindingData> | null | undefined = diagnostic.data;
  if (typeof data !== 'object' || data === null || !Array.isArray(data.fixes)) return undefined;
  const sound = data.fixes.every((fix: Partial<CarriedFix> | null) => typeof fix?.title === 'string' && Array.isArray(fix.edits));
  return sound && (data.version === null || typeof data.version === 'number') ? (data as FindingData) : undefined;
}
