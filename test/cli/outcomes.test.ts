// Remittances beside notes, as a lead runs it before a meeting.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { paidClaim, remittanceFile } from '../support/remittance';
import { Clinic, root } from './clinic';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
  clinic.write('notes/a.encounter', note('P-014'));
  clinic.write('notes/b.encounter', note('P-015'));
});
afterEach(() => clinic.leave());

/** A nurse filled, and the physician’s code is billed: performer-level. */
const note = (patient: string): string => `2026-11-20 refill ${patient} @office #medicare
pump: SynchroMed II 8637-40, 40 mL, IT, programmable
by: RN KL
sup: MD AS, in suite
fill: out 6.0 mL, in 40 mL, needle 22g, template, aseptic
dx: G80.0, Z45.1
95991 @AB
`;
const DENIED = paidClaim('P-014', [{ code: '95991', cas: ['CO*170*100'] }]);
const PAID = paidClaim('P-015', [{ code: '95991', paid: 100 }]);
const outcomes = (...args: string[]): ReturnType<Clinic['run']> =>
  clinic.run(['outcomes', 'a.835', '--notes', 'notes', ...args]);

it('prints a table for a meeting, with nothing of a patient', () => {
  clinic.write('a.835', remittanceFile([...DENIED, ...PAID, ...paidClaim('P-099', [{ code: '95991', paid: 1 }])]));
  const { code, out, err } = outcomes();
  expect([code, err]).toEqual([0, '']);
  expect(out).toMatch(
    /^2 of 3 claims belong to a note; of their lines 1 are paid and 1 denied\.\nNot counted: 1 of patients without notes\.\n/,
  );
  expect(out).toMatch(/^performer-level +1 +0 +1 +100\.00 +0\.00 /m);
  for (const format of ['text', 'csv', 'json'])
    expect(outcomes('--format', format).out).not.toMatch(/P-0|DOE|JANE|MEMBER|PAYER-1|2026-11-20|20261120|KL/);
});

it('prints CSV and JSON', () => {
  clinic.write('a.835', remittanceFile([...DENIED, ...paidClaim('P-015', [{ code: '95991', cas: ['CO*29*50'] }])]));
  const rows = outcomes('--format', 'csv').out.split('\r\n');
  expect(rows[0]).toBe('Rule,Foresaw,Missed,Cried wolf,Foresaw $,Missed $,What the rule says');
  expect(rows).toContainEqual(expect.stringMatching(/^performer-level,1,0,1,100\.00,0\.00,/));
  expect(rows).toContainEqual('CARC 29,,1,,,50.00,No rule looks for this reason');
  const json = JSON.parse(outcomes('--format', 'json').out) as object;
  const schema = JSON.parse(readFileSync(path.join(root, 'schemas/outcomes.schema.json'), 'utf8')) as object;
  const validate = new Ajv({ allErrors: true }).compile(schema);
  expect(validate(json), JSON.stringify(validate.errors)).toBe(true);
});

it('prints nothing if one of several files is not whole', () => {
  clinic.write('a.835', remittanceFile(DENIED));
  clinic.write('b.835', remittanceFile(PAID).slice(0, -60));
  const { code, out, err } = clinic.run(['outcomes', 'a.835', 'b.835', 'c.835', '--notes', 'notes']);
  expect([code, out]).toEqual([2, '']);
  expect(err.split('\n')).toEqual([
    expect.stringMatching(/^encounter-notes: b\.835: the file ends .*: expected /),
    expect.stringMatching(/^encounter-notes: c\.835: /),
    '',
  ]);
});

it('says so if a note cannot be read', () => {
  clinic.write('a.835', remittanceFile(DENIED));
  clinic.write('notes/binary.encounter', new Uint8Array([0, 1]));
  const { code, out, err } = outcomes();
  expect([code, out.length > 0, err]).toEqual([2, true, expect.stringContaining('binary.encounter')]);
});
