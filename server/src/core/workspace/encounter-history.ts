import type { History, HistoryEntry, HistoryKey } from '../visit/history.js';

/** So many steps are made sooner than remembered. */
const LONG_WAY = 8;

/**
 * The earlier encounters of a patient, newest first. A history is never changed: it is the newest
 * encounter and the history before it, so that two encounters with the same past share one object, and the same object
 * means the same past.
 */
export class EncounterHistory implements History {
  readonly length: number;
  /** Where {@link since} leads from here; remembered where the way is long. */
  private known: Partial<Record<HistoryKey, EncounterHistory | 'nowhere'>> | undefined;

  constructor(
    readonly newest: HistoryEntry | undefined,
    readonly earlier: EncounterHistory | undefined,
  ) {
    this.length = earlier ? earlier.length + 1 : 0;
  }

  /** The history after one more encounter. */
  with(visit: HistoryEntry): EncounterHistory {
    return new EncounterHistory(visit, this);
  }

  /** Whether this is a history with one more encounter than the other. */
  isAfter(other: EncounterHistory): boolean {
    return this.earlier === other;
  }

  since(trait: HistoryKey): EncounterHistory | undefined {
    let past: EncounterHistory | undefined = this;
    let steps = 0;
    for (; past?.newest && !past.newest.facts[trait]; past = past.earlier, steps++) {
      const known = past.known?.[trait];
      if (known === undefined) continue;
      past = known === 'nowhere' ? undefined : known;
      break;
    }
    const found = past?.newest ? past : undefined;
    if (steps > LONG_WAY) (this.known ??= {})[trait] = found ?? 'nowhere';
    return found;
  }

  find(test: (earlier: HistoryEntry) => boolean): HistoryEntry | undefined {
    for (let past: EncounterHistory | undefined = this; past?.newest; past = past.earlier)
      if (test(past.newest)) return past.newest;
    return undefined;
  }
}

export const NO_HISTORY = new EncounterHistory(undefined, undefined);
