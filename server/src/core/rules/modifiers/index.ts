import type { AnyRule } from '../rule.js';
import { modifierConflict } from './modifier-conflict.js';
import { modifierCount } from './modifier-count.js';
import { modifierNotAccepted } from './modifier-not-accepted.js';
import { modifierOrder } from './modifier-order.js';
import { modifierSetting } from './modifier-setting.js';
import { placeAsModifier } from './place-as-modifier.js';
import { stoppedProcedure } from './stopped-procedure.js';
import { unknownModifier } from './unknown-modifier.js';

/** The rules of the group in catalog order. `npm run generate` adds the new ones. */
export const modifiersRules: readonly AnyRule[] = [
  unknownModifier,
  placeAsModifier,
  modifierNotAccepted,
  modifierConflict,
  modifierSetting,
  modifierOrder,
  modifierCount,
  stoppedProcedure,
];
