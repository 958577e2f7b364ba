import { CHANGED, type DayEncounter } from '../../../../protocol/messages.js';
import { days as daysOf, type Day } from '../../core/editor/day-tree.js';
import type { Context, Feature } from '../context.js';
import { toJump, toState } from '../encounter-at.js';
import { answer } from '../requests.js';
import { debounce } from '../debounce.js';

/**
 * The days of the workspace; only the encounters of a day that is asked for are checked. Tells the client when what it
 * shows may be old.
 */
export const days: Feature = context => {
  const { connection, workspace, log } = context;
  answer(context, 'encounterNotes/days', 'listing days', () =>
    daysOf(workspace).map(({ date, encounters }) => ({ date: date ?? null, encounters: encounters.length })),
  );
  answer(context, 'encounterNotes/day', 'listing a day', ({ date }) => {
    const day = daysOf(workspace).find(one => (one.date ?? null) === (date ?? null));
    return day?.encounters.flatMap(one => toDayEncounter(context, one) ?? []) ?? [];
  });
  if (context.wantsChanges) {
    const notify = debounce(
      { quietMs: 250, atMostMs: 2000 },
      async () => {
        await context.ready();
        await connection.sendNotification(CHANGED);
      },
      error => log.failure('telling of changes', error),
    );
    context.onChange(notify);
  }
  return {};
};

function toDayEncounter(context: Context, { encounter }: Day['encounters'][number]): DayEncounter | undefined {
  const at = toJump(context, encounter.header);
  return at
    ? {
        ...at,
        patient: encounter.patient?.value ?? null,
        services: encounter.services.map(({ value }) => value),
        state: toState(context, encounter.block),
      }
    : undefined;
}
