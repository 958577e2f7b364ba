import { codeSetsRules } from '../rules/code-sets/index.js';
import { documentationRules } from '../rules/documentation/index.js';
import { drugsRules } from '../rules/drugs/index.js';
import { editsRules } from '../rules/edits/index.js';
import { formRules } from '../rules/form/index.js';
import { historyRules } from '../rules/history/index.js';
import { modifiersRules } from '../rules/modifiers/index.js';
import { privacyRules } from '../rules/privacy/index.js';
import { providerRules } from '../rules/provider/index.js';
import type { AnyRule, RuleInfo } from '../rules/rule.js';
import { serviceSelectionRules } from '../rules/service-selection/index.js';
import { emptyField, goodPractice, waiver } from './engine-rules.js';

/** Every rule id that a finding can have, in catalog order: form first, as the rule pages list them. */
export const RULES: readonly (RuleInfo | AnyRule)[] = [
  ...formRules,
  emptyField,
  waiver,
  ...codeSetsRules,
  ...serviceSelectionRules,
  ...editsRules,
  ...modifiersRules,
  ...drugsRules,
  ...documentationRules,
  goodPractice,
  ...historyRules,
  ...providerRules,
  ...privacyRules,
];

const byId: ReadonlyMap<string, RuleInfo> = new Map(RULES.map(rule => [rule.id, rule]));

export function ruleById(id: string): RuleInfo | undefined {
  return byId.get(id);
}

/** Whether `ok:` may waive a rule: not the form group, and not `personal-data`. */
export function isWaivable(ruleId: string): boolean {
  const rule = ruleById(ruleId);
  return rule !== undefined && rule.group !== 'form' && rule.id !== 'personal-data';
}
