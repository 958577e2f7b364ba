import type { IsoDate } from '../syntax/iso-day.js';
import type { Diagnoses } from './diagnoses.js';
import { spellDiagnosis } from './diagnosis-spelling.js';
import type { Drugs } from './drugs.js';
import type { Editions } from './editions.js';
import { inCapitals } from '../syntax/chars.js';
import type { Gaps } from './gaps.js';
import type { CoverageLists } from './loaded/coverage.js';
import { limitOf } from './loaded/procedures.js';
import { paymentBasis } from './loaded/payment.js';
import type { Releases } from './loaded/releases.js';
import { withLoadedTaxonomy } from './loaded/taxonomy.js';
import type { Modifiers } from './modifiers.js';
import { nearest } from './nearest.js';
import type { Pairs } from './pairs.js';
import type { Procedures } from './procedures.js';
import type { CodeView, FoundCode, Vocabulary } from './types.js';

/** What a view is made of: one part for each kind of table, each asked with a date. */
export interface CodeSetParts {
  readonly vocabulary: Vocabulary;
  readonly editions: Editions;
  readonly procedures: Procedures;
  readonly diagnoses: Diagnoses;
  readonly pairs: Pairs;
  readonly hospitalPairs: Pairs;
  readonly coverage: CoverageLists;
  readonly releases: Releases;
  readonly gaps: Gaps;
  readonly modifiers: Modifiers;
  readonly drugs: Drugs;
  search(words: string, date: IsoDate, limit: number): readonly FoundCode[];
}

type Dated = Omit<CodeView, keyof Vocabulary>;

/** The code sets on a date of service. */
export function viewOn(parts: CodeSetParts, date: IsoDate | undefined): CodeView {
  if (date === undefined) return { ...parts.vocabulary, ...undated(parts) };
  const taxonomies = parts.releases.on('taxonomy', date);
  return {
    ...parts.vocabulary,
    ...dated(parts, date),
    ...(taxonomies && { taxonomy: withLoadedTaxonomy(parts.vocabulary.taxonomy, taxonomies) }),
  };
}

function dated(parts: CodeSetParts, date: IsoDate): Dated {
  const { editions, releases, gaps, procedures, diagnoses, pairs, hospitalPairs, coverage, modifiers, drugs, search } =
    parts;
  return {
    date,
    edition: set => editions.on(set, date),
    isComplete: set => editions.isComplete(set, date),
    release: set => releases.deciding(set, date)?.name,
    missingFile: set => gaps.missing(set, date),
    isAfterEnd: set => editions.isAfterEnd(set, date),

    procedure: code => procedures.get(code, date),
    status: code => procedures.status(code, date),
    procedures: procedures.all,
    loadedStartingWith: prefix => procedures.loadedStartingWith(inCapitals(prefix), date),
    addOn: code => procedures.addOn(code, date),

    diagnosis: diagnoses.get,
    diagnosisStatus: code => diagnoses.status(code, date),
    billableChildren: code => diagnoses.billableChildren(code, date),
    headerSince: code => diagnoses.headerSince(code, date),
    searchDiagnoses: (words, limit = 50) => diagnoses.search(words, date, limit),
    diagnosesStartingWith: prefix => diagnoses.startingWith(prefix, date),
    diagnoses: diagnoses.families,
    excludes1: (a, b) => diagnoses.excludes1(a, b, date),

    pair: (column1, column2) => pairs.inForce(column1, column2, date),
    hospitalPair: (column1, column2) => hospitalPairs.inForce(column1, column2, date),
    missingHospitalPairs: (column1, column2) =>
      gaps.missingFor('NCCI hospital', inCapitals(column1) + inCapitals(column2), date),
    hospitalLimit: code => {
      const release = releases.on('MUE facility', date);
      return release && limitOf(release.table().infoOf(inCapitals(code)), release);
    },
    pairHistory: (column1, column2) => pairs.history(column1, column2, date),
    bundledInto: column1 => pairs.bundledInto(column1, date),

    coverage: (payers, service) => coverage.of(payers, inCapitals(service), date),

    payment: (code, own) => paymentBasis(releases, inCapitals(code), own, date),

    modifier: modifier => modifiers.get(modifier, date),
    modifierStatus: modifier => modifiers.status(modifier, date),
    modifiers: modifiers.all,
    modifierFit: (modifier, code) => modifiers.fit(modifier, procedures.get(code, date)),
    modifierConflict: modifiers.conflict,
    bypassesPairs: modifier => modifiers.get(modifier)?.bypassesPairs ?? false,

    search: (words, limit) => search(words, date, limit),

    codesOfDrug: (name, use = 'pump') => drugs.codesOf(name, date, use),

    nearestCodes: (text, set = 'procedure') => {
      if (set === 'diagnosis') {
        const bare = text.replace('.', '').toUpperCase();
        return nearest(bare, word => diagnoses.status(word, date) === 'billable').map(spellDiagnosis);
      }
      const status = set === 'modifier' ? modifiers.status : procedures.status;
      return nearest(text.toUpperCase(), word => status(word, date) === 'valid');
    },
  };
}

/** Without a date entries are known, and nothing is valid, in force or near. */
function undated({ editions, procedures, diagnoses, pairs, modifiers }: CodeSetParts): Dated {
  return {
    date: undefined,
    edition: set => editions.newest(set),
    isComplete: () => false,
    release: () => undefined,
    missingFile: () => undefined,
    isAfterEnd: () => false,

    procedure: code => procedures.get(code),
    status: () => 'unknown',
    procedures: procedures.all,
    loadedStartingWith: () => [],
    addOn: () => undefined,

    diagnosis: diagnoses.get,
    diagnosisStatus: () => 'unknown',
    billableChildren: () => [],
    headerSince: () => undefined,
    searchDiagnoses: () => [],
    diagnosesStartingWith: () => [],
    diagnoses: diagnoses.families,
    excludes1: () => undefined,

    pair: () => undefined,
    hospitalPair: () => undefined,
    missingHospitalPairs: () => undefined,
    hospitalLimit: () => undefined,
    pairHistory: (column1, column2) => pairs.history(column1, column2),
    bundledInto: () => [],

    coverage: () => undefined,

    payment: () => undefined,

    modifier: modifier => modifiers.get(modifier),
    modifierStatus: () => 'unknown',
    modifiers: modifiers.all,
    modifierFit: (modifier, code) => modifiers.fit(modifier, procedures.get(code)),
    modifierConflict: modifiers.conflict,
    bypassesPairs: modifier => modifiers.get(modifier)?.bypassesPairs ?? false,

    search: () => [],

    codesOfDrug: () => [],
    nearestCodes: () => [],
  };
}
