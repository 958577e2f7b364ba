import type { Severity } from './rules/rule.js';

/** Of one note, more findings than anybody works through; the rest shows as these are mended. */
export const MOST_FINDINGS = 1000;

/** 0 for the most severe. */
export const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** The most severe findings of a note, in their order; of two that are equally severe the upper one. All where there are no more than that. */
export function mostSevere<T>(findings: readonly T[], rankOf: (finding: T) => number, most = MOST_FINDINGS): readonly T[] {
  if (findings.length <= most) return findings;
  const kept = new Set(findings.map((_, i) => i).sort((a, b) => rankOf(findings[a]!) - rankOf(findings[b]!) || a - b).slice(0, most));
  return findings.filter((_, i) => kept.has(i));
}
