import type { Trouble, TroubleRule } from '../../encounter/trouble.js';
import type { Report, Rule } from '../rule.js';

/** A form rule that reports what the readers of the note met while reading. */
export function troubleRule(rule: Omit<Rule, 'check' | 'checkDefaults' | 'group' | 'id'> & { id: TroubleRule }): Rule {
  const say = (troubles: readonly Trouble[], report: Report): void => {
    report.applies();
    for (const trouble of troubles) {
      if (trouble.rule === rule.id) report.fail({ at: trouble.at, message: trouble.message, fixes: trouble.fixes });
    }
  };
  return {
    ...rule,
    group: 'form',
    check: (visit, report) => say(visit.encounter.troubles, report),
    checkDefaults: (defaults, report) => say(defaults.troubles, report),
  };
}
