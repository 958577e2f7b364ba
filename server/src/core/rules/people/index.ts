import type { Rule } from '../rule.js';
import { personalData } from './personal-data.js';

export const peopleRules: readonly Rule[] = [personalData];
