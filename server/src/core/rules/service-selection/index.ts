import type { AnyRule } from '../rule.js';
import { analysisNotBilled } from './analysis-not-billed.js';
import { analysisNotDocumented } from './analysis-not-documented.js';
import { codeUndecided } from './code-undecided.js';
import { imagingCode } from './imaging-code.js';
import { performerLevel } from './performer-level.js';
import { pumpNotProgrammable } from './pump-not-programmable.js';
import { refillNotBilled } from './refill-not-billed.js';
import { refillNotDocumented } from './refill-not-documented.js';
import { reprogramNotBilled } from './reprogram-not-billed.js';
import { reprogramNotDocumented } from './reprogram-not-documented.js';
import { route } from './route.js';
import { serviceMismatch } from './service-mismatch.js';
import { studyCode } from './study-code.js';
import { surgeryCode } from './surgery-code.js';

/** The rules of the group in catalog order. `npm run generate` adds the new ones. */
export const serviceSelectionRules: readonly AnyRule[] = [
  performerLevel,
  reprogramNotDocumented,
  reprogramNotBilled,
  refillNotDocumented,
  refillNotBilled,
  analysisNotDocumented,
  analysisNotBilled,
  route,
  pumpNotProgrammable,
  surgeryCode,
  studyCode,
  imagingCode,
  serviceMismatch,
  codeUndecided,
];
