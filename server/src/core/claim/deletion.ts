/** Taking a line off the claim, with what cannot stand without it. */
import type { BilledCode } from '../encounter/model.js';
import type { Visit } from '../encounter/visit.js';
import type { Edit, Fix } from '../fix.js';
import { at, list } from '../rules/toolkit.js';
import type { Block, Line } from '../syntax/tree.js';
import { lacksPrimary } from './add-ons.js';
import { isEvaluation, isMaterial } from './evaluation.js';

/** The fix that deletes a line, its add-ons that lose their last primary, and the drugs and supplies that lose their last service. */
export function deletionOf(visit: Visit, line: BilledCode): Fix {
  const lines = linesThatGo(visit, line);
  const codes = [...new Set(lines.map((gone) => gone.code))];
  return { kind: 'edit', title: `Delete ${list(codes)}`, edits: deleteLines(visit.encounter.block, lines.map((gone) => gone.line)) };
}

function linesThatGo(visit: Visit, line: BilledCode): BilledCode[] {
  const gone = [line];
  const rest = (): BilledCode[] => visit.lines.filter((other) => !gone.includes(other));
  const isService = (other: BilledCode): boolean => !isMaterial(visit.codes, other.code) && !isEvaluation(visit.codes, other.code);
  for (const other of visit.lines) {
    if (!gone.includes(other) && lacksPrimary(visit.codes, other, rest()) && !lacksPrimary(visit.codes, other, visit.lines)) gone.push(other);
  }
  if (isService(line) && !rest().some(isService)) gone.push(...rest().filter((other) => isMaterial(visit.codes, other.code)));
  return gone.sort((a, b) => a.start - b.start);
}

/** Takes whole lines away, one edit for each run of neighbours. */
export function deleteLines(block: Block, lines: readonly Line[]): Edit[] {
  const edits: Edit[] = [];
  for (let i = 0; i < lines.length; i++) {
    const first = lines[i]!;
    let last = first;
    while (lines[i + 1]?.number === last.number + 1) last = lines[++i]!;
    // The last line of a text without a final break takes the break before the run along.
    const before = block.lines[first.number - 1];
    edits.push({ at: at(block, last.next === last.end && before ? before.end : first.start, last.next), text: '' });
  }
  return edits;
}
