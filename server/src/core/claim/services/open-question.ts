import { list } from '../../text/prose.js';
import type { Visit } from '../../visit/visit.js';
import { openLines } from './open-lines.js';
import type { Missing } from './pump-service.js';
import { supportedServices } from './supported-services.js';

/** Where each missing fact is filled in. */
const FIELDS: Readonly<Record<Exclude<Missing, 'edition'>, string>> = {
  route: 'the route in pump:',
  type: 'the pump type in pump:',
  performer: 'by:',
  fill: 'fill:',
  read: 'read:',
  prog: 'prog:',
};

/** What the note leaves open: `62367 or 62368? Fill in read: and prog:`; undefined if nothing is open. */
export function openQuestion(visit: Visit): string | undefined {
  const ofLines = openLines(visit).map(({ codes, field }) => `${list(codes, 'or')}? Fill in ${field}`);
  return [...questionOfPump(visit), ...new Set(ofLines)].join('; ') || undefined;
}

function questionOfPump(visit: Visit): string[] {
  const { pump } = supportedServices(visit);
  if (pump.outcome !== 'undecided' || pump.inside) return [];
  const open = pump.open.length ? `${list(pump.open, 'or')}?` : 'Service not decided:';
  return [`${open} ${fillIn(pump.missing)}`];
}

function fillIn(missing: readonly Missing[]): string {
  if (missing.includes('edition')) return 'No code edition covers this date';
  const fields = missing.flatMap(fact => (fact === 'edition' ? [] : [FIELDS[fact]]));
  return `Fill in ${list([...new Set(fields)])}`;
}
