import type { AnyRule } from '../rule.js';
import { authorisation } from './authorisation.js';
import { hospiceModifier } from './hospice-modifier.js';
import { npi } from './npi.js';
import { performerNotRecognized } from './performer-not-recognised.js';
import { supervision } from './supervision.js';
import { taxonomy } from './taxonomy.js';
import { teachingModifier } from './teaching-modifier.js';

/** The rules of the group in catalog order. `npm run generate` adds the new ones. */
export const providerRules: readonly AnyRule[] = [
  performerNotRecognized,
  supervision,
  hospiceModifier,
  teachingModifier,
  npi,
  taxonomy,
  authorisation,
];
