/** The service lines of the derived claim, with the modifiers that the facts lead to. */
import type { Reason } from '../claim/reason.js';
import { dueDeviceCode } from '../claim/services/due-device-code.js';
import { excludesMethod } from '../claim/services/guidance.js';
import { belongsToFacility } from '../claim/services/facility.js';
import { componentOf } from '../claim/services/component.js';
import { marksOf } from '../claim/services/line-marks.js';
import { openLines } from '../claim/services/open-lines.js';
import { isRefillCode } from '../claim/services/pump-codes.js';
import { stoppedLines } from '../claim/services/stopped-lines.js';
import { supportedServices, type ServiceLine } from '../claim/services/supported-services.js';
import { GUIDANCE_CODES, PUMP_CODES } from '../codes/service-table.js';
import type { BilledCode } from '../encounter/model.js';
import { memoByVisit } from '../visit/memo.js';
import type { Visit } from '../visit/visit.js';

/** A service that the facts support, with its modifiers. */
export interface SupportedService {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly reasons: readonly Reason[];
  readonly doubt?: string | undefined;
}

/**
 * What the decision tables lead to and the note decides, a stopped or failed procedure as it is billed, guidance that
 * is stated, and the device code of an institution.
 */
export const supportedLines = memoByVisit((visit): readonly SupportedService[] => {
  const stopped = stoppedLines(visit);
  const isRefillStopped = stopped.some(({ code }) => isRefillCode(code));
  const open = new Set(openLines(visit).flatMap(({ codes }) => codes));
  const services = supportedServices(visit).lines.filter(
    ({ code }) =>
      !open.has(code) &&
      !belongsToFacility(visit, code) &&
      !(isRefillStopped && PUMP_CODES.has(code)) &&
      !stopped.some(line => line.code === code),
  );
  const device = dueDeviceCode(visit);
  return [
    ...stopped.map(line => marked(visit, line)),
    ...services.map(line => withModifiers(visit, line)),
    ...guidanceLines(visit).map(line => marked(visit, line)),
    ...(device
      ? [{ code: device.code, modifiers: [], reasons: [{ text: 'the device that went in', at: device.put }] }]
      : []),
  ];
});

/** Adds the professional component, where the equipment is the facility's, and the marks of the line. */
function withModifiers(visit: Visit, { code, reasons, doubt }: ServiceLine): SupportedService {
  return marked(visit, { code, modifiers: componentOf(visit, code), reasons, doubt });
}

function marked(visit: Visit, line: SupportedService): SupportedService {
  const { modifiers, doubts } = marksOf(visit, line.code);
  const doubt = [...(line.doubt ? [line.doubt] : []), ...doubts].join('; ');
  return { ...line, modifiers: [...line.modifiers, ...modifiers], ...(doubt ? { doubt } : {}) };
}

/** Guidance that is billed apart and stated: nothing leads to it, and the note bears it out. */
function guidanceLines(visit: Visit): SupportedService[] {
  const { imaging } = visit.encounter;
  if (!imaging?.kind) return [];
  const isStated = ({ code }: BilledCode): boolean => {
    const guidance = GUIDANCE_CODES.get(code);
    return guidance !== undefined && !visit.codes.procedure(code)?.isAddOn && !excludesMethod(visit, guidance.method);
  };
  return visit.claimLines.filter(isStated).map(({ code }) => ({
    code,
    modifiers: componentOf(visit, code),
    reasons: [{ text: 'the imaging that is stated', at: imaging }],
  }));
}
