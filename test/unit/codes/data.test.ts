import { describe, expect, it } from 'vitest';
import { problemsOf, readData } from '../../../scripts/validate-data.mjs';
import { datedCodes } from '../../support/dated-codes';
import { createProfiles } from '../../../server/src/core/policy/profiles.js';
import { ruleById } from '../../../server/src/core/check/catalog.js';
import { KEYS } from '../../../server/src/core/syntax/vocabulary.js';

const data = readData();
const codes = datedCodes();

/** The data with one thing changed, as a careless edit would. */
function spoiled(change: (tables: Record<string, any>, profiles: Record<string, any>) => void): string[] {
  const { 'icd10cm-codes': wholeIcd10cm, ...others } = data.tables; // the largest table, which no change spoils
  const copy = structuredClone({ tables: others, profiles: data.profiles });
  const tables = { ...copy.tables, 'icd10cm-codes': wholeIcd10cm };
  change(tables, copy.profiles);
  return problemsOf({ ...data, tables, profiles: copy.profiles });
}

describe('the data files', () => {
  it('are sound', () => {
    expect(problemsOf(data)).toEqual([]);
  });

  it.each<[string, Parameters<typeof spoiled>[0], RegExp]>([
    ['a row without a source', t => delete t.cpt.rows[0].sources, /required property 'sources'/],
    ['an empty list of sources', t => (t.hcpcs.rows[0].sources = []), /fewer than 1/],
    ['a source that no list holds', t => (t.places.rows[0].sources = ['HEARSAY']), /unknown source HEARSAY/],
    ['a CPT descriptor', t => (t.cpt.rows[0].title = 'Anything'), /must NOT be valid/],
    ['a summary of two lines', t => (t.cpt.rows[0].summary = 'one\ntwo'), /must match pattern/],
    ['a field that no one reads', t => (t.modifiers.rows[0].color = 'red'), /additional properties/],
    ['a code that is no code', t => (t.cpt.rows[0].code = '6236O'), /must match pattern/],
    ['the same code twice', t => t.cpt.rows.push(structuredClone(t.cpt.rows[0])), /twice/],
    ['a life that ends before it begins', t => (t.hcpcs.rows[0].to = '1990-01-01'), /ends before it begins/],
    [
      'a successor that does not exist',
      t => (t.hcpcs.rows.find((row: any) => row.code === 'J1170').successors = ['J1172']),
      /no table describes/,
    ],
    ['a limit for an unknown code', t => t['unit-limits'].rows.push(['99999', 1, 3]), /no table describes/],
    ['a pair without a rationale', t => (t['ncci-pairs'].rows[0][3] = 99), /no rationale/],
    ['a lost pair', t => (t['ncci-pairs'].rows.length = 1600), /fewer than 1601/],
    ['the same pair twice', t => t['ncci-pairs'].rows.push(t['ncci-pairs'].rows[0]), /twice/],
    ['a pair never in force, without an end', t => (t['ncci-pairs'].rows[0][2] = 9), /no deletion date/],
    ['diagnoses out of order', t => t.icd10cm.rows.reverse(), /not sorted/],
    [
      'a billable code with children',
      t => (t.icd10cm.rows.find((row: any) => row[0] === 'G89.2')[1] = '1111111'),
      /below it/,
    ],
    ['too few flags', t => (t.icd10cm.rows[0][1] = '1111'), /flags for 8 editions/],
    ['a note on no code', t => (t['icd10cm-notes'].notes[0].prefix = 'Q99'), /no code begins with Q99/],
    ['a name for no code', t => (t['diagnosis-names'].rows[0].codes = ['Q99']), /MS means Q99/],
    ['a name in two families', t => t['diagnosis-names'].rows[0].names.push('cp'), /names cp twice/],
    [
      'a conflict of no modifier',
      t => t.modifiers.conflicts.push(['11', '26', 'a place and a part']),
      /names no modifier/,
    ],
    ['a modifier in both lists of a fit', t => (t.modifiers.rows[0].fit.rejected += 'I'), /twice/],
    ['a taxonomy for no one known', t => (t.taxonomy.rows[0][2] = ['WIZARD']), /WIZARD/],
    ['a drug with the code of another', t => t.drugs.rows[0].codes.push(['J2274', 'pump']), /does not bill baclofen/],
    ['a mark on nothing', t => (t.unverified.rows[0].about = ['code:99999']), /does not exist/],
    [
      'a parameter without ground',
      (_, p) => {
        delete p.aetna.parameters.wasteModifiers.unverified;
      },
      /neither source nor reason/,
    ],
    ['a profile of another name', (_, p) => (p.uhc.id = 'unh'), /is called unh/],
    ['a profile on nothing', (_, p) => (p.uhc.extends = 'acme'), /which is not shipped/],
    [
      'compound codes that overlap',
      (_, p) => (p.medicare.parameters.compoundCode.value.codes[1].from = '2015-06-01'),
      /overlaps/,
    ],
    [
      'a specific code for compounds',
      (_, p) => (p.medicare.parameters.compoundCode.value.codes[2].code = 'J2274'),
      /no unclassified drug code/,
    ],
  ])('are refused with %s', (_, change, problem) => {
    expect(spoiled(change).join('\n')).toMatch(problem);
  });
});

describe('what every entry carries', () => {
  const entries = [
    ...codes.procedures(),
    ...codes.diagnoses(),
    ...codes.modifiers(),
    ...codes.places(),
    ...codes.units(),
    ...codes.credentials(),
    ...codes.drugs(),
  ];

  it('names at least one source, and each has a title', () => {
    for (const entry of entries) {
      expect(entry.sources.length).toBeGreaterThan(0);
      for (const id of entry.sources) expect(codes.source(id).title).toBeTruthy();
    }
    expect(() => codes.source('HEARSAY')).toThrow(RangeError);
  });

  it('has no empty list of marks', () => {
    for (const entry of entries) if ('unverified' in entry) expect(entry.unverified?.length).toBeGreaterThan(0);
  });
});

describe('unverified statements', () => {
  const { rows } = data.tables.unverified as { rows: { id: string; reason: string; about: string[] }[] };

  it('are all there: 66 of the fact tables, and those of our own', () => {
    expect(rows.filter(({ id }) => id.startsWith('U'))).toHaveLength(66);
  });

  it('show at everything they are about', () => {
    for (const { id, about } of rows) {
      for (const subject of about) {
        const [kind, name] = [subject.slice(0, subject.indexOf(':')), subject.slice(subject.indexOf(':') + 1)];
        expect(
          codes.unverifiedAbout(subject).map(mark => mark.id),
          subject,
        ).toContain(id);
        const entry = {
          code: () => codes.procedure(name),
          modifier: () => codes.modifier(name),
          place: () => codes.place(name),
          drug: () => codes.drugByName(name),
          credential: () => codes.credential(name),
          diagnosis: () => codes.diagnoses().find(({ code }) => code.startsWith(name)),
        }[kind as 'code'];
        if (entry)
          expect(
            entry()?.unverified?.map(mark => mark.id),
            subject,
          ).toContain(id);
        else if (kind === 'rule') expect(ruleById(name), `rule ${name}`).toBeDefined();
        else if (kind === 'key') expect(KEYS).toContain(name);
        else if (kind === 'payer') expect(createProfiles().has(name)).toBe(true);
        else expect(['set', 'excludes1']).toContain(kind);
      }
    }
  });

  it('reach the members of a family', () => {
    expect(codes.unverifiedAbout('diagnosis:T42.8X6A').map(({ id }) => id)).toContain('U24');
    expect(codes.unverifiedAbout('rule:no-such-rule')).toEqual([]);
  });
});

describe('editions', () => {
  it('have a name, and say whether they are complete', () => {
    for (const set of [
      'CPT',
      'HCPCS',
      'ICD-10-CM',
      'NCCI',
      'MUE',
      'MPFS',
      'modifiers',
      'places',
      'taxonomy',
      'units',
      'credentials',
      'drugs',
    ] as const) {
      expect(codes.edition(set), set).toBeTruthy();
      expect(codes.isComplete(set), set).toBe(['ICD-10-CM', 'units', 'credentials'].includes(set));
    }
    expect(codes.edition('NCCI')).toBe('2024-07-01');
    expect(codes.edition('ICD-10-CM')).toBe('FY2027');
  });
});
