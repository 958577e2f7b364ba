import type { AnyRule } from '../rule.js';
import { personalData } from './personal-data.js';

/** The rules of the group in catalog order. `npm run generate` adds the new ones. */
export const privacyRules: readonly AnyRule[] = [personalData];
