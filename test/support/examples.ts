import { RULES } from '../../server/src/core/check/catalog';
import type { ExampleOf } from './literate';

/** The notes on the pages of the rules. */
export const exampleOf: ExampleOf = (id, which) => RULES.find(rule => rule.id === id)?.examples[which];
