/** The fix that makes the lines of a drug say what became of the rest of its containers. */
import { capitalized } from '../../text/prose.js';
import type { BilledDrug } from '../../claim/drugs/billed-drug.js';
import { unitsPlaced, isMissing } from '../../claim/drugs/drug-amounts.js';
import { deleteLines } from '../../claim/fixes/delete-line.js';
import type { Waste } from '../../claim/drugs/drug-waste.js';
import type { DocumentedDrug } from '../../claim/drugs/documented-drug.js';
import type { CodeEntry } from '../../codes/types.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit, Fix } from '../../edits/fix.js';
import { insertBelow } from '../../edits/builders.js';
import { removeModifier, rewriteCode, setUnits } from '../../encounter/code-line-edits.js';
import { addModifier, pointersBeside } from '../../visit/note-edits.js';

/** The code lines of one drug code, and what the note says of its waste. */
interface WasteLines {
  readonly drugs: readonly DocumentedDrug[];
  /** Lines without JW. */
  readonly used: readonly BilledDrug[];
  /** Lines with JW. */
  readonly wasted: readonly BilledDrug[];
  readonly waste: Waste;
  /** Whether JZ is due on this date if nothing was discarded. */
  readonly wantsJz: boolean;
}

/** A part of the fix: its edits, and in words what they do. */
interface Step {
  readonly edits: readonly Edit[];
  readonly words: string;
}

/**
 * One fix that makes the lines of a drug code state what was placed and what was discarded; none if the note leaves it
 * open.
 */
export function wasteFix(visit: Visit, entry: CodeEntry, lines: WasteLines): Fix[] {
  const { waste, used, wasted, wantsJz } = lines;
  if (waste.kind === 'unknown' || waste.kind === 'not demanded' || !entry.drug) return [];
  const jz = waste.kind === 'none' && wantsJz;
  const onlyWaste = used.length ? undefined : wasted[0];
  const rebilled = onlyWaste && billPlaced(visit, entry, onlyWaste, { drugs: lines.drugs, jz });
  if (onlyWaste && !rebilled) return [];
  const [first, ...others] = rebilled ? wasted.slice(1) : wasted;
  const discarded = waste.kind === 'discarded' ? waste.units : undefined;
  const gone = discarded === undefined && first ? [first, ...others] : others;
  const steps = [
    ...(rebilled ? [rebilled] : []),
    ...used.flatMap(({ line }) => markJz(visit, line, waste.kind === 'none', jz)),
    ...(discarded === undefined ? [] : billDiscarded(visit, first?.line, (used[0] ?? wasted[0])!.line, discarded)),
  ];
  const deletions = deleteLines(
    visit.encounter.block,
    gone.map(({ line }) => line.line),
  );
  const edits = [...steps.flatMap(step => step.edits), ...deletions];
  const title = [
    ...steps.map(({ words }) => words),
    ...gone.map(({ line }) => `delete the line ${entry.code}-JW x${line.units}`),
  ].join(', ');
  return edits.length ? [{ kind: 'edit', title: capitalized(title), edits }] : [];
}

/**
 * The line with JW, if it is the only line of the code, bills what was placed; undefined if the note leaves the units
 * open.
 */
function billPlaced(
  visit: Visit,
  entry: CodeEntry,
  { line }: BilledDrug,
  { drugs, jz }: { readonly drugs: readonly DocumentedDrug[]; readonly jz: boolean },
): Step | undefined {
  const placed = unitsPlaced(visit, drugs, entry.drug!);
  if (isMissing(placed)) return undefined;
  const others = line.modifiers.map(m => m.value).filter(m => m !== 'JW');
  const modifiers = jz ? ['JZ', ...others] : others;
  const { code } = entry;
  return {
    edits: rewriteCode(line, { code, modifiers, units: placed.units }),
    words: `bill ${[code, ...modifiers].join('-')} x${placed.units} instead of x${line.units} with JW`,
  };
}

/** Removes JZ from a line if something was discarded, or adds it if it is due. */
function markJz(visit: Visit, line: BilledCode, isNothingDiscarded: boolean, isDue: boolean): Step[] {
  const marked = line.modifiers.find(m => m.value === 'JZ');
  if (marked && !isNothingDiscarded)
    return [{ edits: [removeModifier(line, marked)], words: `remove JZ from ${line.code}` }];
  return !marked && isDue ? [{ edits: [addModifier(visit, line, 'JZ')], words: `add JZ to ${line.code}` }] : [];
}

/** The line with JW bills the discarded units; it is added below another line of the code if there is none. */
function billDiscarded(visit: Visit, jw: BilledCode | undefined, above: BilledCode, units: number): Step[] {
  const { code } = above;
  if (jw)
    return jw.units === units
      ? []
      : [{ edits: [setUnits(jw, units)], words: `bill ${code}-JW x${units} instead of x${jw.units}` }];
  const pointers = pointersBeside(visit, above);
  const text = `${above.unsure ? '? ' : ''}${code}-JW x${units}${pointers ? ` @${pointers}` : ''}`;
  return [{ edits: [insertBelow(above.block, above.line, text)], words: `add the line ${code}-JW x${units}` }];
}
