import type { Rule } from '../rule.js';

export const documentationRules: readonly Rule[] = [];
