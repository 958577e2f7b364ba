/**
 * How much of a claim is looked at together. Only a text that is no note has more: there each line is still judged, and what would take a
 * look at all the others for each of them is left out.
 */
import type { Visit } from '../visit/visit.js';

/** The most service lines of a professional claim. */
export const MAX_CLAIM_LINES = 50;

/** Whether no claim has as many lines, those in doubt among them: no fix is offered then that has to fit all the others. */
export function exceedsClaimLimit(visit: Visit): boolean {
  return visit.linesToCheck.length > MAX_CLAIM_LINES;
}

/** The most drugs of a note that code lines are held against; a pump holds a mixture of a few. */
export const MAX_DRUGS = 50;

/** So many lines of one kind are shown as evidence; more help nobody. */
export const MAX_EVIDENCE_LINES = 12;
