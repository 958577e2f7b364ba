import { diagnosisOf, letterAt } from '../encounter/diagnosis-letter.js';
import type { Diagnosis } from '../encounter/model.js';
import type { Visit } from './visit.js';
import type { Edit } from '../edits/fix.js';
import { at, replace } from '../edits/builders.js';
import { setPointers } from '../encounter/code-line-edits.js';

/**
 * A claim holds twelve diagnoses, and more are reported as such; those of a pasted line of thousands are not each
 * compared with every other.
 */
export const MAX_DIAGNOSES = 50;

/**
 * The diagnoses of the note in another order or fewer of them, with every pointer rewritten to follow.
 * @param standIns for a diagnosis that goes, the letter of the one that its pointers then mean
 * @returns undefined if a code line would lose its last pointer, and where there are more than any claim holds: such a
 *   fix is not offered
 */
export function rearrangeDiagnoses(
  visit: Visit,
  kept: readonly Diagnosis[],
  standIns: ReadonlyMap<string, string> = new Map(),
): Edit[] | undefined {
  const { dx, codes } = visit.encounter;
  if (kept.length === 0 || dx.length > MAX_DIAGNOSES) return undefined;
  const letterOf = new Map(kept.map((d, i) => [d.letter, letterAt(i)]));
  const edits: Edit[] = placeInOrder(visit, kept);
  for (const billed of codes) {
    if (!billed.pointersFact) continue;
    const letters = [...billed.pointers]
      .map(l => (diagnosisOf(l, dx) ? letterOf.get(standIns.get(l) ?? l) : l))
      .filter(l => l !== undefined);
    if (letters.length === 0) return undefined;
    const pointers = [...new Set(letters)].join('');
    if (pointers !== billed.pointers) edits.push(setPointers(billed, pointers));
  }
  return edits;
}

/** Each diagnosis in its place, so that words which are items of their own between them stay where they are. */
function placeInOrder(visit: Visit, kept: readonly Diagnosis[]): Edit[] {
  const { block, dx } = visit.encounter;
  const edits: Edit[] = [];
  dx.forEach((was, i) => {
    const now = kept[i];
    const before = dx[i - 1];
    const comma = block.text.indexOf(',', before?.end ?? was.start);
    const isJoined = before !== undefined && (comma < 0 || comma > was.start);
    const gap = at(block, isJoined ? before.end : block.text.lastIndexOf(',', was.start), was.start);
    if (!now) edits.push({ at: at(block, gap.start, was.end), text: '' });
    // Of two diagnoses in one item, the second would be words behind the first.
    else if (isJoined) edits.push({ at: gap, text: ', ' });
    if (now && now !== was) edits.push(replace(was, block.text.slice(now.start, now.end)));
  });
  return edits;
}
