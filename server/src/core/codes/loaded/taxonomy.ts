import type { TaxonomyEntry } from '../types.js';
import type { OpenRelease } from './releases.js';

type Lookup = (code: string) => TaxonomyEntry | undefined;

/** Codes of a loaded taxonomy: which credentials they fit comes from the shipped groups. */
export function withLoadedTaxonomy(shipped: Lookup, release: OpenRelease): Lookup {
  return code => {
    const own = shipped(code);
    const row = release.table().get(code.toUpperCase());
    if (!own) return undefined;
    if (!row) return release.isExcerpt ? own : { ...own, listed: false };
    return {
      ...own,
      // The shipped title of a code that only its group describes is the group's.
      ...(own.listed ? {} : { title: row.text, summary: `${row.text}.` }),
      listed: true,
      sources: [...own.sources, release.source.id],
    };
  };
}
