// Releases of code sets from the command line: loaded, listed, compared, searched, and used by check.
import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Clinic, MUE } from './clinic';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

describe('codes import', () => {
  it('loads a release, lists it, and check uses it in its days', () => {
    clinic.write('mue.csv', MUE);
    const run = clinic.run(['codes', 'import', 'mue.csv', '--from', '2026-10-01', '--codes', 'sets']);
    expect(run).toEqual({
      code: 0,
      out: expect.stringMatching(/^MUE 2026-10-01: 2 rows, 62370 to 97110, in force from 2026-10-01/),
      err: '',
    });
    expect(clinic.run(['codes', 'list', '--codes', 'sets']).out).toMatch(
      /MUE +from 2026-10-01 +2026-10-01 +\(loaded, 2 rows, an excerpt\)/,
    );
    clinic.write('a.encounter', '2026-11-20 visit P-014 @office\nby: MD AS\ndx: G80.0\n97110 x7 @A\n');
    clinic.write('b.encounter', '2026-09-30 visit P-015 @office\nby: MD AS\ndx: G80.0\n97110 x7 @A\n');
    expect(clinic.findings(['a.encounter', '--codes', 'sets'])).toEqual(['units-limit warning']);
    expect(clinic.findings(['b.encounter', '--codes', 'sets', '--severity', 'warning'])).toEqual([]);
    expect(clinic.findings(['a.encounter', '--severity', 'warning'])).toEqual([]);
    const environment = { ENCOUNTER_NOTES_CODES: path.join(clinic.folder, 'sets') };
    expect(clinic.findings(['a.encounter'], { environment })).toEqual(['units-limit warning']);
    expect(clinic.findings(['a.encounter', 'b.encounter', '--jobs', '2'], { environment })).toContain(
      'units-limit warning',
    );
  });

  it('names file, line and what was expected, and loads nothing, not even what was right', () => {
    clinic.write('mue_2026q4.csv', MUE);
    clinic.write('cut_2026q4.csv', MUE.slice(0, -20));
    clinic.write('letter.txt', 'Dear colleague,\n');
    expect(clinic.run(['codes', 'import', 'mue_2026q4.csv', 'letter.txt', '--codes', 'sets'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/letter\.txt, line 1: expected .*; nothing was loaded/s),
    });
    expect(existsSync(path.join(clinic.folder, 'sets'))).toBe(false);
    expect(clinic.run(['codes', 'import', 'none.csv', '--codes', 'sets'])).toMatchObject({ code: 2 });
    expect(clinic.run(['codes', 'import', 'mue_2026q4.csv'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--codes'),
    });
  });

  it('compares, finds, and says that a folder is damaged', () => {
    clinic.write('mue_2026q4.csv', MUE);
    clinic.run(['codes', 'import', 'mue_2026q4.csv', '--codes', 'sets']);
    expect(clinic.run(['codes', 'diff', '--codes', 'sets'])).toEqual({
      code: 1,
      out: 'MUE 62370 from 2026-10-01: shipped 1 a day, MAI 3, loaded 2 a day, MAI 3\n',
      err: '',
    });
    expect(clinic.run(['codes', 'find', 'spastic', 'diplegia', '--date', '2026-11-20']).out).toMatch(/^G80\.1 /);
    expect(clinic.run(['codes', 'find', '62370', '--date', '2026-11-20']).out).toMatch(/^62370 +CPT/);
    expect(clinic.run(['codes', 'find', 'J2275', '--date', '2015-01-01']).out).toMatch(/ \(ended on 2014-12-31\)$/m);
    expect(clinic.run(['codes', 'find', 'xyzzy'])).toMatchObject({ code: 1, out: '' });
    clinic.write('sets/mue-2026-10-01.blocks', 'damaged');
    expect(clinic.run(['check', '.', '--codes', 'sets'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('import MUE'),
    });
  });
});

describe('check --as-of', () => {
  const NOTE = '2025-09-20 visit P-014 @office\nby: MD AS\ndx: G35\n99213 @A\n';

  it('prints what changes on a day or by an edition, and ends with 1 only if something does', () => {
    clinic.write('a.encounter', NOTE);
    const changed = clinic.run(['check', 'a.encounter', '--as-of', '2025-10-01']);
    expect(changed.code).toBe(1);
    expect(changed.out).toMatch(/^1 of 1 encounter changes as of 2025-10-01 \(ICD-10-CM FY2026, .*a\.encounter:1 /s);
    expect(changed.out).toContain('+ line 3  error  diagnosis-not-billable: Code one of the codes below G35');
    expect(clinic.run(['check', 'a.encounter', '--codes', 'FY2026']).out).toBe(changed.out);
    expect(clinic.run(['check', 'a.encounter', '--as-of', '2024-10-01']).code).toBe(0);
    const json = clinic.run(['check', 'a.encounter', '--as-of', '2025-10-01', '--format', 'jsonl']);
    expect(JSON.parse(json.out)).toMatchObject({ encounters: 1, changes: [{ added: [{ edition: 'FY2026' }] }] });
  });

  it('refuses a day that is none, an edition and a payer that do not exist', () => {
    clinic.write('a.encounter', NOTE);
    expect(clinic.run(['check', 'a.encounter', '--as-of', '2025-13-01'])).toMatchObject({ code: 2, out: '' });
    expect(clinic.run(['check', 'a.encounter', '--codes', 'FY2050'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('ICD-10-CM FY2027'),
    });
    expect(clinic.run(['check', 'a.encounter', '--as-payer', 'nosuchpayer'])).toMatchObject({ code: 2 });
  });
});

it('codes list counts the encounters of each edition', () => {
  clinic.write('a.encounter', '2025-09-20 visit P-014 @office\nby: MD AS\ndx: G35\n99213 @A\n');
  clinic.write('mue.csv', MUE);
  clinic.run(['codes', 'import', 'mue.csv', '--from', '2025-07-01', '--codes', 'sets']);
  const { out } = clinic.run(['codes', 'list', '.', '--codes', 'sets', '--today', '2026-01-15']);
  expect(out).toMatch(
    /MUE +from 2025-07-01 +2025-07-01 +\(loaded, 2 rows, an excerpt\)  expired 2025-09-30  1 encounter\n/,
  );
  expect(out).toMatch(/ICD-10-CM +from 2025-10-01 .*in force  0 encounters\n/);
});

it.skipIf(process.platform === 'win32')('a full disk changes nothing, and the import says so', () => {
  clinic.write('mue_2026q4.csv', MUE);
  clinic.run(['codes', 'import', 'mue_2026q4.csv', '--codes', 'sets']);
  clinic.write('mue_2027q1.csv', MUE);
  const folder = path.join(clinic.folder, 'sets');
  const before = readFileSync(path.join(folder, 'releases.json'), 'utf8');
  // Every write to this device fails as on a full disk: first of a file of blocks, then of the list itself.
  for (const name of ['mue-2027-01-01.blocks', 'releases.json.new']) {
    symlinkSync('/dev/full', path.join(folder, name));
    expect(clinic.run(['codes', 'import', 'mue_2027q1.csv', '--codes', 'sets'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/the disk is full; nothing was loaded/i),
    });
    expect(readFileSync(path.join(folder, 'releases.json'), 'utf8')).toBe(before);
    expect(readdirSync(folder).sort()).toEqual(['mue-2026-10-01.blocks', 'releases.json']);
  }
  expect(clinic.run(['codes', 'import', 'mue_2027q1.csv', '--codes', 'sets']).code).toBe(0);
});
