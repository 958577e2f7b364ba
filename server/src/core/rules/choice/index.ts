import type { Rule } from '../rule.js';

export const choiceRules: readonly Rule[] = [];
