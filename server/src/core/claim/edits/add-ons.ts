/** Add-on codes and the primary codes that they stand beside. */
import type { CodeSets } from '../../codes/types.js';
import type { BilledCode } from '../../encounter/model.js';
import { isEvaluation, isMaterial } from './evaluation.js';

/**
 * Whether an add-on stands without a primary among these lines. Guidance goes with any procedure; for guidance and visit add-ons a
 * code outside our tables may be the primary too, since their lists are longer than the tables.
 */
export function lacksPrimary(codes: CodeSets, addOn: string, lines: readonly BilledCode[]): boolean {
  const entry = codes.procedure(addOn);
  if (!entry?.addOnTo) return false;
  const primaries = entry.addOnTo;
  return !lines.some(line => {
    if (primaries.includes(line.code)) return true;
    const other = codes.procedure(line.code);
    if (entry.kind === 'e/m') return !other && isEvaluation(codes, line.code);
    if (isMaterial(codes, line.code) || isEvaluation(codes, line.code)) return false;
    if (primaries.length === 0) return !other || (!other.addOnTo && other.kind !== 'guidance' && other.kind !== 'e/m');
    return !other && entry.kind === 'guidance';
  });
}
