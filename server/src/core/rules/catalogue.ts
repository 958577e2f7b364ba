import { codeSetsRules } from './code-sets/index.js';
import { documentationRules } from './documentation/index.js';
import { drugsRules } from './drugs/index.js';
import { editsRules } from './edits/index.js';
import { formRules } from './form/index.js';
import { historyRules } from './history/index.js';
import { modifiersRules } from './modifiers/index.js';
import { privacyRules } from './privacy/index.js';
import { providerRules } from './provider/index.js';
import type { Rule } from './rule.js';
import { serviceSelectionRules } from './service-selection/index.js';

/** Every rule, in the order of the catalogue. */
export const RULES: readonly Rule[] = [
  ...formRules,
  ...codeSetsRules,
  ...serviceSelectionRules,
  ...editsRules,
  ...modifiersRules,
  ...drugsRules,
  ...documentationRules,
  ...historyRules,
  ...providerRules,
  ...privacyRules,
];

const byId: ReadonlyMap<string, Rule> = new Map(RULES.map(rule => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}
