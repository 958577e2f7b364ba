import type { AnyRule } from '../rule.js';
import { personalData } from './personal-data.js';

/** What can identify a patient, in catalog order. */
export const privacyRules: readonly AnyRule[] = [personalData];
