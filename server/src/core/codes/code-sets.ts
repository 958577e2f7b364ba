import type { IsoDate } from '../syntax/iso-day.js';
import { createCaveats } from './caveats.js';
import { createDiagnoses } from './diagnoses.js';
import { createDrugs } from './drugs.js';
import { disagreementsOf } from './disagreements.js';
import { createEditions, setOf, shippedEditions } from './editions.js';
import { createGaps } from './gaps.js';
import type { ReleaseSet } from './import/release.js';
import { lazy } from './lazy.js';
import { createCoverage } from './loaded/coverage.js';
import type { LoadedRelease } from './loaded/loaded-release.js';
import { withLoadedModifiers } from './loaded/modifiers.js';
import { NO_PAIRS, withLoadedPairs } from './loaded/pairs.js';
import { withLoadedProcedures } from './loaded/procedures.js';
import { createReleases } from './loaded/releases.js';
import { createModifiers } from './modifiers.js';
import { createPairs } from './pairs.js';
import { createPeople } from './people.js';
import { createPlaces } from './places.js';
import { createProcedures } from './procedures.js';
import { createSearch } from './search.js';
import { shippedTables, type Tables } from './tables.js';
import type { CodeSetName, CodeSets, CodeView, Source, Vocabulary } from './types.js';
import { createUnits } from './units.js';
import { viewOn } from './view.js';

/** Views that are kept: a workspace has many visits on few dates. */
const MAX_VIEWS = 512;

/**
 * The code sets over the shipped tables, or over others of the same shape. Pure; each table is indexed on its first
 * use.
 * @param loaded releases that the user has loaded; each takes the place of the shipped table in its days
 */
export function createCodeSets(tables: Tables = shippedTables, loaded: readonly LoadedRelease[] = []): CodeSets {
  const shipped = shippedEditions(tables);
  const shippedFrom = (set: ReleaseSet): readonly IsoDate[] => {
    if (set === 'add-on edits') return tables.addOns.effective ? [tables.addOns.effective] : [];
    const own = setOf(set);
    return own === undefined ? [] : shipped[own].flatMap(({ from }) => from ?? []);
  };
  const releases = createReleases(loaded, set => (set === 'ICD-10-CM' ? [] : shippedFrom(set)));
  const gaps = createGaps(releases, shippedFrom);
  const caveats = createCaveats(tables);
  const procedures = createProcedures(tables, caveats);
  const drugs = createDrugs(tables, caveats, procedures.get);
  const places = createPlaces(tables, caveats);
  const people = createPeople(tables, caveats);
  const units = createUnits(tables, caveats);
  const sources = lazy(
    () =>
      new Map(
        [...tables.sources.rows, ...releases.all().map(release => release.source)].map(source => [source.id, source]),
      ),
  );

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
  const own = {
    procedures,
    diagnoses: createDiagnoses(tables, caveats, releases, gaps),
    pairs: createPairs(tables, code => procedures.get(code)?.from),
    modifiers: createModifiers(tables, caveats),
  };
  const merged = {
    procedures: withLoadedProcedures(own.procedures, releases),
    diagnoses: own.diagnoses,
    pairs: withLoadedPairs(own.pairs, releases),
    modifiers: withLoadedModifiers(own.modifiers, releases),
  };
  const parts = {
    ...merged,
    vocabulary,
    drugs,
    coverage: createCoverage(releases),
    releases,
    gaps,
    hospitalPairs: withLoadedPairs(NO_PAIRS, releases, 'NCCI hospital'),
    editions: createEditions(shipped, releases),
    search: createSearch({
      ...merged,
      releases,
      coderTerms: tables.coderTerms.rows,
      searchWords: tables.searchWords.rows,
      diagnosisNames: tables.diagnosisNames.rows,
    }),
  };
  const views = new Map<string, CodeView>();
  return {
    ...vocabulary,
    coderTerms: tables.coderTerms.rows,
    editions: () =>
      Object.entries(shipped).flatMap(([set, editions]) =>
        editions.map(edition => ({ ...edition, set: set as CodeSetName })),
      ),
    loaded: () => loaded.map(({ blocks: _blocks, ...info }) => info),
    disagreements: others => disagreementsOf({ ...own, tables }, others),
    releaseRows: (set, date) => (set === 'ICD-10-CM' ? own.diagnoses.rowsBefore(date) : undefined),
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
