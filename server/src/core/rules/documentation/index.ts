import type { AnyRule } from '../rule.js';
import { analysisReason } from './doc-analysis-reason.js';
import { documentedAuthorization } from './doc-authorisation.js';
import { benefits } from './doc-benefits.js';
import { changeReason } from './doc-change-reason.js';
import { documentedDevice } from './doc-device.js';
import { drugCost } from './doc-drug-cost.js';
import { drugDetail } from './doc-drug-detail.js';
import { documentedImaging } from './doc-imaging.js';
import { nextRefill } from './doc-next-refill.js';
import { physicianSkill } from './doc-physician-skill.js';
import { preparation } from './doc-preparation.js';
import { reassessment } from './doc-reassessment.js';
import { documentedResidual } from './doc-residual.js';
import { response } from './doc-response.js';
import { site } from './doc-site.js';
import { statusAfter } from './doc-status-after.js';
import { statusBefore } from './doc-status-before.js';
import { technique } from './doc-technique.js';
import { documentedTrial } from './doc-trial.js';
import { documentedWaste } from './doc-waste.js';

/** The rules of the group in catalog order. `npm run generate` adds the new ones. */
export const documentationRules: readonly AnyRule[] = [
  statusBefore,
  statusAfter,
  response,
  changeReason,
  reassessment,
  drugCost,
  drugDetail,
  documentedWaste,
  documentedResidual,
  technique,
  physicianSkill,
  nextRefill,
  documentedDevice,
  documentedImaging,
  documentedTrial,
  preparation,
  site,
  benefits,
  documentedAuthorization,
  analysisReason,
];
