// `.encounter/columns.json`: what the schema takes the reader takes, and the other way round.
import Ajv from 'ajv';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MAPPING } from '../../../server/src/core/export/charge-sheet';
import { mappingOf } from '../../../server/src/core/intake/structured/columns';
import { openSheet } from '../../../server/src/core/intake/structured/read-charge-sheet';
import { readColumnMapping } from '../../../server/src/project/columns-file';
import { asLines, visitsIn } from './structured-support';

const schema = JSON.parse(
  readFileSync(path.resolve(import.meta.dirname, '../../../server/data/schemas/columns.schema.json'), 'utf8'),
);
const fits = new Ajv({ allErrors: true }).compile(schema);

const charge = {
  code: 'CPT',
  modifiers: ['Mod 1', 5],
  units: 'Units',
  pointers: 'Ptr',
  ndc: 'NDC',
  text: 'Words',
  charge: 'Fee',
};
const whole = {
  $schema: 'x',
  headingRow: 2,
  dateOrder: 'DMY',
  columns: {
    date: 'DOS',
    patient: ['MRN'],
    place: 'POS',
    payer: 'Ins',
    by: 3,
    auth: 'PA',
    dx: ['DX'],
    charges: [charge],
  },
  payers: { 'MCR B': 'medicare' },
  places: { 'Main St': 'office', Lab: '81' },
};
const least = { columns: { date: 1, charges: [{ code: 2 }] } };

describe('a column mapping', () => {
  it.each([
    ['whole', whole],
    ['least', least],
    ['of an export', DEFAULT_MAPPING],
  ])('is read (%s)', (_, mapping) => {
    expect(fits(mapping)).toBe(true);
    expect(readColumnMapping(JSON.stringify(mapping))).toEqual({ mapping });
  });

  it.each<[string, unknown]>([
    ['no object', []],
    ['no columns', {}],
    ['no date', { columns: { charges: [{ code: 'CPT' }] } }],
    ['no charges', { columns: { date: 'DOS' } }],
    ['no charge', { columns: { date: 'DOS', charges: [] } }],
    ['a charge without code', { columns: { date: 'DOS', charges: [{ units: 'U' }] } }],
    ['an unknown setting', { ...least, colums: 1 }],
    ['an unknown column', { columns: { ...least.columns, dob: 'DOB' } }],
    ['a column zero', { columns: { ...least.columns, date: 0 } }],
    ['a column with a fraction', { columns: { ...least.columns, date: 1.5 } }],
    ['an empty heading', { columns: { ...least.columns, date: '' } }],
    ['one column for a list', { columns: { ...least.columns, dx: 'DX' } }],
    ['another order', { ...least, dateOrder: 'YMD' }],
    ['a negative row', { ...least, headingRow: -1 }],
    ['a payer that is no id', { ...least, payers: { x: 'Medicare B' } }],
    ['a place that is no word', { ...least, places: { x: 'Office 1' } }],
  ])('is refused for %s, at its place', (_, mapping) => {
    expect(fits(mapping)).toBe(false);
    expect(readColumnMapping(JSON.stringify(mapping))).toMatchObject({ fault: { message: expect.any(String) } });
  });

  it('may hold comments, and names the line of an error', () => {
    expect(readColumnMapping('{ // ours\n "columns": { "date": 1, "charges": [{ "code": 2 }] } }')).toEqual({
      mapping: least,
    });
    expect(readColumnMapping('{\n "columns": 7\n}')).toMatchObject({ fault: { range: { start: { line: 1 } } } });
    expect(readColumnMapping('{\n "columns": \n')).toMatchObject({
      fault: { message: expect.stringMatching(/missing/) },
    });
  });

  it('can be made from guessed columns, and reads the sheet as they do', () => {
    const sheets = [
      'DOS,MRN,POS,Payer,CPT,Mod 1,Mod 2,Units,DX 1,DX 2,Ptr\n11/20/2026,1,11,Aetna,62370,,,1,M96.1,G89.4,AB\n',
      'Visit Date,ICD 1,ICD 2,CPT,Mod 1,Mod 2,Units,Ptr,CPT,Mod 1,Mod 2,Units,Ptr\n2026-10-07,G82.21,Z45.1,95991,,,1,AB,J0475,JZ,KD,8,A\n',
    ];
    for (const text of sheets) {
      const { rows, columns } = openSheet(text, undefined);
      const mapping = mappingOf(rows, columns);
      expect(fits(mapping)).toBe(true);
      expect(visitsIn(text, 'csv', mapping).map(asLines)).toEqual(visitsIn(text, 'csv').map(asLines));
    }
  });
});
