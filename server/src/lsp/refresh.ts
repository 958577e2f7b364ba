import type { Context } from './context.js';
import { debounce } from './debounce.js';

/**
 * Has the client ask again after settings or files have changed. For what it shows of a note whose text it changed
 * itself it asks of its own.
 * @param what for the log
 */
export function refreshWhenElsewhere(context: Context, what: string, refresh: () => Promise<void>): void {
  const settled = debounce(
    { quietMs: 300, atMostMs: 2000 },
    async () => {
      await context.ready();
      await refresh();
    },
    error => context.log.failure(`refreshing ${what}`, error),
  );
  context.onChange(note => {
    if (!note) settled();
  });
}
