import { patientTimeline as pointsOf } from '../../core/editor/patient-timeline.js';
import type { Feature } from '../context.js';
import { encounterAt, rangeOfEncounter, toJump } from '../encounter-at.js';
import { answer } from '../requests.js';

/** The visits of the patient at a position. */
export const patientTimeline: Feature = context => {
  const { workspace } = context;
  answer(context, 'encounterNotes/patientTimeline', 'listing visits', params => {
    const found = encounterAt(context, params);
    const patient = found?.encounter.patient?.value;
    if (!found || patient === undefined) return null;
    const points = pointsOf(workspace, patient).flatMap(({ encounter, dose, filled, alarm, eri, date, services }) => {
      const at = toJump(context, encounter.header);
      if (!at) return [];
      const drawn = dose ? { words: dose.words, mgPerDay: dose.mgPerDay ?? null } : null;
      return [{ ...at, date, services, dose: drawn, filled: filled ?? null, alarm: alarm ?? null, eri: eri ?? null }];
    });
    return { range: rangeOfEncounter(found.file, found.encounter), patient, points };
  });
  return {};
};
