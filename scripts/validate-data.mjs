// node scripts/validate-data.mjs: checks the code tables and payer profiles of server/data. The build asks first, so
// that no bundle holds an invalid row. The schemas check the shape of each file; this script checks what no schema can
// (a source that exists, a successor that is valid).
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';

const DATA = path.resolve(import.meta.dirname, '../server/data');

/** Every file of server/data: table name → content, and profile file name → content. */
export function readData(directory = DATA) {
  const json = file => JSON.parse(readFileSync(path.join(directory, file), 'utf8'));
  const named = folder =>
    Object.fromEntries(
      readdirSync(path.join(directory, folder))
        .filter(file => file.endsWith('.json'))
        .map(file => [path.basename(file, '.json'), json(path.join(folder, file))]),
    );
  return { tables: named('.'), profiles: named('profiles'), schemas: named('schemas') };
}

/** Everything that is wrong with the data, one sentence each; empty when sound. */
export function problemsOf({ tables, profiles, schemas }) {
  const shape = shapeProblems(tables, profiles, schemas);
  return shape.length > 0 ? shape : [...tableProblems(tables), ...profileProblems(tables, profiles)];
}

/** What checks each table and the profiles; compiled once for the schemas that are read. */
const compiled = new WeakMap();

function validatorsOf(schemas) {
  let validators = compiled.get(schemas);
  if (!validators) {
    const ajv = new Ajv({ allErrors: true, strict: false });
    ajv.addSchema(schemas['tables.schema'], 'tables');
    const names = Object.keys(schemas['tables.schema'].definitions);
    const tables = new Map(names.map(name => [name, ajv.getSchema(`tables#/definitions/${name}`)]));
    compiled.set(schemas, (validators = { tables, profile: ajv.compile(schemas['profile.schema']) }));
  }
  return validators;
}

function shapeProblems(tables, profiles, schemas) {
  const validators = validatorsOf(schemas);
  const problems = [];
  const report = (file, validate, content) => {
    if (validate(content)) return;
    for (const error of validate.errors) problems.push(`${file}${error.instancePath} ${error.message}`);
  };
  for (const [name, content] of Object.entries(tables)) {
    const validate = validators.tables.get(name);
    if (!validate) problems.push(`${name}.json has no schema`);
    else report(`${name}.json`, validate, content);
  }
  for (const [name, content] of Object.entries(profiles)) report(`profiles/${name}.json`, validators.profile, content);
  return problems;
}

/** The checks of the tables, each of one subject. */
const TABLE_CHECKS = [
  checkProcedures,
  checkSuccessors,
  checkFees,
  checkAddOns,
  checkPairs,
  checkEditions,
  checkDiagnosisFlags,
  checkDiagnosisNotes,
  checkDiagnosisNames,
  checkModifiers,
  checkOtherModifiers,
  checkPlaces,
  checkTaxonomy,
  checkDrugs,
  checkUnverified,
];

function tableProblems(tables) {
  const context = contextOf(tables);
  for (const check of TABLE_CHECKS) check(context);
  const { problems, sources, procedures } = context;
  return [...problems, ...pumpServiceProblems(tables, sources, procedures), ...pumpProblems(tables, sources)];
}

/** The tables, the keys of some, and the assertions of the checks, which gather `problems`. */
function contextOf(tables) {
  const problems = [];
  const must = (holds, problem) => void (holds || problems.push(problem));
  const unique = (file, keys) => {
    const seen = new Set();
    for (const key of keys) {
      must(!seen.has(key), `${file} names ${key} twice`);
      seen.add(key);
    }
  };
  const ascending = (file, keys) =>
    must(
      keys.every((key, index) => index === 0 || keys[index - 1] < key),
      `${file} is not sorted`,
    );
  const sources = new Set(tables.sources.rows.map(({ id }) => id));
  const procedures = new Map([...tables.cpt.rows, ...tables.hcpcs.rows].map(row => [row.code, row]));
  unique(
    'sources.json',
    tables.sources.rows.map(({ id }) => id),
  );
  return {
    tables,
    problems,
    must,
    unique,
    ascending,
    sourced: (file, of, ids) =>
      ids.forEach(id => must(sources.has(id), `${file}: ${of} names the unknown source ${id}`)),
    known: (file, code) => must(procedures.has(code), `${file}.json names ${code}, which no table describes`),
    sources,
    procedures,
    diagnoses: tables.icd10cm.rows.map(([code]) => code),
    modifiers: [
      ...tables.modifiers.rows.map(({ modifier }) => modifier),
      ...tables['modifiers-other'].rows.map(([modifier]) => modifier),
    ],
    credentials: tables.credentials.rows.flatMap(({ word, spellings }) => [word, ...(spellings ?? [])]),
  };
}

/** Each code is in the file of its system, once, and ends after it begins. */
function checkProcedures({ tables, must, unique, sourced }) {
  unique(
    'cpt.json and hcpcs.json',
    [...tables.cpt.rows, ...tables.hcpcs.rows].map(({ code }) => code),
  );
  for (const file of ['cpt', 'hcpcs']) {
    for (const row of tables[file].rows) {
      must(/^[A-Z]/.test(row.code) === (file === 'hcpcs'), `${file}.json: ${row.code} belongs to the other file`);
      must(!row.from || !row.to || row.from <= row.to, `${file}.json: ${row.code} ends before it begins`);
      must(
        (row.kind === 'drug') === (row.modifierClass === 'D'),
        `${file}.json: ${row.code} is a drug in one word and not in the other`,
      );
      sourced(`${file}.json`, row.code, row.sources);
    }
  }
}

/** Successors begin when a code ends, and codes of drugs name one that is known. */
function checkSuccessors({ tables, must, known, procedures }) {
  for (const row of procedures.values()) {
    for (const next of row.successors ?? []) {
      known(row.code, next);
      const heir = procedures.get(next);
      must(
        row.to && (!heir?.from || row.to < heir.from),
        `${row.code} and its successor ${next} overlap, or ${row.code} has not ended`,
      );
    }
    for (const before of row.predecessors ?? [])
      must(
        procedures.get(before)?.successors?.includes(row.code),
        `${row.code} names ${before} as predecessor, which does not name it as successor`,
      );
    must(
      !row.drug || tables.drugs.rows.some(({ name }) => name === row.drug.substance),
      `${row.code} bills ${row.drug?.substance}, which drugs.json does not hold`,
    );
  }
}

/** The fee schedule, the limits and the denials name known codes and sources. */
function checkFees({ tables, unique, sourced, known }) {
  for (const file of ['fee-schedule', 'unit-limits']) {
    const codes = tables[file].rows.map(([code]) => code);
    unique(`${file}.json`, codes);
    codes.forEach(code => known(file, code));
  }
  sourced('fee-schedule.json', 'the file', tables['fee-schedule'].sources);
  sourced('unit-limits.json', 'the file', [tables['unit-limits'].source]);
  for (const [code, , , source] of tables['unit-limits'].rows) if (source) sourced('unit-limits.json', code, [source]);
  for (const [code, ...rest] of tables['fee-schedule'].rows) sourced('fee-schedule.json', code, [rest.at(-1)]);
  const { denials } = tables;
  sourced('denials.json', 'the file', [denials.source]);
  unique('denials.json', [
    ...denials.payments,
    ...[...denials.adjustments, ...denials.remarks].map(({ code }) => code),
  ]);
}

/** Add-on codes name their primary codes. */
function checkAddOns({ tables, must, unique, sourced, known }) {
  const addOns = tables['add-ons'];
  sourced('add-ons.json', 'the file', [addOns.source]);
  unique(
    'add-ons.json',
    addOns.rows.map(({ code }) => code),
  );
  for (const { code, type, primaries } of addOns.rows) {
    known('add-ons', code);
    must(type === 2 || primaries.length > 0, `add-ons.json: ${code} has a list of primary codes, and it is empty`);
    for (const [from, to] of primaries)
      must(!to || from <= to, `add-ons.json: ${code} has a span that ends before it begins`);
  }
}

/** Bundled pairs are of two known codes, with a rationale. */
function checkPairs({ tables, must, unique, sourced, known }) {
  const pairs = tables['ncci-pairs'];
  sourced('ncci-pairs.json', 'the file', [pairs.source]);
  unique(
    'ncci-pairs.json',
    pairs.rows.map(([column1, column2, , , deleted]) => `${column1}/${column2} until ${deleted ?? 'now'}`),
  );
  for (const [column1, column2, indicator, rationale, deleted] of pairs.rows) {
    known('ncci-pairs', column1);
    known('ncci-pairs', column2);
    must(column1 !== column2, `ncci-pairs.json pairs ${column1} with itself`);
    must(rationale < pairs.rationales.length, `ncci-pairs.json: ${column1}/${column2} has no rationale`);
    must(
      indicator !== 9 || deleted,
      `ncci-pairs.json: ${column1}/${column2} is never in force, but has no deletion date`,
    );
  }
}

/** Editions of ICD-10-CM begin in October or April, and both files name the same. */
function checkEditions({ tables, must, ascending, sourced, diagnoses }) {
  const { editions } = tables.icd10cm;
  sourced('icd10cm.json', 'the file', [tables.icd10cm.source]);
  ascending('icd10cm.json', diagnoses);
  ascending(
    'icd10cm.json (editions)',
    editions.map(({ from }) => from),
  );
  for (const { name, from } of editions)
    must(/-(10|04)-01$/.test(from), `icd10cm.json: ${name} does not begin in October or April`);
  const wholeEditions = tables['icd10cm-codes'].editions;
  sourced('icd10cm-codes.json', 'the file', [tables['icd10cm-codes'].source]);
  for (const { name, from } of wholeEditions)
    must(
      editions.some(edition => edition.name === name && edition.from === from),
      `icd10cm-codes.json: icd10cm.json has no edition ${name} from ${from}`,
    );
}

/** Each diagnosis has a flag for each edition; a billable one has none below it. */
function checkDiagnosisFlags({ tables, must }) {
  const { editions, rows } = tables.icd10cm;
  for (const [index, [code, flags]] of rows.entries()) {
    must(
      flags.length === editions.length,
      `icd10cm.json: ${code} has ${flags.length} flags for ${editions.length} editions`,
    );
    // Members of a code are right behind it.
    for (let next = index + 1; next < rows.length && rows[next][0].startsWith(code); next++) {
      const clash = editions.find((_, edition) => flags[edition] === '1' && rows[next][1][edition] !== '-');
      must(!clash, `icd10cm.json: ${code} is billable in ${clash?.name} and has ${rows[next][0]} below it`);
    }
  }
}

/** Notes, lives and Excludes1 are of diagnoses that are there. */
function checkDiagnosisNotes({ tables, must, unique, sourced, diagnoses }) {
  const notes = tables['icd10cm-notes'];
  unique(
    'icd10cm-notes.json',
    notes.notes.map(({ prefix }) => prefix),
  );
  for (const note of notes.notes) {
    must(
      diagnoses.some(code => code.startsWith(note.prefix)),
      `icd10cm-notes.json: no code begins with ${note.prefix}`,
    );
    sourced('icd10cm-notes.json', note.prefix, note.sources);
  }
  for (const life of notes.lives) {
    must(diagnoses.includes(life.code), `icd10cm-notes.json: ${life.code} has a life but no row`);
    sourced('icd10cm-notes.json', life.code, [life.source]);
  }
  unique(
    'icd10cm-notes.json (excludes1)',
    notes.excludes1.map(({ under, names }) => [under, names].sort().join(' and ')),
  );
  for (const { under: a, names: b, source } of notes.excludes1) {
    sourced('icd10cm-notes.json', `${a} and ${b}`, [source]);
  }
}

/** Everyday names lead to diagnoses that are there. */
function checkDiagnosisNames({ tables, must, unique, sourced, diagnoses }) {
  unique(
    'diagnosis-names.json',
    tables['diagnosis-names'].rows.flatMap(({ names }) => names.map(name => name.toLowerCase())),
  );
  for (const {
    names: [name],
    codes,
    sources,
  } of tables['diagnosis-names'].rows) {
    for (const prefix of codes)
      must(
        diagnoses.some(code => code.startsWith(prefix)),
        `diagnosis-names.json: ${name} means ${prefix}, with which no code begins`,
      );
    sourced('diagnosis-names.json', name, sources);
  }
}

/** Each modifier has one row, and a fit and conflicts that name what is there. */
function checkModifiers({ tables, must, unique, sourced, known, modifiers }) {
  unique('modifiers.json and modifiers-other.json', modifiers);
  for (const row of tables.modifiers.rows) {
    sourced('modifiers.json', row.modifier, row.sources);
    must(!row.from || !row.to || row.from <= row.to, `modifiers.json: ${row.modifier} ends before it begins`);
    Object.keys(row.fit?.codes ?? {}).forEach(code => known('modifiers', code));
    const classes = [...(row.fit?.accepted ?? ''), ...(row.fit?.doubtful ?? ''), ...(row.fit?.rejected ?? '')];
    unique(`modifiers.json (classes of ${row.modifier})`, classes);
  }
}

/** Modifiers of other services, and pairs of modifiers that contradict each other, are known. */
function checkOtherModifiers({ tables, must, unique, sourced, modifiers }) {
  for (const [modifier, , from, to, , , source] of tables['modifiers-other'].rows) {
    sourced('modifiers-other.json', modifier, [source]);
    must(!from || !to || from <= to, `modifiers-other.json: ${modifier} ends before it begins`);
  }
  for (const modifier of tables['modifiers-other'].bypassesPairs)
    must(modifiers.includes(modifier), `modifiers-other.json: ${modifier} opens pairs but has no row`);
  unique(
    'modifiers.json (conflicts)',
    tables.modifiers.conflicts.map(([a, b]) => [a, b].sort().join(' and ')),
  );
  for (const [a, b] of tables.modifiers.conflicts)
    must(
      modifiers.includes(a) && modifiers.includes(b),
      `modifiers.json: the conflict of ${a} and ${b} names no modifier`,
    );
}

/** Places, credentials and units have each name once. */
function checkPlaces({ tables, unique, sourced, credentials }) {
  unique(
    'places.json',
    tables.places.rows.flatMap(({ code, names }) => [code, ...names]),
  );
  tables.places.rows.forEach(row => sourced('places.json', row.code, row.sources));
  unique('credentials.json', credentials);
  tables.credentials.rows.forEach(row => sourced('credentials.json', row.word, row.sources));
  unique(
    'units.json',
    tables.units.rows.flatMap(({ word, spellings }) => [word, ...spellings].map(spelling => spelling.toLowerCase())),
  );
  tables.units.rows.forEach(row => sourced('units.json', row.word, row.sources));
}

/** Each taxonomy code belongs to a group, and fits known credentials. */
function checkTaxonomy({ tables, must, unique, sourced, credentials }) {
  const listed = new Set(tables.taxonomy.codes.split(' '));
  for (const [code] of tables.taxonomy.rows)
    must(listed.has(code.slice(0, -1)), `taxonomy.json: ${code} is not in the edition`);
  for (const code of listed)
    must(
      tables.taxonomy.groups.some(([prefix]) => code.startsWith(prefix)) ||
        tables.taxonomy.rows.some(([known]) => known.startsWith(code)),
      `taxonomy.json: ${code}X belongs to no group`,
    );
  unique(
    'taxonomy.json',
    [...tables.taxonomy.rows, ...tables.taxonomy.groups].map(([code]) => code),
  );
  sourced('taxonomy.json', 'the file', [tables.taxonomy.source]);
  for (const [code, , fits] of [...tables.taxonomy.rows, ...tables.taxonomy.groups]) {
    for (const word of fits)
      must(credentials.includes(word), `taxonomy.json: ${code} fits ${word}, which credentials.json does not hold`);
  }
}

/** Each drug has its own words, and codes that bill it. */
function checkDrugs({ tables, must, unique, sourced, known, procedures, diagnoses }) {
  unique(
    'drugs.json',
    tables.drugs.rows.flatMap(({ name, brands, aliases }) =>
      [name, ...brands, ...aliases].map(word => word.toLowerCase()),
    ),
  );
  for (const drug of tables.drugs.rows) {
    sourced('drugs.json', drug.name, drug.sources);
    for (const [code, use] of drug.codes) {
      known('drugs', code);
      must(
        use === 'other' || procedures.get(code)?.drug?.substance === drug.name,
        `drugs.json: ${code} does not bill ${drug.name}`,
      );
    }
    const family = drug.adverseEffectFamily;
    must(!family || diagnoses.some(code => code.startsWith(family)), `drugs.json: no code begins with ${family}`);
  }
}

/** Unverified statements are about something that exists. The tests check rules, keys and payers. */
function checkUnverified({ tables, must, unique, procedures, diagnoses, modifiers }) {
  const subjects = {
    code: code => procedures.has(code),
    modifier: code => modifiers.includes(code),
    place: code => tables.places.rows.some(row => row.code === code),
    diagnosis: prefix => diagnoses.some(code => code.startsWith(prefix)),
    drug: name => tables.drugs.rows.some(row => row.name === name),
    credential: word => tables.credentials.rows.some(row => row.word === word),
    set: name => ['CPT', 'HCPCS', 'ICD-10-CM', 'NCCI', 'MUE', 'MPFS', 'taxonomy'].includes(name),
    excludes1: families =>
      tables['icd10cm-notes'].excludes1.some(({ under, names }) => `${under} ${names}` === families),
    rule: id => /^[a-z0-9-]+$/.test(id),
    key: word => /^[a-z]+$/.test(word),
    payer: id => /^[a-z-]+$/.test(id),
  };
  unique(
    'unverified.json',
    tables.unverified.rows.map(({ id }) => id),
  );
  for (const { id, about } of tables.unverified.rows) {
    for (const subject of about) {
      const [kind, name] = [subject.slice(0, subject.indexOf(':')), subject.slice(subject.indexOf(':') + 1)];
      must(subjects[kind]?.(name), `unverified.json: ${id} is about ${subject}, which does not exist`);
    }
  }
}

/** The catalog of pumps: sources exist, no name is given twice, and every model number means one of the reservoirs. */
function pumpProblems(tables, sources) {
  const problems = [];
  const names = new Set();
  for (const { model, names: own, refs, reservoirs, sources: read } of tables.pumps.rows) {
    for (const source of read)
      if (!sources.has(source)) problems.push(`pumps.json: ${model} names the source ${source}, which does not exist`);
    for (const name of own) {
      if (names.has(name)) problems.push(`pumps.json names ${name} twice`);
      names.add(name);
    }
    for (const { number, reservoir } of refs)
      if (!reservoirs.includes(reservoir))
        problems.push(`pumps.json: ${number} means ${reservoir} mL, which ${model} does not come with`);
  }
  return problems;
}

/** The one table of pump services: sources and codes exist, and every combination of facts has a decision. */
function pumpServiceProblems(tables, sources, procedures) {
  const problems = [];
  const table = tables['pump-services'];
  const caveats = new Set(tables.unverified.rows.map(({ id }) => id));
  const must = (holds, problem) => void (holds || problems.push(`pump-services.json: ${problem}`));
  for (const part of ['services', 'surgery', 'injections', 'guidance', 'devices']) {
    const codes = table[part].map(({ code }) => code);
    must(new Set(codes).size === codes.length, `${part} names a code twice`);
    codes.forEach(code => must(procedures.has(code), `${part} names ${code}, which no table describes`));
  }
  const named = new Set([...table.services, ...table.surgery].map(({ code }) => code));
  for (const { code, staff, qhp, doubt } of [...table.decisions, ...table.surgeryDecisions]) {
    for (const one of [code, staff, qhp]) must(!one || named.has(one), `a decision leads to ${one}, which has no row`);
    must(!doubt || table.doubts[doubt], `a decision has the unknown doubt ${doubt}`);
  }
  for (const part of [
    'services',
    'surgery',
    'injections',
    'guidance',
    'devices',
    'groups',
    'decisions',
    'surgeryDecisions',
  ])
    for (const row of table[part]) {
      for (const source of row.sources) must(sources.has(source), `${part} names the unknown source ${source}`);
      must(!row.unverified || caveats.has(row.unverified), `${part} names the unknown caveat ${row.unverified}`);
    }
  for (const injection of table.injections) {
    const twin = table.injections.find(({ code }) => code === injection.twin);
    must(twin?.twin === injection.code && twin.guided !== injection.guided, `${injection.code} has no imaging twin`);
  }
  return problems;
}

function profileProblems(tables, profiles) {
  const context = {
    profiles,
    sources: new Set(tables.sources.rows.map(({ id }) => id)),
    codes: new Map(tables.hcpcs.rows.map(row => [row.code, row])),
    places: new Set(tables.places.rows.map(({ code }) => code)),
  };
  return Object.entries(profiles).flatMap(([file, profile]) => {
    const problems = [];
    const must = (holds, problem) => void (holds || problems.push(`profiles/${file}.json: ${problem}`));
    const base = profile.extends ?? '';
    must(profile.id === file, `is called ${profile.id}`);
    must(file === 'national' ? !base : Object.hasOwn(profiles, base), `extends ${base}, which is not shipped`);
    checkGrounds(profile, context, must);
    checkCompoundCodes(profile, context, must);
    const waste = profile.parameters?.wasteModifiers?.value;
    for (const place of waste?.notInPlaces ?? []) must(context.places.has(place), `${place} is no place of service`);
    return problems;
  });
}

/** Parameters and notes of a profile have a source, or the reason why they have none. */
function checkGrounds(profile, { sources }, must) {
  const grounded = [
    ...Object.entries(profile.parameters ?? {}).map(([name, ground]) => [name, ground]),
    ...(profile.notes ?? []).map(note => [`the note "${note.text.slice(0, 40)}"`, note]),
  ];
  for (const [name, { source, unverified }] of grounded) {
    must(source || unverified, `${name} has neither source nor reason to be unverified`);
    must(!source || sources.has(source), `${name} names the unknown source ${source}`);
  }
  for (const source of profile.sources ?? []) must(sources.has(source), `names the unknown source ${source}`);
}

/** The compound codes of a profile follow each other. */
function checkCompoundCodes({ parameters }, { codes }, must) {
  let last = '';
  for (const [index, { code, from, to }] of (parameters?.compoundCode?.value.codes ?? []).entries()) {
    must(codes.get(code)?.isNoc, `${code} is no unclassified drug code`);
    must(index === 0 || last < (from ?? '0000'), `${code} overlaps the compound code before it`);
    must(!from || !to || from <= to, `${code} ends before it begins`);
    last = to ?? '9999';
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const data = readData();
  const problems = problemsOf(data);
  for (const problem of problems) console.error(`data: ${problem}`);
  if (problems.length > 0) process.exit(1);
  const rows = Object.values(data.tables).reduce((sum, { rows = [] }) => sum + rows.length, 0);
  console.log(
    `data: ${Object.keys(data.tables).length} tables with ${rows} rows and ${Object.keys(data.profiles).length} profiles are sound`,
  );
}
