import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const folder = mkdtempSync(path.join(tmpdir(), 'encounter-notes-launch-'));
afterAll(() => rmSync(folder, { recursive: true }));

const codeOf = (dist: string): string[] =>
  readdirSync(dist).filter(file => file.startsWith('cli.') && file.endsWith('.code'));
const run = (dist: string): string => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [path.join(dist, 'cli.js'), 'check', path.join(root, 'examples/clinic-day.encounter')],
    { encoding: 'utf8' },
  );
  return stdout + stderr;
};

/** A copy of the command as it is shipped, and of the code beside it what a change leaves of it. */
function copy(name: string, change: (code: Buffer) => Buffer | undefined): string {
  const dist = path.join(folder, name);
  mkdirSync(dist);
  for (const file of ['cli.js', 'cli.main.js']) copyFileSync(path.join(root, 'dist', file), path.join(dist, file));
  for (const file of codeOf(path.join(root, 'dist'))) {
    const code = change(readFileSync(path.join(root, 'dist', file)));
    if (code) writeFileSync(path.join(dist, file), code);
  }
  return dist;
}

describe('the code that is kept at the build', () => {
  const asBuilt = run(path.join(root, 'dist'));

  it('is there, once, and the command says with it what it says without it', () => {
    expect(codeOf(path.join(root, 'dist'))).toHaveLength(1);
    expect(asBuilt).toContain('Data: ICD-10-CM');
    expect(run(copy('without', () => undefined))).toBe(asBuilt);
  });

  it('is left alone where it is not whole or not of this Node', () => {
    expect(run(copy('cut', code => code.subarray(0, code.length >> 1)))).toBe(asBuilt);
    expect(run(copy('empty', () => Buffer.alloc(0)))).toBe(asBuilt);
    expect(run(copy('other', code => Buffer.from(code).fill(0x5a, 0, 32)))).toBe(asBuilt);
  });

  it('is taken by the threads that judge, too', () => {
    const tell = path.join(folder, 'tell-code.cjs');
    writeFileSync(
      tell,
      `const vm = require('node:vm');
      vm.Script = class extends vm.Script {
        constructor(...given) {
          super(...given);
          require('node:fs').writeSync(2, \`\${this.cachedDataRejected ? 'refused' : 'taken'}\\n\`);
        }
      };`,
    );
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['--require', tell, path.join(root, 'dist/cli.js'), 'check', path.join(root, 'examples'), '--jobs', '2'],
      { encoding: 'utf8' },
    );
    expect(stdout).toContain('Data: ICD-10-CM');
    expect(stderr).toMatch(/^taken\n(taken\n){1,2}$/); // the work may be done before the second thread is there
  });
});

it('starts no module of Node that only programs with other programs below them need', () => {
  const tell = path.join(folder, 'tell.cjs');
  writeFileSync(tell, "process.on('exit', () => process.stderr.write(process.moduleLoadList.join('\\n')));");
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--require', tell, path.join(root, 'dist/cli.js'), 'check', path.join(root, 'examples/clinic-day.encounter')],
    { encoding: 'utf8' },
  );
  expect(stdout).toContain('Data: ICD-10-CM');
  expect(stderr).toContain('NativeModule vm');
  expect(stderr).not.toContain('NativeModule child_process');
});

describe('what is gone', () => {
  it('is named in one sentence where it is a part of the language server', () => {
    const dist = copy('alone', () => undefined);
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
      `encounter-notes: the language server is not whole: ${path.join(dist, file)} is not there; install Encounter Notes anew\n`,
    ];
    expect(lsp()).toEqual(lacks('server.js'));
    copyFileSync(path.join(root, 'dist/server.js'), path.join(dist, 'server.js'));
    expect(lsp()).toEqual(lacks('server.main.js'));
  });

  it.skipIf(process.platform === 'win32')('is named in one sentence where it is the working folder', () => {
    for (const command of ['check', 'fix', 'format', 'report', 'explain']) {
      const gone = path.join(folder, 'gone');
      mkdirSync(gone);
      // No process starts in a folder that is not there, so it is taken away below one that has.
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
