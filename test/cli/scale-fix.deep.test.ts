// `encounter-notes fix`, as processes on real files: what it changes, and that no note is ever half written.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ORDINARY_USER, canBeOrdinaryUser, hasCommand, readableCopy } from '../support/environment';
import { applyFixes } from '../../server/src/cli/fix/apply-fixes';
import { unifiedDiff } from '../../server/src/cli/fix/unified-diff';
import type { SerializedFinding } from '../../server/src/cli/serialized-finding';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'fixing-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
const get = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

function fix(args: readonly string[], input?: string): { status: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'fix', ...args], {
    cwd: folder,
    encoding: 'utf8',
    ...(input === undefined ? {} : { input }),
  });
  return { status, out: stdout, err: stderr };
}

/** Two repairs (a date, a narrative line) and an edit. */
const BROKEN = '20261120 visit P-014 @office\ndx: G80.0\n99213-ZQ @A\nTolerated well.\n';
const REPAIRED = '2026-11-20 visit P-014 @office\ndx: G80.0\n99213-ZQ @A\n| Tolerated well.\n';

/** So that writing takes a while. */
const PADDING = '; only a comment, as long as it takes\n'.repeat(1000);

describe('fix', () => {
  it('applies repairs until there are none, says what it did, and then has nothing to do', () => {
    put('a.encounter', BROKEN);
    put('clean.encounter', REPAIRED);
    const first = fix(['.']);
    expect(get('a.encounter')).toBe(REPAIRED);
    expect(first).toMatchObject({ status: 0, err: '' });
    expect(first.out).toBe(
      'a.encounter\n  line 1: Write 2026-11-20 (date-format)\n  line 4: Mark the line as narrative (|) (unknown-line)\n2 fixes in 1 note applied\n',
    );
    expect(fix(['.'])).toEqual({ status: 0, out: '0 fixes in 0 notes applied\n', err: '' });
  });

  it('applies the edits of a rule only if it is named', () => {
    put('a.encounter', '2026-11-20 refill P-014 @ofice\nby: RN KL\n');
    expect(fix(['.']).out).toBe('0 fixes in 0 notes applied\n');
    expect(fix(['--edits', 'unknown-place,unknown-flag', '.']).out).toBe(
      'a.encounter\n  line 1: Write office (unknown-place)\n1 fix in 1 note applied\n',
    );
    expect(get('a.encounter')).toBe('2026-11-20 refill P-014 @office\nby: RN KL\n');
    put('a.encounter', '2026-11-20 refill P-014 @ofice\nby: RN KL\n');
    expect(fix(['--edits', ' unknown-flag , unknown-place,', '.']).out).toBe(
      'a.encounter\n  line 1: Write office (unknown-place)\n1 fix in 1 note applied\n',
    );
    expect(fix(['--edits', 'unknown-plaice', '.'])).toMatchObject({
      status: 2,
      err: expect.stringContaining('there is no rule “unknown-plaice”; did you mean “unknown-place”'),
    });
  });

  it('chooses none of several edits', () => {
    const note = '2026-11-20 visit P-014 @office\nby: MD AS\ndx: G35\n';
    put('a.encounter', note);
    fix(['--edits', 'diagnosis-not-billable', '.']);
    expect(get('a.encounter')).toBe(note);
  });

  it('keeps the byte-order mark, the line ends and the mode', () => {
    put('a.encounter', `\ufeff${BROKEN.replaceAll('\n', '\r\n')}`);
    chmodSync(path.join(folder, 'a.encounter'), 0o600);
    fix(['.']);
    expect(get('a.encounter')).toBe(`\ufeff${REPAIRED.replaceAll('\n', '\r\n')}`);
  });

  it('reports a hard link that keeps the old text, as format does', () => {
    put('a.encounter', BROKEN);
    linkSync(path.join(folder, 'a.encounter'), path.join(folder, 'kept.txt'));
    const { status, err } = fix(['a.encounter']);
    const sentence = 'Another name of this file, a hard link, keeps the old text.\n';
    expect([status, err]).toEqual([0, `encounter-notes: ${folder}/a.encounter: ${sentence}`]);
    expect([get('a.encounter'), get('kept.txt')]).toEqual([REPAIRED, BROKEN]);
    put('untidy.encounter', '2026-11-20 VISIT P-014 @office\n');
    linkSync(path.join(folder, 'untidy.encounter'), path.join(folder, 'kept-too.txt'));
    const { status: code, stderr } = spawnSync(process.execPath, [CLI, 'format', 'untidy.encounter'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([code, stderr]).toEqual([0, `encounter-notes: ${folder}/untidy.encounter: ${sentence}`]);
  });

  it('prints the note on standard input with its fixes', () => {
    expect(fix(['--stdin'], BROKEN)).toEqual({ status: 0, out: REPAIRED, err: '' });
    expect(fix(['--stdin'], REPAIRED)).toEqual({ status: 0, out: REPAIRED, err: '' });
  });

  it.skipIf(!hasCommand('git'))(
    'shows with --dry-run what it would do, as git and patch take it, and does nothing',
    () => {
      mkdirSync(path.join(folder, 'day'));
      put('day/a.encounter', BROKEN + REPAIRED.repeat(4) + BROKEN.trimEnd());
      put('b.encounter', BROKEN.replaceAll('\n', '\r\n'));
      cpSync(folder, `${folder}-fixed`, { recursive: true });
      const { status, out, err } = fix(['--dry-run', '.']);
      expect({ status, err }).toEqual({ status: 1, err: '6 fixes in 2 notes would be applied\n' });
      expect(get('b.encounter')).toBe(BROKEN.replaceAll('\n', '\r\n'));
      execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: `${folder}-fixed`, input: out });
      fix(['.']);
      for (const name of ['day/a.encounter', 'b.encounter'])
        expect(readFileSync(path.join(`${folder}-fixed`, name), 'utf8')).toBe(get(name));
      rmSync(`${folder}-fixed`, { recursive: true });
    },
  );

  it('names in --dry-run any file as git and patch know it, and commands no terminal by it', () => {
    const names = [
      'a.encounter',
      'of two words.encounter',
      'é’😀.encounter',
      'red\x1b[31m.encounter',
      'turned\u202e.encounter',
      '"quoted\\".encounter',
      'of two\nlines\t.encounter',
    ];
    const tools: readonly (readonly [string, ...string[]])[] = [
      ['git', 'apply', '--whitespace=nowarn', '-'],
      ['patch', '-p1', '--quiet'],
    ];
    for (const [tool, ...args] of tools) {
      if (!hasCommand(tool)) continue;
      for (const name of names) put(name, BROKEN);
      const { out } = fix(['--dry-run', '.']);
      expect(out.replaceAll('\n', '')).not.toMatch(/[^\P{Cc}\t]|\u202e/u);
      execFileSync(tool, args, { cwd: folder, input: out });
      for (const name of names) expect([tool, name, get(name)]).toEqual([tool, name, REPAIRED]);
    }
    expect(fix(['--dry-run', '.']).status).toBe(0);
  });
});

describe('fixes of one text', () => {
  const finding = (
    line: number,
    [from, to]: readonly [number, number],
    newText: string,
    kind: 'repair' | 'edit' = 'repair',
  ): SerializedFinding => {
    const range = { start: { line, character: from }, end: { line, character: to } };
    return {
      file: 'a',
      rule: 'r',
      severity: 'error',
      outcome: 'fail',
      message: '',
      range,
      line: { text: '', from: 0 },
      evidence: [],
      sources: [],
      fixes: [{ kind, title: newText, edits: [{ range, newText }] }],
    };
  };
  const TEXT = '2026-11-20 visit P-1\nabcdef\n2026-11-21 visit P-1\nabcdef\n';

  it('are applied together only if they do not touch', () => {
    const { text, applied } = applyFixes(
      TEXT,
      [
        finding(1, [0, 3], 'X'),
        finding(1, [2, 4], 'Y'),
        finding(1, [4, 4], 'Z'),
        finding(1, [4, 4], 'W'),
        finding(3, [6, 6], '!'),
      ],
      new Set(),
    );
    expect(text).toBe('2026-11-20 visit P-1\nXdZef\n2026-11-21 visit P-1\nabcdef!\n');
    expect(applied.map(({ title }) => title)).toEqual(['X', 'Z', '!']);
  });

  it('are one edit at a time in an encounter, and none if it is repaired', () => {
    const edits = [
      finding(1, [0, 1], 'X', 'edit'),
      finding(1, [3, 4], 'Y', 'edit'),
      finding(3, [0, 1], 'Z', 'edit'),
      finding(3, [3, 4], 'W'),
    ];
    expect(applyFixes(TEXT, edits, new Set(['r'])).text).toBe(
      '2026-11-20 visit P-1\nXbcdef\n2026-11-21 visit P-1\nabcWef\n',
    );
    expect(applyFixes(TEXT, edits, new Set(['other'])).text).toBe(
      '2026-11-20 visit P-1\nabcdef\n2026-11-21 visit P-1\nabcWef\n',
    );
  });
});

it.skipIf(!hasCommand('git'))('a diff of any two texts gives one from the other', () => {
  const texts = [
    '',
    'a\n',
    'a',
    'a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n',
    'a\nb\nX\nd\ne\nf\ng\nh\ni\nj\n',
    'X\na\nb\nc\nd\ne\nf\ng\nh\ni\nj',
    'c\nd\na\nb\n',
    'a\n\n\n\nb\n\n\n',
    'a\r\nb\r\n',
    'a\nb\na\nb\na\nb\n',
    'b\na\nb\na\n',
  ];
  for (const before of texts) {
    for (const after of texts) {
      const diff = unifiedDiff('n.txt', before, after);
      expect(diff === '').toBe(before === after);
      if (diff === '') continue;
      put('n.txt', before);
      execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: diff });
      expect(existsSync(path.join(folder, 'n.txt')) ? get('n.txt') : '').toBe(after);
    }
  }
});

it('a diff of a note with many changed lines replaces all of them', () => {
  const lines = (mark: string): string => Array.from({ length: 3000 }, (_, i) => `${mark}line ${i}\n`).join('');
  put('a day.txt', lines(''));
  const diff = unifiedDiff('a day.txt', lines(''), lines('| '));
  expect(diff).toMatch(/^--- a\/a day\.txt\t\n\+\+\+ b\/a day\.txt\t\n@@ -1,3000 \+1,3000 @@\n/);
  execFileSync('git', ['apply', '--whitespace=nowarn', '-'], { cwd: folder, input: diff });
  expect(get('a day.txt')).toBe(lines('| '));
});

describe('a note that is written', () => {
  it.skipIf(!canBeOrdinaryUser)('is named if it or its folder is read-only, and the others are fixed', () => {
    for (const name of ['a.encounter', 'b.encounter']) put(name, BROKEN);
    mkdirSync(path.join(folder, 'shut'));
    put('shut/c.encounter', BROKEN);
    chmodSync(folder, 0o777);
    chmodSync(path.join(folder, 'a.encounter'), 0o444);
    chmodSync(path.join(folder, 'b.encounter'), 0o666);
    chmodSync(path.join(folder, 'shut/c.encounter'), 0o666);
    chmodSync(path.join(folder, 'shut'), 0o555);
    const { uid, gid } = ORDINARY_USER;
    if (uid !== undefined && gid !== undefined)
      for (const name of ['.', 'a.encounter', 'b.encounter', 'shut', 'shut/c.encounter'])
        chownSync(path.join(folder, name), uid, gid);
    const tools = mkdtempSync(path.join(tmpdir(), 'tools-'));
    chmodSync(tools, 0o755);
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [readableCopy(CLI.replace('cli.js', 'cli.main.js'), tools), 'fix', '.'],
      {
        cwd: folder,
        encoding: 'utf8',
        ...ORDINARY_USER,
      },
    );
    rmSync(tools, { recursive: true });
    chmodSync(path.join(folder, 'shut'), 0o755);
    expect(stderr.split('\n').sort()).toEqual([
      '',
      `encounter-notes: ${folder}/a.encounter: It is read-only.`,
      `encounter-notes: ${folder}/shut/c.encounter: It cannot be written: access is denied.`,
    ]);
    expect({ status, done: stdout.includes('2 fixes in 1 note applied') }).toEqual({ status: 2, done: true });
    expect([get('a.encounter'), get('b.encounter'), get('shut/c.encounter')]).toEqual([BROKEN, REPAIRED, BROKEN]);
    expect(readdirSync(path.join(folder, 'shut'))).toEqual(['c.encounter']);
  });

  it.skipIf(!canMount())('is whole, old or new, on a disk that is full', () => {
    // A disk for one process: it disappears when the process ends, so its content is printed.
    const script = `set -e
      mount -t tmpfs -o size=256k encounter-notes "$1"
      cp "$2" "$1/a.encounter"
      cd "$1"
      dd if=/dev/zero of=fill bs=4096 2>/dev/null || true
      "$3" "$4" fix a.encounter >&2 || echo "status $?" >&2
      ls -A >&2
      cat a.encounter`;
    const big = BROKEN + PADDING;
    put('big.txt', big);
    mkdirSync(path.join(folder, 'disk'));
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      [
        ...(process.getuid?.() === 0 ? [] : ['--user', '--map-root-user']),
        '--mount',
        'sh',
        '-c',
        script,
        'sh',
        path.join(folder, 'disk'),
        path.join(folder, 'big.txt'),
        process.execPath,
        CLI,
      ],
      { encoding: 'utf8', maxBuffer: 1 << 26 },
    );
    expect(stderr).toBe(
      `encounter-notes: ${folder}/disk/a.encounter: It cannot be written: the disk is full.\n0 fixes in 0 notes applied\nstatus 2\na.encounter\nfill\n`,
    );
    expect(status).toBe(0);
    expect(stdout === big).toBe(true);
  });

  it('is whole, old or new, when the process is killed at any moment, and what is left aside goes with the next run', async () => {
    const oldOf = (name: string): string => BROKEN.replace('P-014', `P-${name.slice(0, 3)}`) + PADDING;
    const newOf = (name: string): string => REPAIRED.replace('P-014', `P-${name.slice(0, 3)}`) + PADDING;
    const names = Array.from({ length: 60 }, (_, i) => `${String(i).padStart(3, '0')}.encounter`);
    let old = 0,
      half = 0,
      left = 0;
    for (let round = 0; round < 5; round++) {
      for (const name of names) put(name, oldOf(name));
      const child = spawn(process.execPath, [CLI, 'fix', '.', '--jobs', '1'], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const ended = new Promise(resolve => {
        child.once('exit', resolve);
      });
      await new Promise(resolve => {
        child.stdout.once('data', resolve);
      }); // the first note is written
      await new Promise(resolve => {
        setTimeout(resolve, round * 30);
      });
      child.kill('SIGKILL');
      await ended;
      for (const name of names) {
        const text = get(name);
        if (text === oldOf(name)) old++;
        else if (text !== newOf(name)) half++;
      }
      left += readdirSync(folder).length - names.length;
      fix(['.']);
      expect(readdirSync(folder)).toEqual(names);
      expect(names.every(name => get(name) === newOf(name))).toBe(true);
    }
    expect(half).toBe(0);
    expect(old).toBeGreaterThan(0); // it was killed in the midst of it
    console.log(`killed 5 times: ${old} notes still old, ${5 * names.length - old} new, none half, ${left} left aside`);
  });

  it.skipIf(process.platform === 'win32')(
    'is finished before an interrupt ends the command, is listed, and leaves no temporary file',
    async () => {
      const names = Array.from({ length: 60 }, (_, i) => `${String(i).padStart(3, '0')}.encounter`);
      const untidy = BROKEN.replace('visit', 'VISIT') + PADDING;
      let old = 0;
      for (const [round, [signal, code]] of (
        [
          ['SIGINT', 130],
          ['SIGTERM', 143],
          ['SIGINT', 130],
          ['SIGTERM', 143],
        ] as const
      ).entries()) {
        for (const command of ['fix', 'format']) {
          for (const name of names) put(name, untidy);
          const child = spawn(process.execPath, [CLI, command, '.'], {
            cwd: folder,
            stdio: ['ignore', 'pipe', 'pipe'],
          });
          let out = '',
            err = '';
          child.stdout.on('data', (data: Buffer) => {
            out += String(data);
          });
          child.stderr.on('data', (data: Buffer) => {
            err += String(data);
          });
          const ended = new Promise(resolve => {
            child.once('close', resolve);
          });
          await new Promise(resolve => {
            child.stdout.once('data', resolve);
          }); // the first note is written
          await new Promise(resolve => {
            setTimeout(resolve, round * 7);
          });
          child.kill(signal);
          const expected = (await ended) === 0 ? 0 : code; // on a fast disk it may be done before
          expect([command, child.exitCode, err]).toEqual([command, expected, '']);
          expect(readdirSync(folder)).toEqual(names);
          const changed = names.filter(name => get(name) !== untidy);
          expect(changed.every(name => get(name).endsWith(PADDING))).toBe(true);
          expect(names.filter(name => out.includes(name))).toEqual(changed);
          old += names.length - changed.length;
        }
      }
      expect(old).toBeGreaterThan(0); // it was interrupted in the midst of it
    },
  );
});

/** Whether this user may give a process a disk of its own. */
function canMount(): boolean {
  const user = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  return spawnSync('unshare', [...user, '--mount', 'sh', '-c', 'mount -t tmpfs none /mnt']).status === 0;
}
