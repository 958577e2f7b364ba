/** Billed lines of a stopped or failed procedure whose modifier the note bears out. */
import type { Reason } from '../reason.js';
import type { Visit } from '../../visit/visit.js';
import { decideDiscontinued, stopModifiers, stoppable, type DiscontinuedDecision } from './discontinued.js';
import { isRefillCode } from './pump-codes.js';
import { explainCode, supportedServices } from './supported-services.js';

export interface StoppedLine {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly reasons: readonly Reason[];
}

/** Lines that carry a modifier of a stopped procedure which the note bears out. */
export function stoppedLines(visit: Visit): StoppedLine[] {
  const { pump } = supportedServices(visit);
  const decision = visit.stopped ? decideDiscontinued(visit) : undefined;
  if (decision?.kind === 'no code') return [];
  const allowed = allowedBy(decision);
  return stoppable(visit).flatMap(line => {
    const modifiers = stopModifiers(line).map(({ value }) => value);
    const isOfAttempt = !visit.stopped && !(pump.attempt && isRefillCode(line.code));
    if (isOfAttempt || !modifiers.length || !modifiers.every(value => allowed.includes(value))) return [];
    if (explainCode(supportedServices(visit), line.code).verdict === 'wrong') return [];
    return [{ code: line.code, modifiers, reasons: reasonsOf(decision?.reasons ?? [], pump.reasons) }];
  });
}

/** The modifiers that the stage of a stop allows; without a stop, those of a failed refill. */
function allowedBy(decision: Exclude<DiscontinuedDecision, { kind: 'no code' }> | undefined): readonly string[] {
  if (!decision) return ['52', '53'];
  return decision.kind === 'modifier' ? decision.allowed : decision.possible;
}

function reasonsOf(stop: readonly Reason[], service: readonly Reason[]): readonly Reason[] {
  return stop.length ? stop : service;
}
