/**
 * Limits for checks that compare claim lines with each other. Only a text that is not a note exceeds them; then each
 * line is still checked on its own, and the comparisons are left out.
 */
import type { Visit } from '../visit/visit.js';

/** The maximum number of service lines of a professional claim. */
export const MAX_CLAIM_LINES = 50;

/**
 * Whether a visit has more lines, including those marked `?`, than any claim; then no fix is offered that must fit all
 * lines.
 */
export function exceedsClaimLimit(visit: Visit): boolean {
  return visit.linesToCheck.length > MAX_CLAIM_LINES;
}

/** The maximum number of drugs that are compared with code lines; a pump holds a mixture of a few. */
export const MAX_DRUGS = 50;

/** The maximum number of lines of one kind in the evidence of a finding. */
export const MAX_EVIDENCE_LINES = 12;
