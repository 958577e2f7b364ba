import type { Encounter } from '../encounter/model.js';
import { readEncounter, readEncounters } from '../encounter/read-encounter.js';
import type { Block } from '../syntax/tree.js';

/** What an encounter says; its block keeps it. @param block one that has a header */
export function encounterOf(block: Block): Encounter {
  const known = block.memo.get(readEncounter) as Encounter | undefined;
  if (known) return known;
  const encounter = readEncounter(block, block.header!);
  block.memo.set(readEncounter, encounter);
  return encounter;
}

/** Reads the encounters that were not read yet, side by side. */
export function readTogether(blocks: readonly Block[]): void {
  const unread = blocks.filter(block => !block.memo.has(readEncounter));
  readEncounters(unread).forEach((encounter, i) => unread[i]!.memo.set(readEncounter, encounter));
}
