// What the command line is not to be killed by: files that are no notes, notes that are no good, readers that leave,
// and Ctrl-C.
import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCommand } from '../support/environment';
import { files as clinicFiles } from '../../bench/corpus.mjs';

const CLI = path.resolve(import.meta.dirname, '../../dist/cli.js');
let folder: string;

beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'hostile-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string | Uint8Array): void => writeFileSync(path.join(folder, name), content);

function check(args: readonly string[], input?: string): { status: number | null; out: string[]; err: string[] } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'check', '--format', 'jsonl', ...args], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...(input === undefined ? {} : { input }),
  });
  const out = stdout.split('\n').filter(line => line !== '' && !line.startsWith('{"record":"encounter"'));
  return { status, out, err: stderr.split('\n').filter(Boolean) };
}

const rulesOf = (out: readonly string[]): string[] => out.map(line => (JSON.parse(line) as { rule: string }).rule);
/** Some notes of a stream, each of another patient. */
const many = (from: number): string =>
  Array.from({ length: 200 }, (_, i) => object('a', `2026-11-20 visit P-${from + i} @ofice\n`)).join('');
const object = (file: string, text: string): string => `${JSON.stringify({ file, text })}\n`;

describe('files', () => {
  it.skipIf(!hasCommand('mkfifo'))('that are no notes are named with the reason, and the others are checked', () => {
    put('binary.encounter', Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 0xff]));
    put('nul.encounter', '2026-11-20 visit P-1 @office\0\n');
    put('utf16.encounter', Buffer.from('2026-11-20 visit P-1 @ofice\n', 'utf16le'));
    put('utf16-mark.encounter', Buffer.from('\ufeff2026-11-20 visit P-1 @ofice\n', 'utf16le'));
    put('surrogate.encounter', Buffer.from([0x32, 0xed, 0xa0, 0x80, 0x0a]));
    symlinkSync('nowhere', path.join(folder, 'gone.encounter'));
    execFileSync('mkfifo', [path.join(folder, 'pipe')]);
    mkdirSync(path.join(folder, 'a.folder'));
    put('fine.encounter', '2026-11-20 visit P-1 @ofice\n');
    const { status, out, err } = check(['.', 'pipe', '/dev/zero', 'a.folder', 'missing.encounter']);
    expect(status).toBe(2);
    expect(err.map(line => line.replace(`${folder}/`, '')).sort()).toEqual([
      'encounter-notes: /dev/zero: This file is not checked: it is a pipe or a device, not a file.',
      'encounter-notes: binary.encounter: This file holds NUL bytes, so it is not a text file; it is not checked.',
      'encounter-notes: gone.encounter: its link leads nowhere',
      'encounter-notes: missing.encounter: there is no such file or folder',
      'encounter-notes: nul.encounter: This file holds NUL bytes, so it is not a text file; it is not checked.',
      'encounter-notes: pipe: This file is not checked: it is a pipe or a device, not a file.',
      'encounter-notes: surrogate.encounter: This file is not UTF-8 (perhaps an older Windows code page); save it as UTF-8 to have it checked.',
      'encounter-notes: utf16-mark.encounter: This file is UTF-16; save it as UTF-8 to have it checked.',
      'encounter-notes: utf16.encounter: This file is UTF-16; save it as UTF-8 to have it checked.',
    ]);
    expect(rulesOf(out)).toContain('unknown-place');
  });

  it.skipIf(process.platform !== 'linux')(
    "whose names are not UTF-8, or their folder's, are named with that reason, and the others are checked",
    () => {
      const note = '2026-11-20 visit P-1 @ofice\n';
      const at = (...bytes: readonly number[]): Buffer =>
        Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(bytes), Buffer.from('.encounter')]);
      put('ok\ufffd.encounter', note);
      for (const name of [at(0xff), at(0x61, 0xfe), at(0x6f, 0x6b, 0xfd)]) writeFileSync(name, note);
      mkdirSync(at(0x64, 0xff));
      writeFileSync(Buffer.concat([at(0x64, 0xff), Buffer.from('/a.encounter')]), note);
      writeFileSync(Buffer.concat([at(0xff), Buffer.from('.txt')]), 'no note'); // not an input
      const { status, out, err } = check(['.', '\ufffd.encounter', 'none\ufffd.encounter']);
      expect(status).toBe(2);
      expect(err.map(line => line.replace(`${folder}/`, '')).sort()).toEqual([
        'encounter-notes: a\ufffd.encounter: its name is not UTF-8; rename it to have it checked',
        'encounter-notes: d\ufffd.encounter: its name is not UTF-8; rename it to have it checked',
        'encounter-notes: none\ufffd.encounter: there is no such file or folder',
        'encounter-notes: ok\ufffd.encounter: its name is not UTF-8; rename it to have it checked',
        'encounter-notes: \ufffd.encounter: its name is not UTF-8; rename it to have it checked',
        'encounter-notes: \ufffd.encounter: its name is not UTF-8; rename it to have it checked',
      ]);
      expect(
        out
          .map(line => JSON.parse(line) as { file: string; rule: string })
          .filter(({ rule }) => rule === 'unknown-place')
          .map(({ file }) => file),
      ).toEqual(['ok\ufffd.encounter']);
    },
  );

  it('with lines of a megabyte are checked, and no finding carries the line about', () => {
    const long = 'x'.repeat(1_000_000);
    put(
      'a.encounter',
      `2026-11-20 visit P-1 @office ${long}\ndx: ${'G80.0, '.repeat(150_000)}\n99213 @A ${long}\n${long}\n${'9'.repeat(1_000_000)}\n"""\n${long}`,
    );
    const { status, out, err } = check(['a.encounter']);
    expect({ status, err }).toEqual({ status: 1, err: [] });
    expect(rulesOf(out)).toContain('unknown-line');
    expect(
      Math.max(
        ...out.map(line =>
          (JSON.parse(line) as { evidence: { text: string }[] }).evidence.reduce(
            (n, { text }) => Math.max(n, text.length),
            0,
          ),
        ),
      ),
    ).toBeLessThan(2000);
  });

  it('of one encounter that holds what no claim does, thousands of times, are checked', () => {
    const TOP =
      '2026-11-20 refill P-014 @office #medicare\npump: SynchroMed II 8637-40, sn NGP0000001, 40 mL, IT, programmable\nby: RN KL\n';
    const repeated = (line: string): string => `${TOP}${line.repeat(20_000)}`;
    put('unknown.encounter', `${TOP}dx: ${Array.from({ length: 20_000 }, (_, i) => `X1${i}`).join(', ')}\n95991 @A\n`);
    put('excluding.encounter', `${TOP}dx: ${'G89.4, G89.29, '.repeat(10_000)}\n95991 @A\n`);
    put('codes.encounter', repeated('95991 @A\n'));
    put('proposals.encounter', repeated('? 62369\n'));
    put('drugs.encounter', repeated('J0475-KD x8\n'));
    const { status, out, err } = check(['.']);
    expect({ status, err }).toEqual({ status: 1, err: [] });
    expect(rulesOf(out).filter(id => id === 'more-findings')).toHaveLength(5);
  });

  it('in which every line is wrong list the most severe findings, say how many there are, and count all of them', () => {
    put(
      'a.encounter',
      Array.from({ length: 2000 }, (_, i) => `2026-10-06 visit P-${i} @ofice\ntolerated well\n9599O @A\n`).join(''),
    );
    const { status, out } = check(['a.encounter', '--max-findings', '50', '--fail-on', 'error']);
    expect(status).toBe(1);
    expect(out).toHaveLength(51);
    expect(JSON.parse(out.find(line => line.includes('more-findings'))!)).toMatchObject({
      severity: 'info',
      line: 1,
      message: expect.stringMatching(/^This note has \d{4,} findings; the 50 most severe are listed\.$/),
    });
    expect(new Set(rulesOf(out))).toEqual(new Set(['more-findings', 'malformed-code']));
    expect(check(['a.encounter', '--max-findings', '50', '--jobs', '2']).out).toEqual(out);
    expect(check(['a.encounter']).out).toHaveLength(1001);
  });
});

describe('a stream', () => {
  const first =
    '2026-06-01 visit P-9 @office\npump: SynchroMed II, sn N1, 40 mL, IT, programmable\ndx: G80.0\n99213 @A\n';
  const second = '2026-11-20 refill P-9 @office\nby: RN KL\nfill: out 6 mL, in 40 mL\ndx: G80.0\n96522 @A\n';

  it('checks the notes of a patient that follow each other with one history, regardless of what they are called', () => {
    expect(rulesOf(check(['--input', 'jsonl'], object('a', second)).out)).not.toContain('route');
    const { out, err } = check(['--input', 'jsonl'], object('a', second) + object('a', first));
    expect(err).toEqual([]);
    const route = out
      .map(line => JSON.parse(line) as { rule: string; file: string; evidence: { file: string; text: string }[] })
      .filter(({ rule }) => rule === 'route');
    expect(route).toMatchObject([
      {
        file: 'a',
        evidence: expect.arrayContaining([
          expect.objectContaining({ file: 'a', text: 'pump: SynchroMed II, sn N1, 40 mL, IT, programmable' }),
        ]),
      },
    ]);
    expect(
      check(
        ['--input', 'jsonl'],
        `${JSON.stringify({ name: 'a', patient: 'p-9', text: second })}\n${JSON.stringify({ patient: 'P-9', text: first })}`,
      ).out.filter(line => line.includes('"route"')),
    ).toHaveLength(1);
  });

  it('says where a patient comes again after another one', () => {
    const { err } = check(
      ['--input', 'jsonl'],
      object('a', first) + object('b', first.replace('P-9', 'P-8')) + object('c', second),
    );
    expect(err).toEqual([
      'encounter-notes: c: checked without earlier encounters of its patient, which came before; sort the input by patient',
    ]);
  });

  it('goes on after what is no note, says so, and ends with 2', () => {
    const lines = [
      '{"text"',
      '[]',
      '{"file": "a"}',
      '{"file": 1, "text": ""}',
      '',
      '{"text": "", "patient": 3}',
      '{"file": "file://x%", "text": "\\ud800\\u0000 2026"}',
    ];
    const { status, out, err } = check(
      ['--input', 'jsonl', '--severity', 'hint'],
      `${lines.join('\r\n')}\n${object('b', second.replace('@office', '@ofice'))}`,
    );
    expect(status).toBe(2);
    expect(err).toEqual([
      'encounter-notes: line 1 of the input: It is not JSON.',
      'encounter-notes: line 2 of the input: It is not a JSON object with a “text”.',
      'encounter-notes: line 3 of the input: It has no “text”.',
      'encounter-notes: line 4 of the input: Its “file” or “name” is not a name.',
      'encounter-notes: line 6 of the input: Its “patient” is not a text.',
    ]);
    expect(rulesOf(out)).toContain('unknown-place');
  });

  it('is printed as SARIF to its end if a name holds half a character', () => {
    const { stdout, status } = spawnSync(process.execPath, [CLI, 'check', '--input', 'jsonl', '--format', 'sarif'], {
      encoding: 'utf8',
      input:
        '{"file": "\\ud800x", "text": "2026-11-20 visit P-1 @ofice"}\n{"file": "b", "text": "2026-11-20 visit P-2 @ofice"}\n',
    });
    expect(status).toBe(1);
    expect(JSON.stringify(JSON.parse(stdout))).toContain('"uri":"b"');
  });

  it('waits for a slow reader instead of piling up', async () => {
    const child = spawn(process.execPath, [CLI, 'check', '--input', 'jsonl', '--format', 'jsonl', '--jobs', '1'], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    const chunk = '{broken\n'.repeat(8192),
      chunks = 30;
    let taken = 0;
    const feed = (async () => {
      for (let i = 0; i < chunks; i++) {
        if (!child.stdin.write(chunk))
          await new Promise(resolve => {
            child.stdin.once('drain', resolve);
          });
        taken++;
      }
      child.stdin.end();
    })();
    let before = -1;
    while (taken !== before || taken === 0) {
      before = taken;
      await new Promise(resolve => {
        setTimeout(resolve, 1500);
      });
    }
    expect(taken).toBeLessThan(chunks); // no line has been read yet
    let printed = 0;
    child.stdout.on('data', (data: Buffer) => {
      for (const byte of data) if (byte === 10) printed++;
    });
    await feed;
    await ended(child);
    expect(printed).toBe(8192 * chunks);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [CLI, 'check', '--input', 'jsonl', '--format', 'jsonl'], { cwd: folder });
    let err = '';
    child.stderr.on('data', (data: Buffer) => {
      err += String(data);
    });
    child.stdin.on('error', () => {});
    child.stdout.once('data', () => child.stdout.destroy());
    let patient = 0;
    const feeding = setInterval(() => child.stdin.write(many((patient += 200))), 20);
    expect(await ended(child)).toBe(141);
    clearInterval(feeding);
    expect(err).toBe('');
  });
});

describe('Ctrl-C', () => {
  it('ends the command with 130, and prints nothing without a terminal', async () => {
    const child = spawn(process.execPath, [CLI, 'check', '--input', 'jsonl', '--format', 'jsonl'], { cwd: folder });
    let err = '';
    child.stderr.on('data', (data: Buffer) => {
      err += String(data);
    });
    child.stdin.on('error', () => {}); // it leaves before it has read all
    for (let patient = 0; patient < 20_000; patient += 200) child.stdin.write(many(patient));
    await new Promise(resolve => {
      child.stdout.once('data', resolve);
    });
    child.kill('SIGINT');
    expect(await ended(child)).toBe(130);
    expect(err).toBe('');
  });

  it.skipIf(process.platform === 'win32')('is attended to between notes that are only read', async () => {
    for (const { name, text } of clinicFiles({ count: 3000, perFile: 30 })) put(name, text);
    const child = spawn(process.execPath, [CLI, 'format', '--check', '.'], { cwd: folder });
    let out = '';
    child.stdout.on('data', (data: Buffer) => {
      out += String(data);
    });
    await new Promise(resolve => {
      child.stdout.once('data', resolve);
    });
    child.kill('SIGTERM');
    expect(await ended(child)).toBe(143);
    expect(out).not.toContain('of 100 notes would change');
  });

  it.skipIf(!hasCommand('script'))('leaves a terminal clean, on which a long run shows how far it is', async () => {
    for (const { name, text } of clinicFiles({ count: 20_000, perFile: 500 })) put(name, text);
    // `script` gives the command a terminal.
    const child = spawn(
      'script',
      [
        '-qec',
        `'${process.execPath}' '${CLI}' check . --severity error --max-findings 1 --jobs 1 > /dev/null`,
        '/dev/null',
      ],
      {
        cwd: folder,
        env: { ...process.env, CI: '', TERM: 'xterm' },
      },
    );
    let seen = '';
    child.stdout.on('data', (data: Buffer) => {
      seen += String(data);
    });
    await new Promise<void>(resolve => {
      child.stdout.on('data', () => {
        if (/\[=* +\] [\d,]+ of 20,000 encounters · [\d,]+ a second · .* left/.test(seen)) resolve();
      });
      child.once('exit', () => resolve());
    });
    expect(seen).toMatch(/\[=* +\] [\d,]+ of 20,000 encounters · [\d,]+ a second · .* left/);
    child.stdin.write('\x03');
    expect(await ended(child)).toBe(130);
    expect(seen.replaceAll('^C', '').endsWith('\r\x1b[2K')).toBe(true);
  });
});

function ended(child: ChildProcess): Promise<number | null> {
  return child.exitCode === null && child.signalCode === null
    ? new Promise(resolve => {
        child.once('close', code => resolve(code));
      })
    : Promise.resolve(child.exitCode);
}
