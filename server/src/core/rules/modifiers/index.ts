import type { Rule } from '../rule.js';

export const modifiersRules: readonly Rule[] = [];
