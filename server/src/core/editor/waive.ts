import type { Edit } from '../fix.js';
import { isWaivable } from '../rules/form/waiver.js';
import { insertBelow } from '../rules/toolkit.js';
import type { Block } from '../syntax/tree.js';

/** The reason and the initials that the coder must fill; until then the waiver does not hold and is itself reported. */
export const TO_FILL = '"", ';

/**
 * A line that waives a rule in one encounter, below its last field and so above its code lines.
 * @returns undefined where the rule cannot be waived, or where the encounter has such a line already (perhaps without a reason)
 */
export function waive(block: Block, ruleId: string): Edit | undefined {
  if (!block.header || !isWaivable(ruleId)) return undefined;
  const fields = block.lines.filter((line) => line.kind === 'field');
  const waived = fields.some((line) => line.key.text.toLowerCase() === 'ok' && ruleOf(line.items[0]?.text ?? '') === ruleId);
  return waived ? undefined : insertBelow(block, fields.at(-1) ?? block.header, `ok: ${ruleId} ${TO_FILL}`);
}

/** The first word of an `ok:` item. */
function ruleOf(item: string): string {
  return item.split(/[\s"]/, 1)[0]!.toLowerCase();
}
