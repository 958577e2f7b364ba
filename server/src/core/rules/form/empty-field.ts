import { ruleById } from '../catalogue.js';
import { requiredBy, requiredByItem } from '../documentation/index.js';
import { parseProblemRule } from './parse-problem-rule.js';
import type { ParseProblem } from '../../encounter/parse-problem.js';
import type { Visit } from '../../visit/visit.js';
import { lineAt } from '../../syntax/line-at.js';
import type { Rule } from '../rule.js';

const stub = parseProblemRule({
  id: 'empty-field',
  severity: 'info',
  maxSeverity: 'error',
  title: 'A key without a value',
  description:
    'A key or an item stands there and its value is still to be filled in, as quick fixes and snippets leave it. It is reported at the level of the rule that demands it on this visit, and as information where none does; the rule itself then has no data.',
  rationale: 'An empty field proves nothing: an auditor reads it as not done.',
  sources: ['LANG'],
  examples: {
    wrong: `2026-11-20 visit P-014 @office
assess:
`,
    right: `2026-11-20 visit P-014 @office
assess: goals met, continue
`,
  },
});

/** A stub weighs as much as the rule that waits for it. */
export const emptyField: Rule = {
  ...stub,
  check(visit, context) {
    context.applies();
    for (const trouble of visit.encounter.problems) {
      if (trouble.rule !== 'empty-field') continue;
      const demand = demandOf(visit, trouble);
      const level = demand && (visit.severityOf(demand.rule) ?? ruleById(demand.rule)?.severity);
      if (!demand || !level || level === 'off')
        context.report({ at: trouble.at, message: trouble.message, fixes: trouble.fixes });
      else
        context.report({
          at: trouble.at,
          message: `${trouble.message.slice(0, -1)}, and ${demand.rule} asks for it on this visit.`,
          fixes: trouble.fixes,
          severity: level,
        });
    }
  },
};

/** The rule that waits for the key, or for the item of the line on which it stands. */
function demandOf(visit: Visit, { key, at }: ParseProblem): { readonly rule: string } | undefined {
  if (key === undefined) return undefined;
  const line = lineAt(at.block, at.start);
  const own = line?.kind === 'field' ? line.key.text.toLowerCase() : key;
  return own === key ? requiredBy(visit, key) : requiredByItem(visit, own, key);
}
