import { createDiagnoses, spellDiagnosis } from './diagnoses.js';
import { createDrugs } from './drugs.js';
import { lazy } from './lazy.js';
import { createCaveats } from './caveats.js';
import { createModifiers } from './modifiers.js';
import { nearest } from './nearest.js';
import { createPairs } from './pairs.js';
import { createPeople } from './people.js';
import { createPlaces } from './places.js';
import { createProcedures } from './procedures.js';
import { shippedTables, type Tables } from './tables.js';
import type { CodeSetName, CodeSets, Source } from './types.js';
import { createUnits } from './units.js';

/** The code sets over the shipped tables, or over others of the same shape. Pure; each table is indexed on its first use. */
export function createCodeSets(tables: Tables = shippedTables): CodeSets {
  const marks = createCaveats(tables);
  const procedures = createProcedures(tables, marks);
  const diagnoses = createDiagnoses(tables, marks);
  const pairs = createPairs(tables, code => procedures.get(code)?.from);
  const modifiers = createModifiers(tables, marks);
  const places = createPlaces(tables, marks);
  const people = createPeople(tables, marks);
  const units = createUnits(tables, marks);
  const drugs = createDrugs(tables, marks, procedures.get);
  const sources = lazy(() => new Map(tables.sources.rows.map(source => [source.id, source])));

  const sets: Readonly<Record<CodeSetName, { edition: string; complete?: boolean }>> = {
    CPT: tables.cpt,
    HCPCS: tables.hcpcs,
    'ICD-10-CM': tables.icd10cm,
    NCCI: tables.ncciPairs,
    MUE: tables.unitLimits,
    MPFS: tables.feeSchedule,
    modifiers: tables.modifiers,
    places: tables.places,
    taxonomy: tables.taxonomy,
    units: tables.units,
    credentials: tables.credentials,
    drugs: tables.drugs,
  };

  function source(id: string): Source {
    const found = sources().get(id);
    if (!found) throw new RangeError(`no source is called "${id}"`);
    return found;
  }

  return {
    procedure: procedures.get,
    procedureStatus: procedures.status,
    procedures: procedures.all,
    addOn: procedures.addOn,
    isComplete: set => sets[set].complete ?? false,
    edition: set => sets[set].edition,

    diagnosis: diagnoses.get,
    diagnosisStatus: diagnoses.status,
    billableChildren: diagnoses.billableChildren,
    headerSince: diagnoses.headerSince,
    searchDiagnoses: (words, date, limit = 50) => diagnoses.search(words, date, limit),
    diagnoses: diagnoses.all,
    excludes1: diagnoses.excludes1,

    pair: pairs.inForce,
    pairHistory: pairs.history,
    bundledInto: pairs.bundledInto,

    modifier: modifiers.get,
    modifierStatus: modifiers.status,
    modifiers: modifiers.all,
    modifierFit: (modifier, code) => modifiers.fit(modifier, procedures.get(code)),
    modifierConflict: modifiers.conflict,
    bypassesPairs: modifier => modifiers.get(modifier)?.bypassesPairs ?? false,

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
    codesOfDrug: (name, date, use = 'pump') => drugs.codesOf(name, date, use),
    drugsOfCode: drugs.ofCode,

    nearestCodes: (text, date, set = 'procedure') => {
      if (set === 'diagnosis') {
        const bare = text.replace('.', '').toUpperCase();
        return nearest(bare, word => diagnoses.status(word, date) === 'billable').map(spellDiagnosis);
      }
      const status = set === 'modifier' ? modifiers.status : procedures.status;
      return nearest(text.toUpperCase(), word => status(word, date) === 'valid');
    },

    source,
    sources: () => tables.sources.rows,
    unverifiedAbout: marks.about,
  };
}
