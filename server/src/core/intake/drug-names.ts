import type { CodeSets } from '../codes/types.js';
import { MORE_DRUGS, SHORT_NAMES } from './wordings/drugs.js';

/** Finds names of pump drugs in text; `name` is the one that a note uses. */
export interface DrugNames {
  /** Matches any name at any place. */
  readonly any: RegExp;
  nameOf(words: string): string | undefined;
}

export function drugNames(codes: CodeSets): DrugNames {
  const listed = codes.drugs().map(({ name, brands, aliases }) => ({
    name,
    says: [name, ...brands, ...aliases.filter(alias => alias.length > 3)]
      .map(word => word.toLowerCase().replaceAll(/[.+]/g, '\\$&'))
      .join('|'),
  }));
  const all = [...SHORT_NAMES, ...listed, ...MORE_DRUGS].map(({ name, says }) => ({
    name,
    says,
    whole: new RegExp(`^(?:${says})$`),
  }));
  return {
    any: new RegExp(`(?<![\\w-])(?:${all.map(({ says }) => says).join('|')})(?![\\w-])`, 'g'),
    nameOf: words => all.find(({ whole }) => whole.test(words))?.name,
  };
}
