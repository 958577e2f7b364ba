import type { Rule } from '../rule.js';

export const editsRules: readonly Rule[] = [];
