import type { AnyRule } from '../rule.js';
import { codeNotOnDate } from './code-not-on-date.js';
import { diagnosisCount } from './diagnosis-count.js';
import { diagnosisDevice } from './diagnosis-device.js';
import { diagnosisDuplicate } from './diagnosis-duplicate.js';
import { diagnosisExcludes } from './diagnosis-excludes.js';
import { diagnosisNotBillable } from './diagnosis-not-billable.js';
import { diagnosisPointer } from './diagnosis-pointer.js';
import { diagnosisSequence } from './diagnosis-sequence.js';
import { diagnosisSupport } from './diagnosis-support.js';
import { diagnosisTerm } from './diagnosis-term.js';
import { neurostimulatorCode } from './neurostimulator-code.js';
import { unknownCode } from './unknown-code.js';

/** The rules of the group in catalog order. `npm run generate` adds the new ones. */
export const codeSetsRules: readonly AnyRule[] = [
  unknownCode,
  codeNotOnDate,
  diagnosisNotBillable,
  diagnosisDevice,
  diagnosisExcludes,
  diagnosisDuplicate,
  diagnosisSequence,
  diagnosisPointer,
  diagnosisCount,
  diagnosisTerm,
  neurostimulatorCode,
  diagnosisSupport,
];
