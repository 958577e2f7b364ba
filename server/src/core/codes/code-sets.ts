import type { IsoDate } from '../syntax/iso-day.js';
import { createCaveats, type Caveats } from './caveats.js';
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
import { createReleases, type Releases } from './loaded/releases.js';
import { createModifiers } from './modifiers.js';
import { createPairs } from './pairs.js';
import { createPeople } from './people.js';
import { createPlaces } from './places.js';
import { createProcedures } from './procedures.js';
import { createSearch } from './search.js';
import { shippedTables, type Tables } from './tables.js';
import type { CodeSetName, CodeSets, CodeView, Vocabulary } from './types.js';
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
  const vocabulary = createVocabulary(tables, caveats, releases, drugs);
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
    on: createViews(date => viewOn(parts, date)),
  };
}

/** The words of notes that are not on claims. */
function createVocabulary(
  tables: Tables,
  caveats: Caveats,
  releases: Releases,
  drugs: ReturnType<typeof createDrugs>,
): Vocabulary {
  const places = createPlaces(tables, caveats);
  const people = createPeople(tables, caveats);
  const units = createUnits(tables, caveats);
  const sources = lazy(() => {
    const all = [...tables.sources.rows, ...releases.all().map(release => release.source)];
    return new Map(all.map(source => [source.id, source]));
  });
  return {
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
    source: id => {
      const found = sources().get(id);
      if (!found) throw new RangeError(`no source is called "${id}"`);
      return found;
    },
    sources: () => tables.sources.rows,
    unverifiedAbout: caveats.about,
  };
}

/** The views of the days that were asked for last. */
function createViews(make: (date: IsoDate | undefined) => CodeView): (date: IsoDate | undefined) => CodeView {
  const views = new Map<string, CodeView>();
  return date => {
    const known = views.get(date ?? '');
    if (known) return known;
    if (views.size >= MAX_VIEWS) views.clear();
    const view = make(date);
    views.set(date ?? '', view);
    return view;
  };
}
