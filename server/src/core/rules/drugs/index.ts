import type { AnyRule } from '../rule.js';
import { compoundedDrugCode } from './compounded-drug-code.js';
import { drugClaim } from './drug-claim.js';
import { drugCode } from './drug-code.js';
import { drugExpired } from './drug-expired.js';
import { drugNotDocumented } from './drug-not-documented.js';
import { drugOwner } from './drug-owner.js';
import { drugStrength } from './drug-strength.js';
import { drugUnits } from './drug-units.js';
import { drugWaste } from './drug-waste.js';
import { implantedPumpModifier } from './implanted-pump-modifier.js';
import { ndcFormat } from './ndc-format.js';
import { ndcMissing } from './ndc-missing.js';
import { trialDrug } from './trial-drug.js';
import { unclassifiedDrugCode } from './unclassified-drug-code.js';
import { unclassifiedDrugText } from './unclassified-drug-text.js';

/** The rules of the group in catalog order. `npm run generate` adds the new ones. */
export const drugsRules: readonly AnyRule[] = [
  drugUnits,
  drugCode,
  drugStrength,
  compoundedDrugCode,
  unclassifiedDrugCode,
  ndcMissing,
  unclassifiedDrugText,
  implantedPumpModifier,
  drugWaste,
  drugOwner,
  drugClaim,
  drugNotDocumented,
  trialDrug,
  drugExpired,
  ndcFormat,
];
