import type { Rule } from '../rule.js';

export const drugsRules: readonly Rule[] = [];
