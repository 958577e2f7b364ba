// The commands beside check and fix.
import { spawnSync } from 'node:child_process';
import { chmodSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Editor } from '../lsp/client';
import { CLI, Clinic, root } from './clinic';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

const UNTIDY = '2026-11-20 REFILL P-014 @Office\nFill:  out 6 ml,in   40mL\n62370-kd x1 @a\nnarrative   as typed\n';
const TIDY = '2026-11-20 refill P-014 @office\nfill: out 6 mL, in 40 mL\n62370-KD x1 @A\nnarrative   as typed\n';

describe('format', () => {
  it('brings notes into their usual form and tells which', () => {
    clinic.write('a.encounter', UNTIDY);
    clinic.write('b.encounter', TIDY);
    expect(clinic.run(['format', '.'])).toEqual({
      code: 0,
      out: 'changed a.encounter\n1 of 2 notes changed\n',
      err: '',
    });
    expect(clinic.read('a.encounter')).toBe(TIDY);
    expect(clinic.run(['format', '.'])).toEqual({ code: 0, out: '0 of 2 notes changed\n', err: '' });
  });

  it('keeps line breaks and a byte-order mark', () => {
    clinic.write('a.encounter', `\ufeff${UNTIDY.replaceAll('\n', '\r\n')}`);
    clinic.run(['format', '.']);
    expect(clinic.read('a.encounter')).toBe(`\ufeff${TIDY.replaceAll('\n', '\r\n')}`);
  });

  it('with --check changes nothing and ends with 1 if something would', () => {
    clinic.write('a.encounter', UNTIDY);
    clinic.write('b.encounter', TIDY);
    expect(clinic.run(['format', '--check', '.'])).toEqual({
      code: 1,
      out: 'would change a.encounter\n1 of 2 notes would change\n',
      err: '',
    });
    expect(clinic.read('a.encounter')).toBe(UNTIDY);
    expect(clinic.run(['format', '--check', 'b.encounter']).code).toBe(0);
  });

  it('gives standard input back in its usual form', () => {
    expect(clinic.run(['format', '--stdin'], { stdin: UNTIDY })).toEqual({ code: 0, out: TIDY, err: '' });
    expect(clinic.run(['format', '--stdin', '--check'], { stdin: UNTIDY })).toEqual({ code: 1, out: '', err: '' });
  });

  it('says what it cannot read or write, and does the others', () => {
    clinic.write('a.encounter', UNTIDY);
    clinic.write('binary.encounter', new Uint8Array([65, 66, 67, 68, 69, 0]));
    clinic.write('locked.encounter', UNTIDY);
    chmodSync(path.join(clinic.folder, 'locked.encounter'), 0o444);
    const { code, out, err } = clinic.run(['format', '.']);
    expect([code, out]).toEqual([2, 'changed a.encounter\n1 of 3 notes changed\n']);
    expect(err).toContain('binary.encounter: This file holds NUL bytes');
    expect(err).toContain('locked.encounter: It is read-only.');
    expect(clinic.read('locked.encounter')).toBe(UNTIDY);
  });
});

describe('explain', () => {
  it('says what a word means, by its name in any spelling', () => {
    const first = (...words: string[]): string => clinic.run(['explain', ...words]).out.split('\n')[0]!;
    expect(first('62370')).toMatch(/^62370 · /);
    expect(first('kd')).toMatch(/^KD · /);
    expect(first('Baclofen')).toMatch(/^baclofen · /);
    expect(first('g35a')).toBe('G35.A · Relapsing-remitting multiple sclerosis');
    expect(first('drug-waste')).toMatch(/^drug-waste · /);
    for (const word of ['#medicare', 'Medicare']) expect(first(word)).toMatch(/^#medicare · /);
    for (const word of ['@office', 'office', '11']) expect(first(word)).toBe('11 · Office');
    for (const word of ['fill:', 'fill']) expect(first(word)).toContain('fill:');
    expect(first('stopped')).toContain('stopped');
    expect(clinic.run(['explain', 'J0475-KD']).out).toContain('Accepted on J0475');
  });

  it('of a day says what holds on it', () => {
    expect(clinic.run(['explain', 'G35', '--date', '2025-09-30']).out).not.toContain('Not billable');
    expect(clinic.run(['explain', 'G35', '--date', '2025-10-01']).out).toContain('Not billable on 2025-10-01');
    expect(clinic.run(['explain', 'G35', '--date', 'today'])).toMatchObject({
      code: 2,
      err: 'encounter-notes: “today” is no day; write it as YYYY-MM-DD\n',
    });
  });

  it('wraps prose at 80 columns without the marks of Markdown, and gives Markdown and JSON if they are asked for', () => {
    const { out } = clinic.run(['explain', 'drug-waste']);
    expect(out.split('\n').filter(line => line.length > 80 && !line.includes('<http'))).toEqual([]);
    expect(out).not.toMatch(/\*\*|`/);
    const { out: markdown } = clinic.run(['explain', 'drug-waste', '--format', 'markdown']);
    expect(markdown).toMatch(/^\*\*drug-waste\*\* · /);
    expect(JSON.parse(clinic.run(['explain', 'drug-waste', '--format', 'json']).out)).toMatchObject({
      word: 'drug-waste',
      topics: [{ kind: 'rule', word: 'drug-waste', markdown: markdown.trimEnd() }],
    });
  });

  it('knows the payers beside the notes, and the levels in force', () => {
    clinic.write('.encounter/profiles/acme.json', { id: 'acme', title: 'Acme Health' });
    clinic.write('.encounter/config.json', { rules: { 'drug-waste': 'hint' } });
    expect(clinic.run(['explain', 'acme']).out).toMatch(/^#acme · Acme Health/);
    expect(clinic.run(['explain', 'drug-waste']).out).toContain('Level in force: hint (set in .encounter/config.json)');
  });

  it('of an unknown word names what is near, or what mentions it', () => {
    expect(clinic.run(['explain', '62307'])).toEqual({
      code: 2,
      out: '',
      err: expect.stringMatching(
        /^encounter-notes: nothing is called “62307”; did you mean “62327”, “62367” or “62370”\?\n$/,
      ),
    });
    expect(clinic.run(['explain', 'drug-wast'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('did you mean “drug-waste”'),
    });
    expect(clinic.run(['explain', 'single-dose'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/nothing is called “single-dose”; these mention it:\n {2}\S+ +\w+: /),
    });
    expect(clinic.run(['explain', 'SCI']).err).toMatch(
      /did you mean .*; these mention it:\n {2}S14\.109A +diagnosis: Unspecified injury/,
    );
    expect(clinic.run(['explain', 'failed back']).err).toMatch(
      /these mention it:\n {2}M96\.1 +diagnosis: Postlaminectomy/,
    );
    expect(clinic.run(['explain', 'xyzzyxyzzy'])).toEqual({
      code: 2,
      out: '',
      err: 'encounter-notes: nothing is called “xyzzyxyzzy”\n',
    });
  });
});

describe('rules', () => {
  const ids = (...args: string[]): string[] =>
    (JSON.parse(clinic.run(['rules', '--format', 'json', ...args]).out) as { id: string }[]).map(({ id }) => id);

  it('are those that have a page, in the table and as JSON', () => {
    const pages = readFileSync(path.join(root, 'docs/rules/README.md'), 'utf8');
    const all = ids();
    expect(all.length).toBeGreaterThan(90);
    for (const id of all) expect(pages).toContain(`(${id}.md)`);
    const table = clinic.run(['rules']).out;
    for (const id of all) expect(table).toMatch(new RegExp(`^ {2}${id} +(error|warning|info|hint) +\\S`, 'm'));
  });

  it('of one group are a part of all', () => {
    expect(ids('--group', 'history')).toContain('refill-early');
    expect(ids('--group', 'history')).not.toContain('drug-waste');
  });
});

describe('the report', () => {
  it('of standard input is that of the file', () => {
    clinic.example('clinic-day.encounter');
    const text = clinic.read('clinic-day.encounter');
    const { out } = clinic.run(['report', 'clinic-day.encounter']);
    expect(out).toMatch(/^# Encounter report\n/);
    expect(clinic.run(['report', '--stdin', '--stdin-filename', 'clinic-day.encounter'], { stdin: text }).out).toBe(
      out,
    );
  });
});

describe('lsp', () => {
  it('is the language server', async () => {
    const editor = await Editor.start({ command: [CLI, 'lsp', '--stdio', `--clientProcessId=${process.pid}`] });
    await editor.open('file:///day.encounter', '2026-11-20 visit P-014 @ofice\n');
    expect((await editor.findings('file:///day.encounter')).map(({ code }) => code)).toEqual(['unknown-place']);
    editor.end();
  });
});

describe('completion', () => {
  /** What bash offers at the end of a line. */
  const bash = (line: string): string[] => {
    const words = line.split(' ');
    const script = `COMP_WORDS=(${words.map(word => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; source ./script; _encounter_notes; printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout, stderr, status } = spawnSync('bash', ['--norc', '-c', script], {
      cwd: clinic.folder,
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C' }, // bash warns of a locale that is not installed
    });
    expect([status, stderr]).toEqual([0, '']);
    return stdout.split('\n').filter(Boolean);
  };

  it('in bash offers commands, options and their values, and leaves files to bash', () => {
    clinic.write('script', clinic.run(['completion', 'bash']).out);
    expect(bash('encounter-notes ')).toEqual(
      expect.arrayContaining([
        'check',
        'fix',
        'format',
        'explain',
        'report',
        'rules',
        'lsp',
        'completion',
        'help',
        '--version',
      ]),
    );
    expect(bash('encounter-notes ch')).toEqual(['check']);
    expect(bash('encounter-notes check --s')).toEqual(['--stdin', '--stdin-filename', '--severity']);
    expect(bash('encounter-notes check --format ')).toEqual(['pretty', 'compact', 'sarif', 'jsonl', 'github', 'junit']);
    expect(bash('encounter-notes check --format = j')).toEqual(['jsonl', 'junit']);
    expect(bash('encounter-notes report --format ')).toEqual(['markdown', 'json', 'jsonl']);
    expect(bash('encounter-notes check --profile med')).toEqual(['medicare', 'medicare-advantage', 'medicaid']);
    expect(bash('encounter-notes fix --edits drug-')).toEqual(expect.arrayContaining(['drug-units', 'drug-waste']));
    expect(bash('encounter-notes explain refill-e')).toEqual(['refill-early']);
    expect(bash('encounter-notes help expl')).toEqual(['explain']);
    expect(bash('encounter-notes completion z')).toEqual(['zsh']);
    expect(bash('encounter-notes check no')).toEqual([]);
  });

  for (const [shell, check] of [
    ['zsh', '-n'],
    ['fish', '--no-execute'],
  ] as const) {
    it.skipIf(spawnSync(shell, ['--version']).error)(`in ${shell} is a script that ${shell} can read`, () => {
      clinic.write('script', clinic.run(['completion', shell]).out);
      expect(spawnSync(shell, [check, path.join(clinic.folder, 'script')], { encoding: 'utf8' })).toMatchObject({
        status: 0,
        stderr: '',
      });
    });
  }

  it('for the other shells names every command and option', () => {
    const options = [...clinic.run(['check', '--help']).out.matchAll(/^ {2}(?:-h, )?--([\w-]+)/gm)].map(
      ([, name]) => name!,
    );
    expect(options).toContain('fail-on');
    for (const shell of ['zsh', 'fish', 'powershell']) {
      const { out } = clinic.run(['completion', shell]);
      for (const word of [
        'check',
        'fix',
        'format',
        'explain',
        'report',
        'rules',
        'lsp',
        'completion',
        ...options,
        'sarif',
        'workers-comp',
        'refill-early',
      ])
        expect(out, shell).toContain(word);
    }
  });
});

describe('help', () => {
  it('of every command shows its options, examples and exit codes in 80 columns', () => {
    const commands = [...clinic.run(['--help']).out.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name!);
    expect(commands).toEqual([
      'check',
      'fix',
      'format',
      'explain',
      'report',
      'worklist',
      'intake',
      'export',
      'redact',
      'outcomes',
      'rules',
      'verify',
      'codes',
      'lsp',
      'mcp',
      'completion',
      'help',
    ]);
    for (const command of commands) {
      const { code, out } = clinic.run(['help', command]);
      expect(code).toBe(0);
      expect(out).toMatch(/\n\nExamples:\n {2}\S[^]*\n\nExit code: 0/);
      expect(out.split('\n').filter(line => line.length > 80 && !line.includes('encounter-notes '))).toEqual([]);
      expect(clinic.run([command, '--help']).out).toBe(out);
    }
  });

  it('is on standard error if no command is named; the version is that of the package', () => {
    expect(clinic.run([])).toMatchObject({ code: 2, out: '', err: expect.stringContaining('Usage: encounter-notes') });
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    expect(clinic.run(['--version'])).toEqual({ code: 0, out: `${version}\n`, err: '' });
  });
});
