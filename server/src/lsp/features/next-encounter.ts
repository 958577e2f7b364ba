import { knownPatients, nextEncounter as begin, servicesAfter } from '../../core/editor/next-encounter.js';
import type { Feature } from '../context.js';
import { toJump } from '../encounter-at.js';
import { noteOf } from '../params.js';
import { answer } from '../requests.js';
import { snippetOf } from '../snippet.js';

/** An encounter to go on with, from the last visit of a patient. */
export const nextEncounter: Feature = context => {
  const { workspace } = context;
  answer(context, 'encounterNotes/patients', 'listing patients', () =>
    knownPatients(workspace).flatMap(({ patient, last, visits }) => {
      const at = toJump(context, last.header);
      return at && last.date
        ? [
            {
              ...at,
              patient,
              date: last.date,
              services: last.services.map(({ value }) => value),
              next: servicesAfter(last),
              visits,
            },
          ]
        : [];
    }),
  );
  answer(context, 'encounterNotes/nextEncounter', 'beginning an encounter', params => {
    const { patient, date, services } = params;
    const key = (params.textDocument ? noteOf(context, params)?.key : undefined) ?? '';
    if (typeof patient !== 'string' || typeof date !== 'string') return null;
    const wanted = { patient, date, services: typeof services === 'string' ? services : undefined };
    const next = begin(workspace, key, wanted);
    return next ? { position: next.at, snippet: snippetOf(next.typed) } : null;
  });
  return {};
};
