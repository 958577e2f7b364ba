import type { Encounter } from '../encounter/model.js';
import type { History } from '../encounter/visit.js';
import type { Block } from '../syntax/tree.js';
import { encounterOf } from './readings.js';

/**
 * The earlier encounters of a patient, newest first, each read when it is looked at. A history is never changed: it is the newest
 * encounter and the history before it, so that two encounters with the same past share one object, and the same object means the same past.
 */
export class PastEncounters implements History {
  readonly length: number;

  constructor(private readonly newest?: Block, private readonly earlier?: PastEncounters) {
    this.length = earlier ? earlier.length + 1 : 0;
  }

  /** The history after one more encounter. */
  with(block: Block): PastEncounters {
    return new PastEncounters(block, this);
  }

  /** Whether this is a history with one more encounter than the other. */
  isAfter(other: PastEncounters): boolean {
    return this.earlier === other;
  }

  *[Symbol.iterator](): Iterator<Encounter> {
    for (let past: PastEncounters | undefined = this; past?.newest; past = past.earlier) yield encounterOf(past.newest);
  }

  find(test: (encounter: Encounter) => unknown): Encounter | undefined {
    for (const encounter of this) if (test(encounter)) return encounter;
    return undefined;
  }

  some(test: (encounter: Encounter) => unknown): boolean {
    return this.find(test) !== undefined;
  }
}

export const NO_HISTORY = new PastEncounters();
