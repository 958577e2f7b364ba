import { RULES } from '../../server/src/core/check/catalog';
import { createLanguage, type Language } from '../../server/src/core/language';
import { language } from './checking';
import { releasesIn } from './releases';
import type { ExampleOf } from './literate';

/** The notes on the pages of the rules. */
export const exampleOf: ExampleOf = (id, which) => RULES.find(rule => rule.id === id)?.examples[which];

/** What the notes of a rule are checked with: the shipped tables, and the file that its examples load. */
export function languageOf(id: string): Language {
  const loads = RULES.find(rule => rule.id === id)?.examples.loads;
  return loads === undefined ? language : createLanguage(releasesIn(loads));
}
