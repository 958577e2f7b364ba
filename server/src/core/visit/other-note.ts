/** Facts of another note of the same patient and day: a nurse documents, and the physician's note has the claim. */
import type { Encounter } from '../encounter/model.js';
import type { SourceRange } from '../syntax/source-range.js';
import type { Visit } from './visit.js';

/**
 * What another note of the day, for the same side of billing, states of a service that it does not bill itself;
 * undefined if none does.
 * @param stated the fact in an encounter
 * @param bills whether a code bills it
 */
export function statedInOtherNote(
  { bill, sameDay: { before, after } }: Visit,
  stated: (encounter: Encounter) => SourceRange | undefined,
  bills: (code: string) => boolean,
): SourceRange | undefined {
  for (const { encounter } of [...before, ...after]) {
    if ((encounter.bill?.value ?? 'pro') !== bill) continue;
    const at = stated(encounter);
    if (at && !encounter.codes.some(line => line.valid && !line.unsure && bills(line.code))) return at;
  }
  return undefined;
}
