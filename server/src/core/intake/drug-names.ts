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
  const short = SHORT_NAMES.map(({ before, ...one }) => ({
    ...one,
    ahead: before === undefined ? '' : `(?=${before})`,
  }));
  const others = [...listed, ...MORE_DRUGS].map(one => ({ ...one, ahead: '' }));
  const all = [...short, ...others].map(({ name, says, ahead }) => ({
    name,
    says,
    found: `(?:${says})${ahead}`,
    whole: new RegExp(`^(?:${says})$`),
  }));
  return {
    any: new RegExp(`(?<![\\w-])(?:${all.map(({ found }) => found).join('|')})(?![\\w-])`, 'g'),
    nameOf: words => all.find(({ whole }) => whole.test(words))?.name,
  };
}
