import type { AnyRule } from '../rule.js';
import { afterVolume } from './after-volume.js';
import { alarmDate } from './alarm-date.js';
import { concentrationBridge } from './concentration-bridge.js';
import { doseContinuity } from './dose-continuity.js';
import { nextAfterAlarm } from './next-after-alarm.js';
import { pumpEndOfLife } from './pump-end-of-life.js';
import { refillEarly } from './refill-early.js';
import { refillOverdue } from './refill-overdue.js';
import { reservoirOverfill } from './reservoir-overfill.js';
import { residualDiscrepancy } from './residual-discrepancy.js';

/** The rules of the group in catalog order. `npm run generate` adds the new ones. */
export const historyRules: readonly AnyRule[] = [
  residualDiscrepancy,
  reservoirOverfill,
  afterVolume,
  doseContinuity,
  alarmDate,
  nextAfterAlarm,
  refillEarly,
  refillOverdue,
  concentrationBridge,
  pumpEndOfLife,
];
