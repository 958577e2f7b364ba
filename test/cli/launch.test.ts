import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'encounter-notes-launch-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A copy of the command without the language server. */
function commandAlone(): string {
  const dist = path.join(folder, 'alone');
  mkdirSync(dist);
  for (const file of ['cli.js', 'cli.main.js']) copyFileSync(path.join(root, 'dist', file), path.join(dist, file));
  return dist;
}

describe('a missing part', () => {
  it('is reported in one sentence if it is a part of the language server', () => {
    const dist = commandAlone();
    const lsp = (): unknown[] => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(dist, 'cli.js'), 'lsp'], {
        encoding: 'utf8',
        input: '',
      });
      return [status, stdout, stderr];
    };
    const lacks = (file: string): unknown[] => [
      2,
      '',
      `encounter-notes: the language server is incomplete: ${path.join(dist, file)} is missing; install Encounter Notes again\n`,
    ];
    expect(lsp()).toEqual(lacks('server.js'));
    for (const [there, missing] of [
      ['server.js', 'server.main.js'],
      ['server.main.js', 'icd10cm-codes.js'],
    ] as const) {
      copyFileSync(path.join(root, 'dist', there), path.join(dist, there));
      expect(lsp()).toEqual(lacks(missing));
    }
  });

  it.skipIf(process.platform === 'win32')('is reported in one sentence if it is the working folder', () => {
    for (const command of ['check', 'fix', 'format', 'report', 'explain']) {
      const gone = path.join(folder, 'gone');
      mkdirSync(gone);
      // No process starts in a missing folder, so the folder is removed after the start.
      const { status, stdout, stderr } = spawnSync(
        'sh',
        [
          '-c',
          'rmdir "$1"; shift; "$@"',
          'sh',
          gone,
          process.execPath,
          path.join(root, 'dist/cli.js'),
          command,
          '62370',
        ],
        { cwd: gone, encoding: 'utf8' },
      );
      expect([command, status, stdout, stderr]).toEqual([
        command,
        2,
        '',
        'encounter-notes: the working folder cannot be used: there is no such file or folder\n',
      ]);
    }
  });
});
