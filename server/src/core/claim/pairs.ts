/** Which lines of a claim stand in an NCCI pair as column 2. */
import { groupBy } from '../codes/lazy.js';
import type { PairEdit } from '../codes/types.js';
import type { BilledCode, Fact } from '../encounter/model.js';
import type { Visit } from '../encounter/visit.js';
import { oncePerVisit } from './once-per-visit.js';

/** A line that is part of other lines of the claim. */
export interface BundledLine {
  /** Column 2: what is denied. */
  readonly line: BilledCode;
  /** Column 1: the lines that hold it, in the order of the claim. */
  readonly within: readonly BilledCode[];
  /** The edit with the first of them. */
  readonly edit: PairEdit;
}

/** Whether the practitioner pairs are judged: not on an institutional claim. */
export function pairsApply(visit: Visit): boolean {
  return visit.bill === 'pro' && visit.lines.length > 1;
}

/** Lines that no modifier frees. A line that is also in a pair of the other kind is only here: no modifier would help it. */
export function lockedPairs(visit: Visit): BundledLine[] {
  return bundled(visit, 0);
}

/** Lines that a bypass modifier would free, and neither they nor their column 1 carry one. */
export function openPairs(visit: Visit): BundledLine[] {
  const locked = new Set(lockedPairs(visit).map(({ line }) => line));
  return bundled(visit, 1).filter(({ line }) => !locked.has(line));
}

/** Lines that a bypass modifier, on them or on their column 1, sets apart. */
export function bypassedPairs(visit: Visit): BundledLine[] {
  const open = new Set(bundled(visit, 1).map(({ line }) => line));
  return bundled(visit, 1, false).filter(({ line }) => !open.has(line));
}

/** The modifier of a line that opens pairs, if it has one that exists on the date. */
export function bypassOf(visit: Visit, line: BilledCode): Fact<string> | undefined {
  return line.modifiers.find(({ value }) =>
    visit.codes.bypassesPairs(value) && (!visit.date || visit.codes.modifierStatus(value, visit.date) === 'valid'));
}

/** Every pair between two codes of the claim, of either indicator, with the lines of its column 1. Few claims have any. */
const editsAmong = oncePerVisit((visit): readonly { readonly edit: PairEdit; readonly lines: readonly BilledCode[]; readonly column2: string }[] => {
  const { codes, date } = visit;
  if (!date || !pairsApply(visit)) return [];
  const byCode = groupBy(visit.lines, (line) => line.code);
  const edits = [];
  for (const [column1, lines] of byCode) {
    for (const column2 of byCode.keys()) {
      const edit = column1 === column2 ? undefined : codes.pair(column1, column2, date);
      if (edit) edits.push({ edit, lines, column2 });
    }
  }
  return edits;
});

/** @param heeding whether bypass modifiers are heeded, where the indicator is 1 */
function bundled(visit: Visit, indicator: 0 | 1, heeding = indicator === 1): BundledLine[] {
  const among = editsAmong(visit);
  if (!among.some(({ edit }) => edit.indicator === indicator)) return [];
  const edits = new Map<string, { edit: PairEdit; lines: readonly BilledCode[] }[]>();
  for (const { edit, lines, column2 } of among) {
    if (edit.indicator !== indicator) continue;
    const open = heeding ? lines.filter((line) => !bypassOf(visit, line)) : lines;
    if (open.length) edits.set(column2, [...(edits.get(column2) ?? []), { edit, lines: open }]);
  }
  return visit.lines.flatMap((line) => {
    const found = edits.get(line.code);
    if (!found || (heeding && bypassOf(visit, line))) return [];
    return [{ line, within: found.flatMap(({ lines }) => lines), edit: found[0]!.edit }];
  });
}
