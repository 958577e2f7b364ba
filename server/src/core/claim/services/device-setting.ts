/**
 * Which kind of claim a device code belongs on: C-codes on a facility's, supplier codes on those outside a facility.
 */
import { DEVICE_CODES } from '../../codes/service-table.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';
import { nameOfPlace } from './facility.js';

/** C for codes of facilities, E for codes that a physician or supplier bills; undefined for other codes. */
export function settingKind(code: string): 'C' | 'E' | undefined {
  if (/^C\d{4}$/.test(code)) return 'C';
  return DEVICE_CODES.get(code)?.payment === 'supplier' ? 'E' : undefined;
}

/** What is wrong with a code on this kind of claim or at this place; undefined if nothing is. */
export function deviceSettingProblem(visit: Visit, line: BilledCode): string | undefined {
  const kind = settingKind(line.code);
  if (!kind) return undefined;
  return kind === 'C' ? hospitalCodeProblem(visit, line) : supplierCodeProblem(visit, line);
}

function hospitalCodeProblem(visit: Visit, line: BilledCode): string | undefined {
  return visit.bill === 'facility'
    ? undefined
    : `Delete ${line.code}: it belongs on the hospital's or ASC's own claim, and this is a professional claim.`;
}

function supplierCodeProblem(visit: Visit, line: BilledCode): string | undefined {
  if (visit.bill === 'facility') {
    return `Delete ${line.code}: a supplier bills it outside a facility, and an institution reports the device by its C-code.`;
  }
  const place = visit.pos === undefined ? undefined : visit.codes.place(visit.pos);
  return place?.facility
    ? `Delete ${line.code}: it is billed outside a facility only, and this is ${nameOfPlace(place)}.`
    : undefined;
}
