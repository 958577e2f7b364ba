import type { Rule } from '../rule.js';

export const codeSetsRules: readonly Rule[] = [];
