import { memo } from '../collections/memo.js';
import type { Encounter } from '../encounter/model.js';
import { readEncounter } from '../encounter/read-encounter.js';
import type { Block } from '../syntax/tree.js';

/** What an encounter says; its block keeps it. @param block one that has a header */
export const encounterOf = memo((block: Block): Encounter => readEncounter(block, block.header!));
