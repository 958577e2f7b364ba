import type { Severity } from './rules/rule.js';

/** Of one note, more findings than anybody works through; the rest shows as these are mended. */
export const MOST_FINDINGS = 1000;

/** 0 for the most severe. */
export const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/** The most severe findings of a note, in their order; of two that are equally severe the upper one. All where there are no more than that. */
export function mostSevere<T>(findings: readonly T[], rankOf: (finding: T) => number, most = MOST_FINDINGS): readonly T[] {
  if (findings.length <= most) return findings;
  const room = new Map<number, number>();
  for (const finding of findings) room.set(rankOf(finding), (room.get(rankOf(finding)) ?? 0) + 1);
  let left = most;
  for (const rank of [...room.keys()].sort((a, b) => a - b)) {
    const kept = Math.min(room.get(rank)!, left);
    room.set(rank, kept);
    left -= kept;
  }
  return findings.filter((finding) => {
    const rank = rankOf(finding), left = room.get(rank)!;
    if (left > 0) room.set(rank, left - 1);
    return left > 0;
  });
}
