import type { AnyRule } from '../rule.js';
import { addOnCode } from './add-on-code.js';
import { bundledPair } from './bundled-pair.js';
import { bundledPairModifier } from './bundled-pair-modifier.js';
import { deviceCode } from './device-code.js';
import { deviceCodeSetting } from './device-code-setting.js';
import { emModifier } from './em-modifier.js';
import { emReason } from './em-reason.js';
import { emStaff } from './em-staff.js';
import { facilityService } from './facility-service.js';
import { globalPeriod } from './global-period.js';
import { unitsLimit } from './units-limit.js';
import { visitComplexity } from './visit-complexity.js';

/** The rules of the group in catalog order. `npm run generate` adds the new ones. */
export const editsRules: readonly AnyRule[] = [
  bundledPair,
  bundledPairModifier,
  unitsLimit,
  emModifier,
  emReason,
  emStaff,
  addOnCode,
  visitComplexity,
  facilityService,
  deviceCodeSetting,
  deviceCode,
  globalPeriod,
];
