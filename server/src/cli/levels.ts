import type { FailOn } from '../project/config.js';
import type { Severity } from '../core/policy/severity.js';

/** Most severe first. */
export const LEVELS: readonly Severity[] = ['error', 'warning', 'info', 'hint'];
export const FAIL_ON: readonly FailOn[] = [...LEVELS, 'never'];

export const DEFAULT_FAIL_ON: FailOn = 'warning';
export const DEFAULT_SEVERITY: Severity = 'hint';

/** Whether a finding is at least as severe as a level. */
export function reaches(severity: Severity, level: FailOn): boolean {
  return level !== 'never' && LEVELS.indexOf(severity) <= LEVELS.indexOf(level);
}
