import { reportOf } from '../../core/report/report.js';
import type { Feature } from '../context.js';
import { encounterAt, rangeOfEncounter } from '../encounter-at.js';
import { answer } from '../requests.js';

/** What was decided on one encounter, by which rule and on what evidence, for a view beside the note. */
export const explainEncounter: Feature = context => {
  const { workspace, notes } = context;
  answer(context, 'encounterNotes/explainEncounter', 'explaining an encounter', params => {
    const found = encounterAt(context, params);
    return found
      ? {
          range: rangeOfEncounter(found.file, found.encounter),
          report: reportOf(workspace, [found.encounter], key => notes.byKey(key)?.uri ?? key),
        }
      : null;
  });
  return {};
};
