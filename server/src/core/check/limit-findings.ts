import type { Severity } from '../policy/severity.js';

/** Of one note, more findings than anyone works through; the rest shows as these are fixed. */
export const MAX_FINDINGS = 1000;

/** 0 for the most severe. */
export const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2, hint: 3 };

/**
 * The most severe findings of a note, in their order; of two that are equally severe the upper one. All if there are no
 * more than that.
 * @param rankOf as {@link RANK}
 */
export function limitFindings<T>(
  findings: readonly T[],
  rankOf: (finding: T, index: number) => number,
  most = MAX_FINDINGS,
): readonly T[] {
  if (findings.length <= most) return findings;
  const room = Object.values(RANK).map(() => 0);
  findings.forEach((finding, i) => {
    room[rankOf(finding, i)]!++;
  });
  let left = most;
  for (let rank = 0; rank < room.length; rank++) {
    room[rank] = Math.min(room[rank]!, left);
    left -= room[rank]!;
  }
  return findings.filter((finding, i) => room[rankOf(finding, i)]!-- > 0);
}
