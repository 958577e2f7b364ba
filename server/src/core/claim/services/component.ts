import { isOfGroup } from '../../codes/service-table.js';
import type { Visit } from '../../visit/visit.js';

/** 26 for imaging that a professional bills for a facility place: the equipment is the facility's. */
export function componentOf(visit: Visit, code: string): readonly string[] {
  const place = visit.pos === undefined ? undefined : visit.codes.place(visit.pos);
  if (visit.bill === 'facility' || !place?.facility) return [];
  const indicators = visit.codes.procedure(code)?.indicators;
  const isImaging = indicators ? indicators.pctc === '1' : isOfGroup('study-imaging', code);
  return isImaging ? ['26'] : [];
}
