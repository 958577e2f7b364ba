/** Deletes a line from the claim, with the lines that depend on it. */
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Edit, Fix } from '../../edits/fix.js';
import type { Block, Line } from '../../syntax/tree.js';
import { addOnOn, lacksPrimary } from '../edits/add-ons.js';
import { exceedsClaimLimit } from '../claim-limits.js';
import { administersDrug } from '../drugs/administers-drug.js';
import { evaluations, isMaterial, modifierOn, servicesBeside } from '../edits/evaluation.js';
import { lockedLines } from '../edits/pairs.js';
import { stopModifiers, stoppable } from '../services/discontinued.js';
import { PUMP_CODES } from '../services/pump-codes.js';
import { isServiceUnread } from '../services/service-facts.js';
import { at } from '../../edits/builders.js';
import { list } from '../../text/prose.js';

/**
 * The fix that deletes a line, its add-ons that lose their last primary, and the drugs and supplies that lose their
 * last service.
 */
export function deleteLineFix(visit: Visit, line: BilledCode): Fix {
  const lines = linesThatGo(visit, line);
  const codes = [...new Set(lines.map(gone => gone.code))];
  return {
    kind: 'edit',
    title: `Delete ${list(codes)}`,
    edits: deleteLines(
      visit.encounter.block,
      lines.map(gone => gone.line),
    ),
  };
}

/** The same, where it brings no new error to the lines that stay. */
export function safeDeleteLineFixes(visit: Visit, line: BilledCode): Fix[] {
  if (exceedsClaimLimit(visit)) return [];
  const gone = new Set(linesThatGo(visit, line));
  const stay = (all: readonly BilledCode[]): BilledCode[] => all.filter(other => !gone.has(other));
  const without: Visit = {
    ...visit,
    memo: new Map(),
    claimLines: stay(visit.claimLines),
    linesToCheck: stay(visit.linesToCheck),
  };
  return losesStopped(visit, without) || freesVisit(visit, without) ? [] : [deleteLineFix(visit, line)];
}

/** Column 2 of a pair deleted; not if it may be what the note states in words that were not read. */
export function unbundlingFixes(visit: Visit, line: BilledCode): Fix[] {
  return PUMP_CODES.has(line.code) && isServiceUnread(visit) ? [] : safeDeleteLineFixes(visit, line);
}

/** Whether the line that a stop was about goes, so that it would seem to be about another one. */
function losesStopped(visit: Visit, without: Visit): boolean {
  const isMarked = (line: BilledCode): boolean => stopModifiers(line).length > 0;
  return (
    visit.stopped &&
    stoppable(visit).some(isMarked) &&
    stoppable(without).length > 0 &&
    !stoppable(without).some(isMarked)
  );
}

/** Whether a visit that was part of the line for good becomes one that lacks 25 or 57 beside the others. */
function freesVisit(visit: Visit, without: Visit): boolean {
  const before = lockedLines(visit),
    after = lockedLines(without);
  return evaluations(without).some(
    evaluation =>
      before.has(evaluation) &&
      !after.has(evaluation) &&
      !modifierOn(evaluation, '25', '57') &&
      servicesBeside(without, evaluation.code).length > 0,
  );
}

function linesThatGo(visit: Visit, line: BilledCode): BilledCode[] {
  const { codes, claimLines } = visit;
  if (exceedsClaimLimit(visit)) return [line];
  const gone = new Set([line]);
  const rest = (): BilledCode[] => claimLines.filter(other => !gone.has(other));
  for (const other of claimLines) {
    const addOn = gone.has(other) ? undefined : addOnOn(codes, other.code, visit.date);
    if (addOn && lacksPrimary(codes, addOn, rest()) && !lacksPrimary(codes, addOn, claimLines)) gone.add(other);
  }
  if (administersDrug(visit, line.code) && !rest().some(other => administersDrug(visit, other.code)))
    for (const other of rest()) if (isMaterial(codes, other.code)) gone.add(other);
  return [...gone].sort((a, b) => a.start - b.start);
}

/** Takes whole lines away, one edit for each run of neighbors. */
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
