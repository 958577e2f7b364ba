import type { ParseProblem, ParseProblemRule } from '../../encounter/parse-problem.js';
import type { RuleContext, Rule } from '../rule.js';

/** A form rule that reports what the readers of the note met while reading. */
export function parseProblemRule(
  rule: Omit<Rule, 'check' | 'checkDefaults' | 'group' | 'id'> & { id: ParseProblemRule },
): Rule {
  const say = (troubles: readonly ParseProblem[], context: RuleContext): void => {
    context.applies();
    for (const trouble of troubles) {
      if (trouble.rule === rule.id) context.report({ at: trouble.at, message: trouble.message, fixes: trouble.fixes });
    }
  };
  return {
    ...rule,
    group: 'form',
    check: (visit, context) => say(visit.encounter.problems, context),
    checkDefaults: (defaults, context) => say(defaults.problems, context),
  };
}
