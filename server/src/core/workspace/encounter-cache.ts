import type { Encounter } from '../encounter/model.js';
import { readEncounter } from '../encounter/read-encounter.js';
import { sharedRecent } from '../collections/recent.js';
import type { Block } from '../syntax/tree.js';

const READINGS = sharedRecent((block: Block): Encounter => readEncounter(block, block.header!), 128);

/** What an encounter says; remembered of those asked for last. @param block one that has a header */
export function encounterOf(block: Block): Encounter {
  return READINGS.of(block);
}

/** Every encounter of a story may be looked at for each of them, so a whole story must be at hand. */
export function makeRoomFor(encounters: number): void {
  READINGS.makeRoom(encounters);
}
