import type { IsoDate } from '../syntax/iso-day.js';
import { createCaveats } from './caveats.js';
import { createDiagnoses } from './diagnoses.js';
import { createDrugs } from './drugs.js';
import { createEditions } from './editions.js';
import { lazy } from './lazy.js';
import { createModifiers } from './modifiers.js';
import { createPairs } from './pairs.js';
import { createPeople } from './people.js';
import { createPlaces } from './places.js';
import { createProcedures } from './procedures.js';
import { shippedTables, type Tables } from './tables.js';
import type { CodeSets, CodeView, Source, Vocabulary } from './types.js';
import { createUnits } from './units.js';
import { viewOn } from './view.js';

/** Views that are kept: a workspace has many visits on few dates. */
const MAX_VIEWS = 512;

/** The code sets over the shipped tables, or over others of the same shape. Pure; each table is indexed on its first use. */
export function createCodeSets(tables: Tables = shippedTables): CodeSets {
  const caveats = createCaveats(tables);
  const procedures = createProcedures(tables, caveats);
  const drugs = createDrugs(tables, caveats, procedures.get);
  const places = createPlaces(tables, caveats);
  const people = createPeople(tables, caveats);
  const units = createUnits(tables, caveats);
  const sources = lazy(() => new Map(tables.sources.rows.map(source => [source.id, source])));

  function source(id: string): Source {
    const found = sources().get(id);
    if (!found) throw new RangeError(`no source is called "${id}"`);
    return found;
  }

  const vocabulary: Vocabulary = {
    place: places.get,
    places: places.all,
    taxonomy: people.taxonomy,
    taxonomies: people.taxonomies,
    unit: units.get,
    units: units.all,
    credential: people.credential,
    credentials: people.credentials,
    drugByName: drugs.byName,
    drugs: drugs.all,
    drugsOfCode: drugs.ofCode,
    source,
    sources: () => tables.sources.rows,
    unverifiedAbout: caveats.about,
  };
  const parts = {
    vocabulary,
    procedures,
    drugs,
    editions: createEditions(tables),
    diagnoses: createDiagnoses(tables, caveats),
    pairs: createPairs(tables, code => procedures.get(code)?.from),
    modifiers: createModifiers(tables, caveats),
  };
  const views = new Map<string, CodeView>();
  return {
    ...vocabulary,
    coderTerms: tables.coderTerms.rows,
    on: (date: IsoDate | undefined) => {
      const key = date ?? '';
      let view = views.get(key);
      if (!view) {
        if (views.size >= MAX_VIEWS) views.clear();
        views.set(key, (view = viewOn(parts, date)));
      }
      return view;
    },
  };
}
