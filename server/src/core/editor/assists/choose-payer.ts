import { at } from '../../edits/builders.js';
import type { Edit } from '../../edits/fix.js';
import type { Encounter } from '../../encounter/model.js';
import { trimEnd } from '../../syntax/chars.js';

/**
 * Sets the primary payer in the header; a secondary payer stays.
 * @param payer the id of a profile
 * @returns undefined if the header has it already
 */
export function choosePayer({ block, header, payers, place }: Encounter, payer: string): Edit | undefined {
  const [primary] = payers;
  if (primary?.value === payer) return undefined;
  if (primary) return { at: at(block, primary.start, primary.end), text: `#${payer}` };
  const end = place?.end ?? trimEnd(block.text, header.start, header.end);
  return { at: at(block, end, end), text: ` #${payer}` };
}
