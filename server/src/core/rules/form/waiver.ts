import type { Waiver } from '../../encounter/model.js';
import { nearestWord } from '../../encounter/nearest.js';
import type { Fix } from '../../edits/fix.js';
import { lineAt } from '../../syntax/line-at.js';
import type { RuleContext, Rule } from '../rule.js';
import { RULES, ruleById } from '../catalogue.js';
import { deleteLine } from '../../edits/builders.js';

/** Whether `ok:` may waive a rule: not the form group, not `waiver`, not `personal-data`. */
export function isWaivable(ruleId: string): boolean {
  const rule = ruleById(ruleId);
  return rule !== undefined && rule.group !== 'form' && rule.id !== 'personal-data';
}

/**
 * Judges the waivers of an encounter after all other rules have spoken.
 * @param used the rules whose findings a waiver holds back
 * @param switchedOff whether a rule is off in the profile or the settings: its waiver waits, and is not blamed
 */
export function judgeWaivers(
  waivers: readonly Waiver[],
  used: ReadonlySet<string>,
  switchedOff: (rule: string) => boolean,
  context: RuleContext,
): void {
  const seen = new Set<string>();
  for (const waiver of waivers) {
    context.applies();
    const id = waiver.rule.value;
    const problem = !ruleById(id)
      ? `“${id}” is not a rule, so this line waives nothing.`
      : !isWaivable(id)
        ? `${id} cannot be waived: ${id === 'personal-data' ? 'personal data must leave the note' : 'findings of form are mended, not waived'}.`
        : !waiver.reason
          ? `This waiver of ${id} gives no reason, so it does not hold: write ok: ${id} "reason", initials.`
          : seen.has(id)
            ? `${id} is already waived above in this encounter.`
            : !used.has(id) && !switchedOff(id)
              ? `${id} finds nothing in this encounter, so this line waives nothing.`
              : undefined;
    if (waiver.reason) seen.add(id);
    if (!problem) continue;
    const near = ruleById(id)
      ? undefined
      : nearestWord(
          id,
          RULES.filter(rule => isWaivable(rule.id)).map(rule => rule.id),
        );
    context.report({
      at: waiver,
      message: problem,
      evidence: [{ at: waiver, text: 'the waiver' }],
      fixes: [
        ...(near ? [{ kind: 'edit' as const, title: `Write ${near}`, edits: [{ at: waiver.rule, text: near }] }] : []),
        ...deleteFix(waiver),
      ],
    });
  }
}

function deleteFix(waiver: Waiver): Fix[] {
  const line = lineAt(waiver.block, waiver.start);
  return line ? [{ kind: 'edit', title: 'Delete this waiver', edits: [deleteLine(waiver.block, line)] }] : [];
}

export const waiver: Rule = {
  id: 'waiver',
  group: 'form',
  severity: 'warning',
  title: 'A waiver that does not hold',
  description:
    'An `ok:` line that names no rule, names one that cannot be waived, gives no reason, or waives nothing because the rule finds nothing in its encounter.',
  rationale:
    'A waiver is a decision that an auditor will read: one without a reason, or left behind after its cause is gone, hides the next real finding.',
  fixDescription: 'Edit: deletes the line, or writes the rule that is one letter away.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
ok: bundled-pair "payer agreed in writing", KL
| Seen for pump questions.
`,
    right: `2026-11-20 visit P-014 @office
| Seen for pump questions.
`,
  },
  // What a waiver waives is known only after all other rules have spoken: `checkVisit` calls `judgeWaivers` then.
  check() {},
};
