// A note on disk is either the old one or the new one, regardless of what happens while it is written.
import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasCommand } from '../support/environment';
import { readNote } from '../../server/src/project/read-file.node';
import { NotWritten, writeNote } from '../../server/src/project/write-file.node';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'writing-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytes = (text: string): Buffer => Buffer.from(text);
const at = (name: string): string => path.join(folder, name);

describe('writing a note', () => {
  it('keeps its mode, and leaves nothing beside it', async () => {
    writeFileSync(at('a.encounter'), 'old');
    chmodSync(at('a.encounter'), 0o640);
    await writeNote(at('a.encounter'), bytes('new'), bytes('old'));
    expect(readFileSync(at('a.encounter'), 'utf8')).toBe('new');
    expect(statSync(at('a.encounter')).mode & 0o777).toBe(0o640);
    expect(readdirSync(folder)).toEqual(['a.encounter']);
  });

  it('replaces what a link leads to, not the link', async () => {
    mkdirSync(at('there'));
    writeFileSync(at('there/a.encounter'), 'old');
    symlinkSync('there/a.encounter', at('link.encounter'));
    await writeNote(at('link.encounter'), bytes('new'), bytes('old'));
    expect(lstatSync(at('link.encounter')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at('there/a.encounter'), 'utf8')).toBe('new');
  });

  it('counts the hard links that keep the old text', async () => {
    writeFileSync(at('a.encounter'), 'old');
    for (const name of ['b', 'c']) linkSync(at('a.encounter'), at(`${name}.encounter`));
    expect(await writeNote(at('a.encounter'), bytes('new'), bytes('old'))).toBe(2);
    expect(['a', 'b', 'c'].map(name => readFileSync(at(`${name}.encounter`), 'utf8'))).toEqual(['new', 'old', 'old']);
  });

  it('refuses a note that is another one by now, that is read-only, or that is gone', async () => {
    writeFileSync(at('a.encounter'), 'newer');
    await expect(writeNote(at('a.encounter'), bytes('new'), bytes('old'))).rejects.toThrow(
      new NotWritten('It was changed by another program after it was read.'),
    );
    writeFileSync(at('b.encounter'), 'old');
    chmodSync(at('b.encounter'), 0o444);
    await expect(writeNote(at('b.encounter'), bytes('new'), bytes('old'))).rejects.toThrow(
      new NotWritten('It is read-only.'),
    );
    await expect(writeNote(at('c.encounter'), bytes('new'), bytes('old'))).rejects.toThrow(
      new NotWritten('It cannot be written: there is no such file or folder.'),
    );
    expect(readdirSync(folder)).toEqual(['a.encounter', 'b.encounter']);
    expect([readFileSync(at('a.encounter'), 'utf8'), readFileSync(at('b.encounter'), 'utf8')]).toEqual([
      'newer',
      'old',
    ]);
  });

  it('removes what a killed process has left, and nothing of one that runs', async () => {
    writeFileSync(at('a.encounter'), 'old');
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
    writeFileSync(at('.encounter-notes-999999999-00aa.tmp'), 'half');
    writeFileSync(at(`.encounter-notes-${other.pid}-00bb.tmp`), 'being written');
    await writeNote(at('a.encounter'), bytes('new'), bytes('old'));
    other.kill();
    expect(readdirSync(folder)).toEqual([`.encounter-notes-${other.pid}-00bb.tmp`, 'a.encounter']);
  });
});

describe('reading a note', () => {
  it('gives its bytes and its text, or says in one sentence why not', async () => {
    writeFileSync(at('a.encounter'), '\ufeffdé\r\n');
    const read = readNote(at('a.encounter'));
    expect(read).toEqual({ text: '\ufeffdé\r\n', bytes: bytes('\ufeffdé\r\n') });
    expect(readNote(folder)).toEqual({ problem: 'This file is not checked: it is a folder.' });
    expect(readNote('/dev/zero')).toEqual({
      problem: 'This file is not checked: it is a pipe or a device, not a file.',
    });
    expect(readNote(at('none'))).toEqual({ problem: 'This file is no longer there.' });
  });

  it.skipIf(!hasCommand('mkfifo'))('does not open a pipe', () => {
    execFileSync('mkfifo', [at('pipe')]);
    expect(readNote(at('pipe'))).toEqual({
      problem: 'This file is not checked: it is a pipe or a device, not a file.',
    });
  });

  it('waits for no end of a file that grows all the time', async () => {
    writeFileSync(at('growing.encounter'), '');
    const writer = spawn(process.execPath, [
      '-e',
      `const fs = require('node:fs'); for (;;) fs.appendFileSync(${JSON.stringify(at('growing.encounter'))}, 'x'.repeat(4096));`,
    ]);
    try {
      while (statSync(at('growing.encounter')).size === 0)
        await new Promise(resolve => {
          setTimeout(resolve, 10);
        });
      const read = readNote(at('growing.encounter'));
      expect('problem' in read ? read.problem : 'whole').toMatch(/^whole$|changes while it is read/);
    } finally {
      writer.kill('SIGKILL');
    }
  });
});
