import type { ParseProblem } from '../encounter/parse-problem.js';
import type { Severity } from '../policy/severity.js';
import type { RuleContext } from '../rules/rule.js';
import { lineAt } from '../syntax/line-at.js';
import type { Visit } from '../visit/visit.js';
import { requiredBy, requiredByItem, type RequiredBy } from './required-by.js';

/** Reports each key and item without a value, at the level of the rule that waits for it. */
export function checkStubs(visit: Visit, context: RuleContext<Severity>): void {
  context.applies();
  for (const problem of visit.encounter.problems) {
    if (problem.rule !== 'empty-field') continue;
    const requirement = requirementOf(visit, problem);
    const { at, message, fixes } = problem;
    if (!requirement) context.report({ at, message, fixes });
    else
      context.report({
        at,
        message: `${message.slice(0, -1)}, and ${requirement.rule.id} asks for it on this visit.`,
        fixes,
        severity: requirement.level,
      });
  }
}

/** The rule that waits for the key, or for the item of the line that it is on. */
function requirementOf(visit: Visit, { key, at }: ParseProblem): RequiredBy | undefined {
  if (key === undefined) return undefined;
  const line = lineAt(at.block, at.start);
  const own = line?.kind === 'field' ? line.key.text.toLowerCase() : key;
  return own === key ? requiredBy(visit, key) : requiredByItem(visit, own, key);
}
