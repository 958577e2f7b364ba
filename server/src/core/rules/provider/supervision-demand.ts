import { isRefillCode } from '../../claim/services/pump-codes.js';
import type { BilledCode } from '../../encounter/model.js';
import type { Visit } from '../../visit/visit.js';

/** What of a claim needs supervision that the record proves. */
export interface SupervisionDemand {
  /** The line of the staff's service; a sure one before one marked `?`. */
  readonly line: BilledCode;
}

/**
 * Work of the staff that a practitioner bills outside a facility: a pump service, or the staff visit 99211. Undefined
 * if the note does not show all of that, and where the place or the code is itself wrong (telehealth, a facility).
 */
export function supervisionDemand(visit: Visit): SupervisionDemand | undefined {
  if (visit.bill !== 'pro' || visit.performer?.class !== 'staff' || visit.pos === undefined) return undefined;
  const place = visit.codes.place(visit.pos);
  if (!place || place.facility || place.telehealth || place.incidentTo === 'own-rules') return undefined;
  const line = staffLine(visit);
  return line && { line };
}

/** The line that bills what the staff did. */
export function staffLine(visit: Visit): BilledCode | undefined {
  const services = visit.linesToCheck.filter(({ code }) => {
    const kind = visit.codes.procedure(code)?.kind;
    return kind === 'pump-service' || kind === 'infusion' || code === '99211';
  });
  return (
    services.find(line => !line.unsure && isRefillCode(line.code)) ?? services.find(line => !line.unsure) ?? services[0]
  );
}
