import { deleteLine } from '../edits/builders.js';
import type { Fix } from '../edits/fix.js';
import type { Waiver } from '../encounter/model.js';
import { nearestWord } from '../text/nearest-word.js';
import type { RuleContext } from '../rules/rule.js';
import { lineAt } from '../syntax/line-at.js';
import { isWaivable, ruleById, RULES } from './catalog.js';

/** What the findings of all other rules tell about the waivers. */
export interface WaiverUse {
  /** The rules whose findings a waiver holds back. */
  readonly used: ReadonlySet<string>;
  /** Whether a rule is off in the profile or the settings: its waiver waits, and is not reported. */
  isOff(rule: string): boolean;
}

/** Checks the waivers of an encounter after all other rules have run. */
export function checkWaivers(waivers: readonly Waiver[], use: WaiverUse, context: RuleContext): void {
  const seen = new Set<string>();
  for (const waiver of waivers) {
    context.applies();
    const id = waiver.rule.value;
    const message = problemOf(waiver, use, seen);
    if (waiver.reason) seen.add(id);
    if (message)
      context.report({
        at: waiver,
        message,
        evidence: [{ at: waiver, text: 'the waiver' }],
        fixes: [...nearestRuleFix(waiver), ...deleteFix(waiver)],
      });
  }
}

/** @param seen the rules that a waiver above already waives */
function problemOf(
  { rule: { value: id }, reason }: Waiver,
  use: WaiverUse,
  seen: ReadonlySet<string>,
): string | undefined {
  if (!ruleById(id)) return `Delete this waiver, or correct its rule: “${id}” is not a rule.`;
  if (id === 'personal-data') return 'Replace the personal data instead: personal-data cannot be waived.';
  if (!isWaivable(id)) return `Correct the line instead: ${id} cannot be waived.`;
  if (!reason) return `Add a reason, as in ok: ${id} "reason", initials: without one this waiver has no effect.`;
  if (!use.used.has(id) && !use.isOff(id))
    return `Delete this waiver: ${id} finds nothing in this encounter, so it waives nothing.`;
  return seen.has(id) ? `${id} is already waived above in this encounter.` : undefined;
}

function nearestRuleFix({ rule }: Waiver): Fix[] {
  if (ruleById(rule.value)) return [];
  const ids = RULES.map(({ id }) => id).filter(isWaivable);
  const near = nearestWord(rule.value, ids);
  return near ? [{ kind: 'edit', title: `Write ${near}`, edits: [{ at: rule, text: near }] }] : [];
}

function deleteFix(waiver: Waiver): Fix[] {
  const line = lineAt(waiver.block, waiver.start);
  return line ? [{ kind: 'edit', title: 'Delete this waiver', edits: [deleteLine(waiver.block, line)] }] : [];
}
