// Whole official releases from the command line, and an import that is killed.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { officialFile, withOfficialReleases } from '../support/official';
import path from 'node:path';
import { CLI, Clinic, MUE } from './clinic';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

withOfficialReleases('codes import of whole official files', () => {
  const PTP = [1, 2, 3, 4].map(part => officialFile(`ccipra-2024q3-f${part}.txt.gz`));

  it('loads 2.5 million pairs; then every pair of a code is known', () => {
    const { code, out } = clinic.run(['codes', 'import', ...PTP, '--codes', 'sets']);
    expect([code, out]).toEqual([0, expect.stringMatching(/^NCCI 2024-07-01: 2546017 rows/)]);
    clinic.write('a.encounter', '2024-08-01 visit P-014 @office\nby: MD AS\ndx: G80.0\n97530 @A\n97150 @A\n');
    expect(clinic.findings(['a.encounter', '--codes', 'sets', '--severity', 'warning'])).toContain(
      'bundled-pair-modifier warning',
    );
    expect(clinic.run(['codes', 'diff', '--codes', 'sets'])).toMatchObject({ code: 0 });
  });

  it('killed while it imports, it has loaded nothing, and the next import is whole', async () => {
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
