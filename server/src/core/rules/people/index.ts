import type { Rule } from '../rule.js';
import { authorisation } from './authorisation.js';
import { npi } from './npi.js';
import { performerNotRecognised } from './performer-not-recognised.js';
import { personalData } from './personal-data.js';
import { supervision } from './supervision.js';
import { taxonomy } from './taxonomy.js';

/** Who performed and supervised, what was authorised, and nobody's name, in the order of the catalogue. */
export const peopleRules: readonly Rule[] = [
  performerNotRecognised,
  supervision,
  npi,
  taxonomy,
  authorisation,
  personalData,
];
