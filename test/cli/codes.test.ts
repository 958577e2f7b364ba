// Official releases from the command line: loaded, listed, compared, searched, and checked by.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLI, Clinic } from './clinic';
import { officialFile, withOfficialReleases } from '../support/official';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

const MUE = [
  '"Copyright, and so on.",,,',
  'HCPCS/ CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale',
  '62370,2,3 Date of Service Edit: Clinical,Nature of Service/Procedure',
  '97110,6,3 Date of Service Edit: Clinical,Nature of Service/Procedure',
  '',
].join('\n');

describe('codes import', () => {
  it('loads a release, lists it, and check checks by it in its days', () => {
    clinic.write('mue.csv', MUE);
    const run = clinic.run(['codes', 'import', 'mue.csv', '--from', '2026-10-01', '--codes', 'sets']);
    expect(run).toEqual({
      code: 0,
      out: expect.stringMatching(/^MUE 2026-10-01: 2 rows, in force from 2026-10-01/),
      err: '',
    });
    expect(clinic.run(['codes', 'list', '--codes', 'sets']).out).toMatch(
      /MUE +from 2026-10-01 +2026-10-01 +\(loaded, 2 rows\)/,
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
    expect(clinic.run(['codes', 'find', 'xyzzy'])).toMatchObject({ code: 1, out: '' });
    clinic.write('sets/mue-2026-10-01.blocks', 'damaged');
    expect(clinic.run(['check', '.', '--codes', 'sets'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('import MUE'),
    });
  });
});

withOfficialReleases('codes import of whole official files', () => {
  const PTP = [1, 2, 3, 4].map(part => officialFile(`ccipra-2024q3-f${part}.txt.gz`));

  it('2.5 million pairs in under a minute; then every pair of a code is known', { timeout: 180_000 }, () => {
    const started = performance.now();
    const { code, out } = clinic.run(['codes', 'import', ...PTP, '--codes', 'sets']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^NCCI 2024-07-01: 2546017 rows/)]);
    expect(performance.now() - started).toBeLessThan(120_000);
    clinic.write('a.encounter', '2024-08-01 visit P-014 @office\nby: MD AS\ndx: G80.0\n97530 @A\n97150 @A\n');
    expect(clinic.findings(['a.encounter', '--codes', 'sets', '--severity', 'warning'])).toContain(
      'bundled-pair-modifier warning',
    );
    expect(clinic.run(['codes', 'diff', '--codes', 'sets'])).toMatchObject({ code: 0 });
  });

  it('killed while it imports, it has loaded nothing, and the next import is whole', { timeout: 180_000 }, async () => {
    clinic.write('mue_2026q4.csv', MUE);
    clinic.run(['codes', 'import', 'mue_2026q4.csv', '--codes', 'sets']);
    for (const after of [400, 1500, 3000]) {
      const child = spawn(
        process.execPath,
        [CLI, 'codes', 'import', officialFile('cms_2026_dx.zip'), PTP[0]!, '--codes', 'sets'],
        {
          cwd: clinic.folder,
          stdio: 'ignore',
        },
      );
      const ended = new Promise(resolve => child.on('exit', resolve));
      await wait(after);
      child.kill('SIGKILL');
      await ended;
      const list = clinic.run(['codes', 'list', '--codes', 'sets', '--format', 'json']);
      expect(list.code).toBe(0);
      const loaded = (JSON.parse(list.out) as { set: string; loaded: boolean }[]).filter(one => one.loaded);
      expect([['MUE'], ['ICD-10-CM', 'MUE', 'NCCI']]).toContainEqual(loaded.map(({ set }) => set));
    }
    expect(clinic.run(['codes', 'import', officialFile('nucc_taxonomy_251.csv'), '--codes', 'sets']).code).toBe(0);
    const files = readdirSync(path.join(clinic.folder, 'sets'));
    expect(files.filter(file => file.endsWith('.new'))).toEqual([]);
  });
});
