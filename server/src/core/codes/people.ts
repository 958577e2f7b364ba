import { inCapitals } from '../syntax/chars.js';
import { lazy } from './lazy.js';
import type { Caveats } from './caveats.js';
import type { Tables } from './tables.js';
import type { CredentialEntry, TaxonomyEntry } from './types.js';

export interface People {
  credential(word: string): CredentialEntry;
  credentials(): readonly CredentialEntry[];
  taxonomy(code: string): TaxonomyEntry | undefined;
  taxonomies(): readonly TaxonomyEntry[];
}

/** A taxonomy code: ten letters or digits, the last an X. */
const TAXONOMY_LENGTH = 10;

export function createPeople(tables: Tables, marks: Caveats): People {
  const byWord = lazy(() => {
    const map = new Map<string, CredentialEntry>();
    for (const { spellings, ...row } of tables.credentials.rows) {
      const entry: CredentialEntry = { ...row, known: true, ...marks.part(`credential:${row.word}`) };
      for (const word of [row.word, ...(spellings ?? [])]) map.set(word, entry);
    }
    return map;
  });
  const taxonomies = createTaxonomies(tables, marks);

  return {
    credential: word => {
      const upper = inCapitals(word);
      return (
        byWord().get(upper) ?? {
          word: upper,
          class: 'unrecognized',
          known: false,
          summary: 'No credential that these tables know as a performer of pump services.',
          sources: ['410.26'],
        }
      );
    },
    credentials: () => [...new Set(byWord().values())],
    ...taxonomies,
  };
}

function createTaxonomies(tables: Tables, marks: Caveats): Pick<People, 'taxonomy' | 'taxonomies'> {
  const byCode = lazy(() => new Map(tables.taxonomy.rows.map(row => [row[0], row])));
  const byPrefix = lazy(() => new Map(tables.taxonomy.groups.map(group => [group[0], group])));
  const listed = lazy(() => new Set(tables.taxonomy.codes.split(' ')));
  const { source } = tables.taxonomy;

  function taxonomy(code: string): TaxonomyEntry | undefined {
    const upper = code.toUpperCase();
    if (upper.length !== TAXONOMY_LENGTH || !upper.endsWith('X')) return undefined;
    const row = byCode().get(upper);
    if (row) {
      const [, title, credentials, trap] = row;
      return {
        code: upper,
        title,
        summary: `${title}.`,
        credentials,
        listed: true,
        sources: [source],
        ...(trap && { trap }),
        ...marks.part(`taxonomy:${upper}`),
      };
    }
    for (let length = 4; length >= 2; length--) {
      const group = byPrefix().get(upper.slice(0, length));
      if (!group) continue;
      const [, title, credentials] = group;
      return {
        code: upper,
        title,
        summary: `${title}.`,
        credentials,
        listed: listed().has(upper.slice(0, -1)),
        sources: [source],
      };
    }
    return undefined;
  }

  return { taxonomy, taxonomies: () => [...byCode().keys()].map(code => taxonomy(code)!) };
}
