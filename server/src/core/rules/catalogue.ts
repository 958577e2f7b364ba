import { choiceRules } from './choice/index.js';
import { codeSetsRules } from './code-sets/index.js';
import { documentationRules } from './documentation/index.js';
import { drugsRules } from './drugs/index.js';
import { editsRules } from './edits/index.js';
import { formRules } from './form/index.js';
import { historyRules } from './history/index.js';
import { modifiersRules } from './modifiers/index.js';
import { peopleRules } from './people/index.js';
import type { Rule } from './rule.js';

/** Every rule, in the order of the catalogue. */
export const RULES: readonly Rule[] = [
  ...formRules,
  ...codeSetsRules,
  ...choiceRules,
  ...editsRules,
  ...modifiersRules,
  ...drugsRules,
  ...documentationRules,
  ...historyRules,
  ...peopleRules,
];

const byId: ReadonlyMap<string, Rule> = new Map(RULES.map(rule => [rule.id, rule]));

export function ruleById(id: string): Rule | undefined {
  return byId.get(id);
}
