import { DEVICE_CODES } from '../../codes/service-table.js';
import type { BilledCode, Pump } from '../../encounter/model.js';
import { isImplantCode } from '../../visit/surgery-day.js';
import type { Visit } from '../../visit/visit.js';
import { deviceOf } from './service-facts.js';
import { supportedServices } from './supported-services.js';

/** The code of the device that an institution reports beside an implant. */
export interface DueDeviceCode {
  readonly code: string;
  readonly put: Pump;
  readonly device: string;
  /** The line of the implant. */
  readonly implant: BilledCode;
}

/** Inpatient claims have no device codes. */
const INPATIENT = '21';
/** Medicare packages the device of a surgery center: the center need not report it. */
const SURGERY_CENTER = '24';

/** What an outpatient institution reports with the implant on its claim; undefined on any other claim. */
export function dueDeviceCode(visit: Visit): DueDeviceCode | undefined {
  const put = visit.encounter.devices.findLast(device => device.in)?.in;
  const device = deviceOf(put);
  if (visit.bill !== 'facility' || visit.stopped || !isOutpatient(visit)) return undefined;
  if (!put || (device !== 'programmable' && device !== 'constant-flow')) return undefined;
  const implant = visit.claimLines.find(({ code }) => isImplantCode(code));
  if (!implant || !supportedServices(visit).surgery.lines.some(({ code }) => code === implant.code)) return undefined;
  const code = [...DEVICE_CODES.values()].find(
    ({ payment, devices }) => payment === 'facility' && devices.includes(device),
  )?.code;
  return code === undefined ? undefined : { code, put, device, implant };
}

/** Whether the place is one whose claims list the devices. */
function isOutpatient({ pos, codes, policy }: Visit): boolean {
  const place = pos === undefined ? undefined : codes.place(pos);
  if (!place || place.code === INPATIENT) return false;
  return place.code !== SURGERY_CENTER || !policy.isMedicare;
}
