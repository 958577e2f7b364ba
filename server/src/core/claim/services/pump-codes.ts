/** Questions about the codes of the pump services, answered from the one table. */
import { PUMP_CODES, type DeviceKind, type PerformerLevel, type Space } from '../../codes/service-table.js';

export { PUMP_CODES } from '../../codes/service-table.js';
export type { PerformerLevel, Space } from '../../codes/service-table.js';

/** 62367–62370: they name programmable pumps of the spine and include the electronic analysis. */
export function needsProgrammablePump(code: string): boolean {
  return PUMP_CODES.get(code)?.analysis ?? false;
}

export function isRefillCode(code: string): boolean {
  return PUMP_CODES.get(code)?.fill ?? false;
}

/** 62368–62370. */
export function isReprogrammingCode(code: string): boolean {
  return PUMP_CODES.get(code)?.change ?? false;
}

/** 62367 and 62368. */
export function isAnalysisWithoutRefill(code: string): boolean {
  return needsProgrammablePump(code) && !isRefillCode(code);
}

/** 96522. */
export function isSystemicRefill(code: string): boolean {
  return PUMP_CODES.get(code)?.spaces?.includes('systemic') ?? false;
}

/** 96521. */
export function isExternalPumpRefill(code: string): boolean {
  return PUMP_CODES.get(code)?.device === 'external';
}

export function levelOf(code: string): PerformerLevel | undefined {
  return PUMP_CODES.get(code)?.level;
}

/** Refill codes that are paid at staff level, no matter who filled. */
export function isPaidAtStaffLevel(code: string): boolean {
  return isRefillCode(code) && levelOf(code) !== 'qhp';
}

/** The code for the same service by the other level of performer. */
export function atLevel(code: string, level: PerformerLevel): string | undefined {
  const pump = PUMP_CODES.get(code);
  if (!pump?.level) return undefined;
  for (const [other, is] of PUMP_CODES) if (is.level === level && is.change === pump.change) return other;
  return undefined;
}

/** The code of an analysis with no refill, with or without a change: 62368 or 62367. */
export function analysisCode(change: boolean): string {
  for (const [code, is] of PUMP_CODES) if (is.analysis && !is.fill && is.change === change) return code;
  throw new RangeError('the table has no analysis without a refill');
}

/** The code for the same work without reprogramming: 95991 for 62370, 62367 for 62368. */
export function withoutChange(code: string): string | undefined {
  const pump = PUMP_CODES.get(code);
  if (!pump?.change) return undefined;
  for (const [other, is] of PUMP_CODES)
    if (!is.change && is.fill === pump.fill && is.level === pump.level && is.spaces?.includes('spinal')) return other;
  return undefined;
}

/** Modifiers of a procedure that was reduced or stopped: with one of them, an attempt documents a refill code. */
export const STOPPED_MODIFIERS: ReadonlySet<string> = new Set(['52', '53', '73', '74']);

/**
 * Whether a code is for another device or space than this pump. A systemic pump that the note does not call external
 * may still be a portable one, so 96521 is not wrong for it.
 */
export function isOfOtherSpace(
  code: string,
  pump: { readonly space: Space | undefined; readonly device: DeviceKind | undefined; readonly isImplanted?: boolean },
): boolean {
  const entry = PUMP_CODES.get(code);
  if (!entry) return false;
  if (pump.device === 'external' || pump.device === 'port' || pump.device === 'neurostimulator')
    return entry.device !== pump.device;
  if (!pump.space) return false;
  if (entry.device === 'external') return pump.isImplanted || (pump.device !== undefined && pump.space !== 'systemic');
  return entry.spaces?.includes(pump.space) === false;
}
