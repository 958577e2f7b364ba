// Structured sources in, claims out, from the command line.
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Clinic } from './clinic';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

const SHEET =
  'DOS,MRN,Patient Name,POS,Payer,CPT,Mod,Units,DX1,Ptr\r\n11/20/2026,00417,"Testperson, Ina",11,Aetna,62370,,1,M96.1,A\r\n';
const MESSAGE =
  'MSH|^~\\&|A|B|C|D|20261120||DFT^P03|1|T|2.3\rPID|1||00417||TESTPERSON^INA\rFT1|1|||20261120||CG|62370^^C4|||1|540.00||||||||M96.1\r';
const READ = '2026-11-20 visit P-XXX @office #aetna\ndx: M96.1\n62370 @A\n';

describe('intake of structured sources', () => {
  it('tells by its content what a file holds, regardless of what it is called', () => {
    clinic.write('a.csv', SHEET);
    clinic.write('b.txt', SHEET);
    clinic.write('c.dat', MESSAGE);
    expect(clinic.run(['intake', 'a.csv'])).toEqual({ code: 0, out: READ, err: '' });
    expect(clinic.run(['intake', 'b.txt'])).toEqual({ code: 0, out: READ, err: '' });
    expect(clinic.run(['intake', 'c.dat']).out).toBe('2026-11-20 visit P-XXX\ndx: M96.1\n62370 @A\n');
    expect(clinic.run(['intake', 'c.dat', '--from', 'hl7', '--format', 'json']).out).not.toMatch(/testperson|00417/i);
  });

  it('reads UTF-16 and the Windows code page', () => {
    clinic.write('a.csv', Buffer.from(`\ufeff${SHEET}`, 'utf16le'));
    clinic.write('b.csv', Buffer.from(SHEET.replace('Ina', 'Inë'), 'latin1'));
    for (const file of ['a.csv', 'b.csv'])
      expect(clinic.run(['intake', file])).toEqual({ code: 0, out: READ, err: '' });
  });

  it.each<[string, string | Uint8Array, RegExp]>([
    ['a.csv', Buffer.from('PK\u0003\u0004\u0000\u0001'), /^encounter-notes: a\.csv: line 1: .*workbook.*\n$/],
    ['a.csv', SHEET.slice(0, -14), /^encounter-notes: a\.csv: line 2: the file ends after \d+ of 10 cells.*\n$/],
    [
      'a.csv',
      'Dear billing office,\nplease find 95990 for 11/20/2026.\n',
      /^encounter-notes: a\.csv: row 1: .*headings.*\n$/,
    ],
    ['a.hl7', MESSAGE.slice(0, 90), /^encounter-notes: a\.hl7: line \d.*expected.*\n$/],
    ['a.hl7', MESSAGE.replace('DFT^P03', 'ORU^R01'), /^encounter-notes: a\.hl7: line 1, MSH-9: .*DFT\^P03.*\n$/],
    ['a.x12', 'ISA*00*', /^encounter-notes: a\.x12: segment 1.*\n$/],
    ['a.txt', 'PID|1||00417||TESTPERSON^INA\r', /^encounter-notes: a\.txt: line 1: .*MSH.*\n$/],
  ])('refuses a broken %s with one sentence and prints nothing', (name, content, error) => {
    clinic.write(name, content);
    const { code, out, err } = clinic.run(['intake', name]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(error);
    expect(err).not.toMatch(/testperson|00417/i);
  });

  it('follows the column mapping of the nearest folder, and says where one is wrong', () => {
    mkdirSync(path.join(clinic.folder, 'sheets/2026'), { recursive: true });
    mkdirSync(path.join(clinic.folder, '.encounter'));
    clinic.write('sheets/2026/a.csv', '11/20/2026;00417;62370;M96.1;P9\n');
    clinic.write(
      '.encounter/columns.json',
      '{ "headingRow": 0, "columns": { "date": 1, "patient": [2], "dx": [4], "payer": 5, "charges": [{ "code": 3 }] }, "payers": { "P9": "aetna" } }',
    );
    expect(clinic.run(['intake', 'sheets/2026/a.csv', '--from', 'csv'])).toEqual({
      code: 0,
      out: '2026-11-20 visit P-XXX #aetna\ndx: M96.1\n62370\n',
      err: '',
    });
    clinic.write('.encounter/columns.json', '{\n "columns": {}\n}');
    expect(clinic.run(['intake', 'sheets/2026/a.csv', '--from', 'csv'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/columns\.json: line 2: “date” is missing/),
    });
  });
});

const NOTE = `2026-11-20 interrogate P-014 @office #aetna
pump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable
by: MD AS
read: expected 6.2 mL, dose 480 mcg/day, alarms none
dx: G80.0, Z45.1
62367 @AB $120.00
`;

describe('export', () => {
  it('prints the claims of notes without errors, and says on standard error what it did', () => {
    clinic.write('a.encounter', NOTE);
    const { code, out, err } = clinic.run(['export', 'a.encounter', '--format', 'csv']);
    expect([code, err]).toEqual([0, 'encounter-notes: exported 1 claim with 1 line\n']);
    expect(out.split('\r\n')[1]).toMatch(/^2026-11-20,P-014,11,Aetna,MD AS,,G80\.0,Z45\.1,.*62367,,,,,1,AB,,,120\.00$/);
    clinic.write('back.csv', out);
    expect(clinic.run(['intake', 'back.csv']).out).toBe(
      '2026-11-20 visit P-XXX @office #aetna\nby: MD AS\ndx: G80.0, Z45.1\n62367 @AB\n',
    );
    const claims = clinic.run(['export', 'a.encounter', '--format', 'x12']);
    expect(claims.code).toBe(0);
    clinic.write('back.837', claims.out);
    expect(clinic.run(['intake', 'back.837']).out).toBe(
      '2026-11-20 visit P-XXX @office #aetna\ndx: G80.0, Z45.1\n62367 @AB\n',
    );
  });

  it('is refused while an error is left, regardless of the other notes, unless a reason overrides it', () => {
    clinic.write('a.encounter', NOTE);
    clinic.write('b.encounter', NOTE.replace('P-014', 'P-015').replace('@AB', '@ABC'));
    const refused = clinic.run(['export', '.', '--format', 'csv']);
    expect([refused.code, refused.out]).toEqual([1, '']);
    expect(refused.err).toMatch(/b\.encounter:6: diagnosis-pointer: .*\n.*nothing is exported: 1 error;.*--override/s);
    const overridden = clinic.run(['export', '.', '--format', 'csv', '--override', 'payer asked for it']);
    expect([overridden.code, overridden.out.split('\r\n').length]).toEqual([0, 4]);
    expect(overridden.err).toMatch(/diagnosis-pointer: .*overridden: “payer asked for it”/);
    expect(clinic.run(['export', '.', '--format', 'csv', '--override', ' ']).code).toBe(2);
  });

  it('names the lines that it leaves out', () => {
    clinic.write('a.encounter', `${NOTE}? 99213-25 @A\n`);
    const { code, out, err } = clinic.run(['export', 'a.encounter', '--format', 'x12']);
    expect(code).toBe(0);
    expect(out).not.toContain('99213');
    expect(err).toMatch(/a\.encounter:7: 99213 is not exported: the line is marked \? \(unsure\)/);
  });

  it('says what no claim can be made of', () => {
    clinic.write('a.encounter', '2026-11-20 visit P-014 @office\n');
    expect(clinic.run(['export', 'a.encounter', '--format', 'csv'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/bill nothing/),
    });
    clinic.write('b.encounter', NOTE.replace('#aetna', '#aetna bill=facility'));
    expect(clinic.run(['export', 'b.encounter', '--format', 'x12'])).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/b\.encounter:1: .*837I/),
    });
  });
});
