// Which notes are checked, what is printed of them, and with what exit code the command ends.
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CLI, Clinic, jsonLines } from './clinic';

let clinic: Clinic;
beforeEach(() => {
  clinic = new Clinic();
});
afterEach(() => clinic.leave());

/** A finding of level warning and one of level hint. */
const WARNING_AND_HINT = '2026-11-20 visit P-014 @ofice\nTolerated well.\n';
/** One of level hint. */
const HINT = '2026-11-20 visit P-014 @office\nTolerated well.\n';

describe('the level', () => {
  it('from which findings fail the command is a choice, warning without one', () => {
    clinic.write('hint.encounter', HINT);
    clinic.write('warning.encounter', WARNING_AND_HINT);
    const codes = (note: string): (number | null)[] =>
      [[], ['error'], ['warning'], ['info'], ['hint'], ['never']].map(
        level => clinic.run(['check', note, ...level.flatMap(word => ['--fail-on', word])]).code,
      );
    expect(codes('hint.encounter')).toEqual([0, 0, 0, 0, 1, 0]);
    expect(codes('warning.encounter')).toEqual([1, 0, 1, 1, 1, 0]);
  });

  it('from which findings are printed changes no exit code', () => {
    clinic.write('day.encounter', WARNING_AND_HINT);
    expect(clinic.findings(['.', '--severity', 'warning'])).toEqual(['unknown-place warning']);
    expect(clinic.findings(['.'])).toEqual(['unknown-place warning', 'unknown-line hint']);
    expect(clinic.run(['check', '.', '--severity', 'error'])).toMatchObject({
      code: 1,
      out: expect.stringContaining('nothing found, 2 of lower levels not shown'),
    });
  });
});

describe('a note on standard input', () => {
  it('is checked under the name that it would have, by the profiles of that place', () => {
    clinic.write('north/.encounter/profiles/acme.json', {
      id: 'acme',
      title: 'Acme',
      severity: { 'unknown-line': 'error' },
    });
    const note = HINT.replace('@office', '@office #acme');
    const { out, code } = clinic.run(
      ['check', '--stdin', '--stdin-filename', 'north/day.encounter', '--format', 'jsonl'],
      { stdin: note },
    );
    expect(code).toBe(1);
    expect(jsonLines(out)).toMatchObject([
      { file: 'north/day.encounter', rule: 'unknown-line', severity: 'error', line: 2 },
    ]);
  });

  it('has a name of its own without one', () => {
    expect(jsonLines(clinic.run(['check', '--stdin', '--format', 'jsonl'], { stdin: HINT }).out)).toMatchObject([
      { file: '<stdin>', rule: 'unknown-line' },
    ]);
    expect(clinic.run(['check', '--stdin'], { stdin: HINT }).out).toContain('hint unknown-line  <stdin>:2:1');
    expect(clinic.run(['check', '--stdin'], { stdin: '' })).toMatchObject({
      code: 0,
      out: expect.stringContaining('0 encounters in 1 file: nothing found'),
    });
  });

  it.skipIf(process.platform === 'win32').each([['--stdin'], ['--input', 'jsonl']])(
    'that is a folder is refused: %s %s',
    (...words) => {
      const folder = openSync(clinic.folder, 'r');
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'check', ...words], {
        stdio: [folder, 'pipe', 'pipe'],
        encoding: 'utf8',
      });
      closeSync(folder);
      expect([status, stdout, stderr]).toEqual([2, '', 'encounter-notes: standard input is a folder, not a note\n']);
    },
  );

  it('that is no text is refused', () => {
    expect(clinic.run(['check', '--stdin'], { stdin: new Uint8Array([0xff, 0xfe, 0x32, 0]) })).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(/^encounter-notes: standard input: This file is UTF-16/),
    });
  });
});

describe('names of files', () => {
  it.skipIf(process.platform === 'win32')('do not command the terminal, regardless of what they hold', () => {
    const name = 'a\x1b[31mb.encounter',
      seen = 'a␛[31mb.encounter';
    clinic.write(name, '2026-11-20 visit  P-014 @ofice\nJ0475 x8 @A ndc 12345-678-90\n');
    expect(clinic.run(['check', `no ${name}`]).err).toBe(
      `encounter-notes: no ${seen}: there is no such file or folder\n`,
    );
    expect(clinic.run([name]).err).toBe(`encounter-notes: unknown command '${seen}'\n`);
    expect(clinic.run(['format', '--check', '.']).out).toBe(`would change ${seen}\n1 of 1 note would change\n`);
    expect(clinic.run(['fix', '.']).out).toMatch(`${seen}\n  line 2: `);
  });

  it.skipIf(process.platform === 'win32')(
    'do not command the terminal in a report, nor does what the note holds, and are in JSON as they are',
    () => {
      const name = 'a\x1b[31m\n# b.encounter';
      clinic.write(name, '2026-11-20 visit P-014 @ofice ; \x1b[2J\u202e\n');
      const { out } = clinic.run(['report', '.']);
      expect(out.replaceAll('\n', '')).not.toMatch(/\p{Cc}|\u202e/u);
      expect(out.match(/^# .*/gm)).toEqual(['# Encounter report']);
      expect(clinic.run(['report', '.', '--format', 'json']).out).toContain(JSON.stringify(name));
    },
  );

  it('make no line that looks like a complaint of its own', () => {
    expect(clinic.run(['check', 'a\nencounter-notes: b']).err).toBe(
      'encounter-notes: a␊encounter-notes: b: there is no such file or folder\n',
    );
    expect(clinic.run(['explain', 'zzz\nencounter-notes: b']).err).toMatch(
      /^encounter-notes: nothing is called “zzz␊encounter-notes: b”.*\n/,
    );
    expect(clinic.run(['a\nencounter-notes: b']).err).toBe("encounter-notes: unknown command 'a␊encounter-notes: b'\n");
  });
});

describe('threads', () => {
  it('are no more than the machine has a use for', () => {
    clinic.write('hint.encounter', HINT);
    expect(clinic.run(['check', '.', '--jobs', '99999'])).toEqual(clinic.run(['check', '.', '--jobs', '1']));
  });
});

describe('words that cannot be', () => {
  it('are reported in one sentence, with the nearest valid one, and end with 2', () => {
    clinic.write('day.encounter', HINT);
    const refused = (...args: string[]): string => {
      const { code, out, err } = clinic.run(args);
      expect([code, out, err.trimEnd().split('\n').length]).toEqual([2, '', 1]);
      return err.trimEnd();
    };
    expect(refused('chek', '.')).toBe("encounter-notes: unknown command 'chek'; did you mean check?");
    expect(refused('help', 'chek')).toBe("encounter-notes: unknown command 'chek'; did you mean check?");
    expect(refused('help', 'nothing')).toBe("encounter-notes: unknown command 'nothing'");
    expect(refused('check', '.', '--formt', 'sarif')).toBe(
      "encounter-notes: unknown option '--formt'; did you mean --format?",
    );
    expect(refused('check', '.', '--format', 'pdf')).toMatch(
      /Allowed choices are pretty, compact, sarif, jsonl, github, junit\.$/,
    );
    expect(refused('check', '.', '--fail-on', 'off')).toMatch(
      /Allowed choices are error, warning, info, hint, never\.$/,
    );
    expect(refused('check')).toBe('encounter-notes: name the notes or folders to look at, or --stdin');
    for (const command of ['check', 'fix', 'format', 'report'])
      expect(refused(command, '')).toBe('encounter-notes: a path is empty; the working folder is .');
    for (const day of ['2026-02-30', '2026-13-01', '0000-00-00'])
      expect(refused('explain', '62370', '--date', day)).toBe(
        `encounter-notes: “${day}” is no day; write it as YYYY-MM-DD`,
      );
    expect(refused('check', '.', '--stdin')).toBe('encounter-notes: name either paths or --stdin, not both');
    expect(refused('check', '.', '--stdin-filename', 'x')).toBe(
      'encounter-notes: --stdin-filename names the note on standard input, so it needs --stdin',
    );
    expect(refused('rules', '--group', 'drug')).toContain('Allowed choices are form, ');
    for (const word of ['', ' ', '#', '.'])
      expect(refused('explain', word)).toBe('encounter-notes: name what to explain, such as 62370 or drug-waste');
    expect(refused('explain')).toBe("encounter-notes: missing required argument 'word'");
    expect(refused('completion', 'tcsh')).toContain('Allowed choices are bash, zsh, fish, powershell');
    expect(refused('rules', 'drugs')).toMatch(/too many arguments/);
  });
});

describe('an output that cannot be written', () => {
  it.skipIf(!existsSync('/dev/full'))('ends the command with 2 and one sentence', () => {
    clinic.write('day.encounter', WARNING_AND_HINT);
    const full = openSync('/dev/full', 'w');
    const commands = [
      ...['check', 'report', 'format'].map(command => `${command} day.encounter`),
      'rules',
      'explain 62370',
      'completion bash',
      '--version',
      '--help',
      'check --help',
      'help',
      'help rules',
    ];
    for (const command of commands) {
      const { status, stderr } = spawnSync(process.execPath, [CLI, ...command.split(' ')], {
        cwd: clinic.folder,
        encoding: 'utf8',
        stdio: ['ignore', full, 'pipe'],
      });
      expect([command, status, stderr]).toEqual([
        command,
        2,
        'encounter-notes: the output cannot be written: the disk is full\n',
      ]);
    }
    closeSync(full);
  });
});

describe('a reader that goes away', () => {
  it('ends the command quietly', async () => {
    clinic.write(
      'day.encounter',
      Array.from({ length: 3000 }, (_, i) => `2026-11-20 visit P-${i} @ofice\nx y\n`).join(''),
    );
    const command = spawn(process.execPath, [CLI, 'check', 'day.encounter', '--max-findings', '100000'], {
      cwd: clinic.folder,
    });
    let err = '';
    command.stderr.on('data', (chunk: Buffer) => {
      err += chunk.toString();
    });
    command.stdout.once('data', () => command.stdout.destroy());
    const code = await new Promise(resolve => {
      command.once('close', resolve);
    });
    expect([code, err]).toEqual([141, '']);
  });
});
