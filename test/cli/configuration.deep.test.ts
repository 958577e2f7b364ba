// The configuration beside the notes, on the command line.
import { mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Clinic, jsonLines, root } from './clinic';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

const VISIT = '2026-11-20 visit P-014 @office #acme\nstray words\n| Seen for pump questions.\n';
const ACME = { id: 'acme', title: 'Acme Health', severity: { 'unknown-line': 'error' } };

describe('the configuration of a folder', () => {
  it('sets the level of rules, above the payer’s profile, from any working folder', () => {
    clinic.write('notes/.encounter/profiles/acme.json', ACME);
    clinic.write('notes/2026/day.encounter', VISIT);
    expect(clinic.findings(['notes'])).toEqual(['unknown-line error']);
    clinic.write('notes/.encounter/config.json', '{\n  // settled in May\n  "rules": { "unknown-line": "info" },\n}\n');
    expect(clinic.findings(['notes'])).toEqual(['unknown-line info']);
    expect(clinic.findings(['day.encounter'], { from: 'notes/2026' })).toEqual(['unknown-line info']);
    expect(clinic.findings(['notes', '--jobs', '2'])).toEqual(['unknown-line info']);
    expect(clinic.run(['check', 'notes']).out).toContain(
      'In force: notes/.encounter/profiles, notes/.encounter/config.json\n',
    );
  });

  it('is that of the nearest folder, and of the working folder for notes that lie elsewhere', () => {
    clinic.write('.encounter/config.json', { rules: { 'unknown-line': 'info' } });
    clinic.write('south/.encounter/config.json', { rules: { 'unknown-line': 'off' } });
    clinic.write('north/day.encounter', VISIT.replace(' #acme', ''));
    clinic.write('south/day.encounter', VISIT.replace(' #acme', '').replace('P-014', 'P-015'));
    expect(clinic.findings(['.'])).toEqual(['unknown-line info']);
    const other = new Clinic();
    other.write('day.encounter', VISIT.replace(' #acme', ''));
    expect(clinic.findings([other.folder], { from: 'south' })).toEqual([]);
    other.leave();
  });

  it('names the payer of notes that name none; an option wins over it', () => {
    clinic.write('.encounter/profiles/acme.json', ACME);
    clinic.write('.encounter/config.json', { profile: 'acme' });
    clinic.write('day.encounter', VISIT.replace(' #acme', ''));
    expect(clinic.findings(['.'])).toEqual(['unknown-line error']);
    expect(clinic.findings(['.', '--profile', 'medicare'])).toEqual(['unknown-line hint']);
    expect(clinic.findings(['--stdin'], { stdin: VISIT.replace(' #acme', '') })).toEqual(['unknown-line error']);
  });

  it('says from which level on its notes fail the command, and which levels are printed; options win over both', () => {
    clinic.write('strict/.encounter/config.json', { failOn: 'hint' });
    clinic.write('strict/day.encounter', '2026-11-20 visit P-1 @office\nstray words\n');
    clinic.write('loose/.encounter/config.json', { failOn: 'never', severity: 'error' });
    clinic.write('loose/day.encounter', '2026-11-20 visit P-2 @ofice\nstray words\n');
    expect(clinic.run(['check', 'strict']).code).toBe(1);
    expect(clinic.run(['check', 'strict', '--fail-on', 'error']).code).toBe(0);
    expect(clinic.run(['check', 'loose'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('2 of lower levels not shown'),
    });
    expect(clinic.run(['check', '.']).code).toBe(1);
    expect(clinic.findings(['.'])).toEqual(['unknown-line hint']);
    expect(clinic.findings(['.', '--severity', 'warning'])).toEqual(['unknown-place warning']);
  });

  it('passes notes over that are not named themselves', () => {
    clinic.write('.encounter/config.json', { exclude: ['archive/', '/draft-*', '!archive/kept.encounter'] });
    for (const file of ['archive/old.encounter', 'draft-1.encounter', 'sub/draft-2.encounter', 'day.encounter'])
      clinic.write(file, VISIT.replace('P-014', `P-${file.length}`));
    const files = (...paths: string[]): string[] =>
      [...new Set(jsonLines(clinic.run(['check', ...paths, '--format', 'jsonl']).out).map(({ file }) => file))].sort();
    expect(files('.')).toEqual(['day.encounter', 'sub/draft-2.encounter']);
    expect(files('archive/old.encounter')).toEqual(['archive/old.encounter']);
    expect(clinic.run(['check', 'archive'])).toMatchObject({
      code: 2,
      err: 'encounter-notes: the configuration excludes every note there\n',
    });
    expect(clinic.run(['format', '--check', '.']).out).toContain('of 2 notes would change');
  });
});

describe('a configuration with errors', () => {
  it('is used as far as it is sound; each error is an error at its line', () => {
    clinic.write(
      '.encounter/config.json',
      '{\n  "rules": { "unknown-lin": "off", "unknown-line": "info" },\n  "failOn": "warn",\n  "exclude": "archive"\n}\n',
    );
    clinic.write('day.encounter', VISIT.replace(' #acme', ''));
    const { code, out } = clinic.run(['check', '.', '--format', 'jsonl']);
    expect(code).toBe(1);
    expect(
      jsonLines(out).map(({ file, line, rule, severity, message }) => [file, line, rule, severity, message]),
    ).toEqual([
      [
        '.encounter/config.json',
        2,
        'configuration',
        'error',
        'There is no rule “unknown-lin”; did you mean “unknown-line”?',
      ],
      ['.encounter/config.json', 3, 'configuration', 'error', 'failOn: can be error, warning, info, hint or never.'],
      ['.encounter/config.json', 4, 'configuration', 'error', 'exclude: a list of patterns in brackets.'],
      ['day.encounter', 2, 'unknown-line', 'info', expect.any(String)],
    ]);
    expect(clinic.run(['check', '.', '--fail-on', 'never']).code).toBe(0);
  });

  it('is an error where the schema refuses it, and none where the schema takes it', () => {
    clinic.write('day.encounter', '2026-11-20 visit P-1 @office\n| Seen.\n');
    const validate = new Ajv({ strict: false }).compile(
      JSON.parse(readFileSync(path.join(root, 'server/data/schemas/config.schema.json'), 'utf8')) as object,
    );
    for (const config of [
      {},
      { $schema: 'x', profile: 'medicare', rules: { npi: 'off' }, exclude: ['a'], failOn: 'never', severity: 'info' },
      { profile: '#Medicare' },
      [],
      'x',
      { rules: [] },
      { rules: { npi: 'loud' } },
      { rules: { nip: 'off' } },
      { exclude: [1] },
      { severity: 'never' },
      { failOn: true },
      { profile: 7 },
      { level: 1 },
    ]) {
      clinic.write('.encounter/config.json', JSON.stringify(config));
      expect([config, clinic.run(['check', '.']).code], JSON.stringify(config)).toEqual([
        config,
        validate(config) ? 0 : 1,
      ]);
    }
  });
});

describe.skipIf(process.platform === 'win32')('a link that leaves the folder', () => {
  it('is not read, whether it leads to a profile, a folder of profiles or a configuration', () => {
    const other = new Clinic();
    other.write('secret.json', '{ "secretKey": 1 }');
    clinic.write('day.encounter', '2026-11-20 visit P-1 @office\n');
    const own = path.join(clinic.folder, '.encounter');
    const messages = (): string => clinic.run(['check', '.', '--format', 'jsonl']).out;
    mkdirSync(own);
    symlinkSync(path.join(other.folder, 'secret.json'), path.join(own, 'config.json'));
    expect(messages()).toContain('it is a link that leaves its folder');
    rmSync(path.join(own, 'config.json'));
    symlinkSync(other.folder, path.join(own, 'profiles'));
    expect(messages()).toContain('it is a link that leaves its folder');
    expect(messages()).not.toContain('secret');
    rmSync(path.join(own, 'profiles'));
    mkdirSync(path.join(own, 'profiles'));
    symlinkSync(path.join(other.folder, 'secret.json'), path.join(own, 'profiles/a.json'));
    expect(messages()).toContain('it is a link that leaves its folder');
    expect(messages()).not.toContain('secret');
    rmSync(path.join(own, 'profiles/a.json'));
    clinic.write('shared/acme.json', { id: 'acme', title: 'Acme Health' });
    symlinkSync('../../shared/acme.json', path.join(own, 'profiles/acme.json'));
    expect(messages()).not.toContain('payer-profile');
    other.leave();
  });
});
