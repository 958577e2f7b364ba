/** The fix that makes the lines of a drug say what became of the rest of its containers. */
import type { BilledDrug } from '../../claim/drugs/billed-drug.js';
import { unitsPlaced, isMissing } from '../../claim/drugs/drug-amounts.js';
import { deleteLines } from '../../claim/fixes/delete-line.js';
import type { Waste } from '../../claim/drugs/drug-waste.js';
import type { DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { CodeEntry } from '../../codes/types.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit, Fix } from '../../edits/fix.js';
import { insertBelow } from '../../edits/builders.js';
import { removeModifier, rewriteCode, setUnits } from '../../encounter/code-line-edits.js';
import { addModifier, pointersBeside } from '../../visit/note-edits.js';

/** @param wantsJz whether JZ is due on this date if nothing was discarded */
export function wasteFix(
  visit: Visit,
  entry: CodeEntry,
  drugs: readonly DocumentedDrug[],
  used: readonly BilledDrug[],
  wasted: readonly BilledDrug[],
  waste: Waste,
  wantsJz: boolean,
): Fix[] {
  if (waste.kind === 'unknown' || waste.kind === 'not demanded' || !entry.drug) return [];
  const edits: Edit[] = [],
    steps: string[] = [];
  const { code } = entry;
  const jz = waste.kind === 'none' && wantsJz;
  let discarding = wasted;
  if (!used.length && wasted[0]) {
    const units = unitsPlaced(visit, drugs, entry.drug);
    if (isMissing(units)) return [];
    const { line } = wasted[0];
    const modifiers = line.modifiers.map(m => m.value).filter(m => m !== 'JW');
    edits.push(...rewriteCode(line, { code, modifiers: jz ? ['JZ', ...modifiers] : modifiers, units: units.units }));
    steps.push(
      `bill ${[code, ...(jz ? ['JZ'] : []), ...modifiers].join('-')} x${units.units} instead of x${line.units} with JW`,
    );
    discarding = wasted.slice(1);
  }
  for (const { line } of used) {
    const marked = line.modifiers.find(m => m.value === 'JZ');
    if (marked && waste.kind !== 'none') {
      edits.push(removeModifier(line, marked));
      steps.push(`remove JZ from ${code}`);
    } else if (!marked && jz) {
      edits.push(addModifier(visit, line, 'JZ'));
      steps.push(`add JZ to ${code}`);
    }
  }
  const [first, ...others] = discarding;
  if (waste.kind === 'discarded') {
    const alone = (used[0] ?? wasted[0])!.line;
    const pointers = pointersBeside(visit, alone);
    if (!first) {
      edits.push(
        insertBelow(
          alone.block,
          alone.line,
          `${alone.unsure ? '? ' : ''}${code}-JW x${waste.units}${pointers ? ` @${pointers}` : ''}`,
        ),
      );
      steps.push(`add the line ${code}-JW x${waste.units}`);
    } else if (first.line.units !== waste.units) {
      edits.push(setUnits(first.line, waste.units));
      steps.push(`bill ${code}-JW x${waste.units} instead of x${first.line.units}`);
    }
  }
  const gone = waste.kind === 'discarded' ? others : discarding;
  edits.push(
    ...deleteLines(
      visit.encounter.block,
      gone.map(({ line }) => line.line),
    ),
  );
  steps.push(...gone.map(({ line }) => `delete the line ${code}-JW x${line.units}`));
  const title = steps.join(', ');
  return edits.length ? [{ kind: 'edit', title: title.charAt(0).toUpperCase() + title.slice(1), edits }] : [];
}
