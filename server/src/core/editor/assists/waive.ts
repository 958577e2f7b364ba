import { memo } from '../../collections/memo.js';
import type { Edit } from '../../edits/fix.js';
import { isWaivable } from '../../check/catalog.js';
import type { Block, FieldLine } from '../../syntax/tree.js';
import { insertBelow } from '../../edits/builders.js';

/** The reason and the initials that the coder must fill; until then the waiver does not hold and is itself reported. */
export const TO_FILL = '"", ';

/**
 * A line that waives a rule in one encounter, below its last field and so above its code lines.
 * @returns undefined if the rule cannot be waived, or where the encounter has such a line already (perhaps without a
 *   reason)
 */
export function waive(block: Block, ruleId: string): Edit | undefined {
  if (!block.header || !isWaivable(ruleId)) return undefined;
  const { waived, lastField } = fieldsOf(block);
  return waived.has(ruleId) ? undefined : insertBelow(block, lastField ?? block.header, `ok: ${ruleId} ${TO_FILL}`);
}

interface Fields {
  /** The rules of the `ok:` lines. */
  readonly waived: ReadonlySet<string>;
  readonly lastField: FieldLine | undefined;
}

/** Every finding of an encounter asks. */
const fieldsOf = memo((block: Block): Fields => {
  const lines = block.lines.filter(line => line.kind === 'field');
  const waivers = lines.filter(line => line.key.text.toLowerCase() === 'ok');
  return { waived: new Set(waivers.map(line => ruleOf(line.items[0]?.text ?? ''))), lastField: lines.at(-1) };
});

/** The first word of an `ok:` item. */
function ruleOf(item: string): string {
  return item.split(/[\s"]/, 1)[0]!.toLowerCase();
}
