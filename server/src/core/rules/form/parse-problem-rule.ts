import type { ParseProblem, ParseProblemRule } from '../../encounter/parse-problem.js';
import type { RuleContext, Rule } from '../rule.js';

/** A form rule that reports what the readers of the note met while reading. */
export function parseProblemRule(
  rule: Omit<Rule<'warning' | 'info'>, 'check' | 'checkDefaults' | 'group' | 'id'> & { id: ParseProblemRule },
): Rule<'warning' | 'info'> {
  const reportAll = (problems: readonly ParseProblem[], context: RuleContext<'warning' | 'info'>): void => {
    context.applies();
    for (const problem of problems) {
      if (problem.rule !== rule.id) continue;
      const { at, message, fixes, severity } = problem;
      context.report({ at, message, fixes, ...(severity && { severity }) });
    }
  };
  return {
    ...rule,
    group: 'form',
    check: (visit, context) => reportAll(visit.encounter.problems, context),
    checkDefaults: (defaults, context) => reportAll(defaults.problems, context),
  };
}
