import type { ParseProblem, ParseProblemRule } from '../../encounter/parse-problem.js';
import type { RuleContext, Rule } from '../rule.js';

/** A form rule that reports what the readers of the note met while reading. */
export function parseProblemRule(
  rule: Omit<Rule, 'check' | 'checkDefaults' | 'group' | 'id'> & { id: ParseProblemRule },
): Rule {
  const reportAll = (problems: readonly ParseProblem[], context: RuleContext): void => {
    context.applies();
    for (const problem of problems) {
      if (problem.rule === rule.id) context.report({ at: problem.at, message: problem.message, fixes: problem.fixes });
    }
  };
  return {
    ...rule,
    group: 'form',
    check: (visit, context) => reportAll(visit.encounter.problems, context),
    checkDefaults: (defaults, context) => reportAll(defaults.problems, context),
  };
}
