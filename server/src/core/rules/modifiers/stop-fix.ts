/** Fixes that put the modifier of a stopped procedure on its line. */
import { safeDeleteLineFixes } from '../../claim/fixes/delete-line.js';
import { stopModifiers, type DiscontinuedDecision, type StopModifier } from '../../claim/services/discontinued.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import type { Fix } from '../../edits/fix.js';
import { setModifiers } from '../../encounter/code-line-edits.js';
import { withModifier } from '../../visit/note-edits.js';

/** What the table of stopped procedures leads to for this line. */
export function stopFixes(visit: Visit, line: BilledCode, decision: DiscontinuedDecision): Fix[] {
  if (decision.kind === 'no code') return safeDeleteLineFixes(visit, line);
  const modifiers = decision.kind === 'modifier' ? decision.allowed : decision.possible;
  return modifiers.flatMap(modifier => billWith(visit, line, modifier));
}

/** The line with this modifier in place of any other one of the table; not offered where the line would not take it. */
function billWith(visit: Visit, line: BilledCode, modifier: StopModifier): Fix[] {
  const stop = new Set(stopModifiers(line));
  const kept = line.modifiers.filter(m => !stop.has(m)).map(m => m.value);
  const taken =
    kept.length < 4 &&
    visit.codes.modifierFit(modifier, line.code).verdict !== 'rejected' &&
    !kept.some(m => visit.codes.modifierConflict(m, modifier));
  if (!taken) return [];
  const modifiers = withModifier(visit, kept, modifier);
  return [
    { kind: 'edit', title: `Bill ${[line.code, ...modifiers].join('-')}`, edits: [setModifiers(line, modifiers)] },
  ];
}
