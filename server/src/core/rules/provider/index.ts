import type { AnyRule } from '../rule.js';
import { authorisation } from './authorisation.js';
import { npi } from './npi.js';
import { performerNotRecognised } from './performer-not-recognised.js';
import { supervision } from './supervision.js';
import { taxonomy } from './taxonomy.js';

/** Who performed and supervised, and what was authorized, in catalog order. */
export const providerRules: readonly AnyRule[] = [performerNotRecognised, supervision, npi, taxonomy, authorisation];
