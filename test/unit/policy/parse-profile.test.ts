import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readData } from '../../../scripts/validate-data.mjs';
import { datedCodes } from '../../support/dated-codes';
import { parseProfile, type Nameable } from '../../../server/src/core/policy/parse-profile.js';
import { RULES } from '../../../server/src/core/check/catalog.js';
import { runs } from '../../support/runs';

const { profiles, schemas } = readData();
const bySchema = new Ajv({ strict: false }).compile(schemas['profile.schema']);
const codes = datedCodes();
const known: Nameable = {
  rules: new Set(RULES.map(({ id }) => id)),
  isCompoundCode: code => codes.procedure(code)?.isNoc === true,
  isPlace: code => codes.place(code) !== undefined,
};
const problems = (json: unknown): string[] => {
  const read = parseProfile(json, known);
  return 'problems' in read ? read.problems.map(({ path, message }) => `${path || '/'} ${message}`) : [];
};

const FULL = {
  $schema: 'x',
  id: 'acme',
  title: 'Acme',
  summary: 'A plan.',
  extends: 'medicare',
  effective: { from: '2026-01-01', to: '2026-12-31' },
  parameters: {
    reprogramRequires: { value: 'volume', source: 'Contract 7' },
    compoundCode: { value: { codes: [{ code: 'J3490', from: '2020-01-01' }], perIngredient: true } },
    kd: { value: 'off' },
    wasteModifiers: {
      value: { jwFrom: '2017-01-01', jzFrom: '2023-07-01', compounds: true, notInPlaces: ['50'] },
      unverified: 'By phone.',
    },
    documentation: { value: { 'doc-device': 'warning' } },
    singleClaim: { value: false },
    emModifier25: { value: true },
    alarmResidual: { value: 1.5 },
    earlyRefillShare: { value: 0.8 },
    residualThreshold: { value: { default: 2, smallReservoir: { upTo: 20, threshold: 1 } } },
    audioVideoSupervision: { value: 'off' },
  },
  severity: { 'drug-waste': 'hint' },
  notes: [{ text: 'Ask first.', source: 'Contract 7' }],
  sources: ['Contract 7'],
};

const BEYOND_A_SCHEMA =
  /^ends before it begins$|^there is no day |hold on the same days$|is not a code for|is no place of service$/;

describe('reading a profile', () => {
  it('takes every shipped profile, rule ids and all', () => {
    for (const [name, json] of Object.entries(profiles)) expect(problems(json), name).toEqual([]);
  });

  it('returns the given values, numbers as exact decimal text, and reports missing sources', () => {
    const read = parseProfile(FULL, known);
    if ('problems' in read) throw new Error('invalid');
    const { parameters, ...rest } = read.profile;
    expect(rest).toEqual({
      id: 'acme',
      title: 'Acme',
      summary: 'A plan.',
      extends: 'medicare',
      effective: { from: '2026-01-01', to: '2026-12-31' },
      severity: { 'drug-waste': 'hint' },
      notes: [{ text: 'Ask first.', source: 'Contract 7' }],
      sources: ['Contract 7'],
    });
    expect(parameters.alarmResidual).toEqual({ value: '1.5', unverified: 'The profile names no source.' });
    expect(parameters.reprogramRequires).toEqual({ value: 'volume', source: 'Contract 7' });
    expect(parameters.wasteModifiers?.unverified).toBe('By phone.');
    expect(parameters.audioVideoSupervision?.value).toEqual({});
    expect(Object.keys(parameters)).toHaveLength(11);
  });

  it.each<[unknown, string]>([
    [null, '/ must be an object'],
    ['acme', '/ must be an object'],
    [[], '/ must be an object'],
    [{ title: 'A' }, '/ "id" is missing'],
    [{ id: 'acme' }, '/ "title" is missing'],
    [{ id: 'Acme Plan', title: 'A' }, '/id must be lower-case letters, digits and hyphens'],
    [{ id: 'acme', title: '' }, '/title must be a text'],
    [
      { id: 'acme', title: 'A', color: 'red' },
      '/color "color" is not one of id, title, summary, extends, effective, parameters, severity, notes, sources',
    ],
    [
      { id: 'acme', title: 'A', 'a/b~c': 1 },
      '/a~1b~0c "a/b~c" is not one of id, title, summary, extends, effective, parameters, severity, notes, sources',
    ],
    [
      { id: 'acme', title: 'A', severity: { 'no-such-rule': 'error' } },
      '/severity/no-such-rule no rule is called "no-such-rule"',
    ],
    [
      { id: 'acme', title: 'A', severity: { 'drug-waste': 'fatal' } },
      '/severity/drug-waste must be error, warning, info, hint, off',
    ],
    [
      { id: 'acme', title: 'A', parameters: { documentation: { value: { 'drug-waste': 'error' } } } },
      '/parameters/documentation/value/drug-waste no rule "doc-…" is called "drug-waste"',
    ],
    [{ id: 'acme', title: 'A', parameters: { kd: 'required' } }, '/parameters/kd must be an object'],
    [{ id: 'acme', title: 'A', parameters: { kd: { source: 'x' } } }, '/parameters/kd "value" is missing'],
    [{ id: 'acme', title: 'A', parameters: { kd: { value: 'yes' } } }, '/parameters/kd/value must be required, off'],
    [
      { id: 'acme', title: 'A', parameters: { alarmResidual: { value: '2' } } },
      '/parameters/alarmResidual/value must be a number from 0 to 100',
    ],
    [
      { id: 'acme', title: 'A', parameters: { earlyRefillShare: { value: 70 } } },
      '/parameters/earlyRefillShare/value must be a number from 0 to 1',
    ],
    [
      { id: 'acme', title: 'A', parameters: { compoundCode: { value: { codes: [{ code: 'J79999' }] } } } },
      '/parameters/compoundCode/value/codes/0/code must be a HCPCS code such as J7999',
    ],
    [
      {
        id: 'acme',
        title: 'A',
        parameters: { wasteModifiers: { value: { jwFrom: '2017-13-01', jzFrom: '2023-07-01' } } },
      },
      '/parameters/wasteModifiers/value/jwFrom must be a date such as 2026-01-01',
    ],
    [
      { id: 'acme', title: 'A', effective: { from: '2026-02-01', to: '2026-01-01' } },
      '/effective/to ends before it begins',
    ],
    [{ id: 'acme', title: 'A', effective: { from: '2026-02-29' } }, '/effective/from there is no day 2026-02-29'],
    [
      { id: 'acme', title: 'A', parameters: { compoundCode: { value: { codes: [{ code: 'J0475' }] } } } },
      '/parameters/compoundCode/value/codes/0/code J0475 is not a code for unclassified or compounded drugs',
    ],
    [
      {
        id: 'acme',
        title: 'A',
        parameters: {
          compoundCode: {
            value: {
              codes: [
                { code: 'J7799', to: '2026-01-01' },
                { code: 'J7999', from: '2026-01-01' },
              ],
            },
          },
        },
      },
      '/parameters/compoundCode/value/codes J7799 and J7999 hold on the same days',
    ],
    [
      {
        id: 'acme',
        title: 'A',
        parameters: { wasteModifiers: { value: { jwFrom: '2017-01-01', jzFrom: '2023-07-01', notInPlaces: ['98'] } } },
      },
      '/parameters/wasteModifiers/value/notInPlaces/0 98 is no place of service',
    ],
    [{ id: 'acme', title: 'A', notes: [{ text: 'x' }, { source: 'y' }] }, '/notes/1 "text" is missing'],
  ])('names the error of %j by its place', (json, problem) => {
    expect(problems(json)).toContain(problem);
  });

  it('names every error, not only the first', () => {
    expect(problems({ id: 'X', parameters: { kd: { value: 1 }, singleClaim: { value: 'no' } } })).toHaveLength(4);
  });

  it('knows the rules that the schema lists', () => {
    const { rule, element } = schemas['profile.schema'].definitions;
    expect(rule.enum).toEqual([...known.rules]);
    expect(element.enum).toEqual([...known.rules].filter(id => id.startsWith('doc-')));
  });

  it('agrees with the schema that editors use, regardless of what is changed', () => {
    const paths: (string | number)[][] = [];
    const collect = (value: unknown, path: (string | number)[]): void => {
      if (path.length) paths.push(path);
      if (typeof value === 'object' && value !== null)
        for (const [key, child] of Object.entries(value))
          collect(child, [...path, Array.isArray(value) ? Number(key) : key]);
    };
    collect(FULL, []);
    const junk = fc.oneof(
      fc.constantFrom(
        null,
        '',
        'off',
        'x',
        'doc-device',
        'warning',
        '2026-01-01',
        'J7999',
        '50',
        true,
        -1,
        0.5,
        1e6,
        [],
        {},
        { value: 'off' },
        ['50'],
        { extra: 1 },
      ),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.option(junk, { nil: undefined }), fc.boolean(), (path, value, add) => {
        const json = structuredClone(FULL) as any;
        let holder = json;
        for (const key of path.slice(0, -1)) holder = holder[key];
        const last = path.at(-1)!;
        if (add && typeof holder[last] === 'object' && holder[last] !== null && !Array.isArray(holder[last]))
          holder[last].surplus = value ?? 0;
        else if (value === undefined) {
          if (Array.isArray(holder)) holder.splice(last as number, 1);
          else delete holder[last];
        } else holder[last] = value;
        const mine = parseProfile(json, known);
        const mineSound = !('problems' in mine) || mine.problems.every(({ message }) => BEYOND_A_SCHEMA.test(message));
        expect(mineSound, JSON.stringify({ json, mine, schema: bySchema.errors })).toBe(bySchema(json));
      }),
      { numRuns: runs(2000) },
    );
  });
});
