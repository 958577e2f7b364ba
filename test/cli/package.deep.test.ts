// What is published: the extension as a VSIX, and the command line as a package of npm. Both are made in two copies of
// the project, in other folders, time zones and languages.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Editor } from '../lsp/client';
import { root } from './clinic';

const LEFT_OUT = new Set(['node_modules', 'dist', '.git', '.cache', '.vscode-test', '.screenshots']);
const MAX_VSIX_BYTES = 4_000_000;

interface Made {
  readonly folder: string;
  readonly vsix: Buffer;
  readonly tarball: string;
}

let home: string;
let first: Made;
let second: Made;

beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'package-'));
  first = make(path.join(home, 'one'), { TZ: 'UTC', LANG: 'C' });
  second = make(path.join(home, 'two with a blank'), { TZ: 'Asia/Tokyo', LANG: 'de_DE.UTF-8' });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

function make(folder: string, environment: Readonly<Record<string, string>>): Made {
  cpSync(root, folder, {
    recursive: true,
    filter: file => !LEFT_OUT.has(path.relative(root, file).split(path.sep)[0]!) && !/\.(vsix|tgz)$/.test(file),
  });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
  run('node', ['scripts/package.mjs', 'made.vsix'], { cwd: folder, env: environment });
  run('npm', ['pack', '--ignore-scripts'], { cwd: folder, env: environment });
  const [tarball] = readdirSync(folder).filter(name => name.endsWith('.tgz'));
  return { folder, vsix: readFileSync(path.join(folder, 'made.vsix')), tarball: path.join(folder, tarball!) };
}

function run(
  program: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...env },
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  expect(status, `${program} ${args.join(' ')}: ${stderr}`).toBe(0);
  return stdout;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes);

describe('the extension package', () => {
  it('has the same bytes in another folder, time zone and language', () => {
    expect(hashOf(second.vsix)).toBe(hashOf(first.vsix));
  });

  it('holds every file that it names and starts, and no source, test or map', () => {
    const files = unzipSync(first.vsix);
    const names = Object.keys(files);
    const own = (name: string): string => `extension/${name}`;
    const started = readdirSync(path.join(root, 'client/src'), { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .flatMap(name => [...readFileSync(path.join(root, 'client/src', name), 'utf8').matchAll(/'(dist\/[\w./]+)'/g)])
      .map(([, file]) => file!);
    expect(started).toEqual(expect.arrayContaining(['dist/server.js', 'dist/cli.js', 'dist/browser/server.js']));
    const launched = ['server.main', 'cli.main', 'icd10cm-codes', 'extension', 'client', 'browser/extension'].map(
      bundle => `dist/${bundle}.js`,
    );
    const described = [
      'dist/THIRD-PARTY-NOTICES.txt',
      'dist/sbom.cdx.json',
      'LICENSE.txt',
      'readme.md',
      'changelog.md',
    ];
    expect([...started, ...launched, ...described].filter(name => !names.includes(own(name)))).toEqual([]);
    expect(names.filter(name => /\.(ts|map|mjs)$|node_modules|(^|\/)(test|scripts|bench|\.)/.test(name))).toEqual([]);
  });

  it('is at most 4 MB', () => {
    console.log(`VSIX: ${(first.vsix.length / 1e6).toFixed(2)} MB`);
    expect(first.vsix.length).toBeLessThan(MAX_VSIX_BYTES);
  });

  it('lists each bundled library with version, license and hash, in the notices and in the bill of materials', () => {
    const files = unzipSync(first.vsix);
    const bill = JSON.parse(textOf(files['extension/dist/sbom.cdx.json'])) as {
      bomFormat: string;
      components: {
        group?: string;
        name: string;
        version: string;
        licenses: { license: { id: string } }[];
        hashes: { alg: string; content: string }[];
      }[];
    };
    const notices = textOf(files['extension/dist/THIRD-PARTY-NOTICES.txt']);
    const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { version: string }>;
    };
    expect(bill.bomFormat).toBe('CycloneDX');
    const named = bill.components.map(({ group, name, version, licenses: [own], hashes: [hash] }) => {
      const full = group ? `${group}/${name}` : name;
      expect(hash).toMatchObject({ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) as string });
      expect(own!.license.id).toMatch(/^(MIT|ISC|Apache-2\.0|BSD-[23]-Clause|0BSD|BlueOak-1\.0\.0)$/);
      expect(Object.entries(packages).some(([at, one]) => at.endsWith(full) && one.version === version)).toBe(true);
      return `${full} ${version} (${own!.license.id})`;
    });
    expect(notices.match(/^\S+ \d+\.\d+\.\d+\S* \(\S+\)$/gm)).toEqual(named);
    expect(named.join()).toMatch(/vscode-languageserver.*zod/);
  });
});

describe('the npm package', () => {
  it('has the same bytes in another folder, time zone and language', () => {
    expect(hashOf(readFileSync(second.tarball))).toBe(hashOf(readFileSync(first.tarball)));
  });

  it('asks for nothing and runs nothing when it is installed, and gives a working command', async () => {
    const { scripts, dependencies } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
      dependencies?: object;
    };
    expect(dependencies).toBeUndefined();
    expect(Object.keys(scripts).filter(name => /install|prepare|prepublish|postpack/.test(name))).toEqual([]);

    const prefix = path.join(home, 'prefix');
    mkdirSync(prefix);
    const offline = { npm_config_cache: path.join(home, 'cache'), npm_config_offline: 'true' };
    run('npm', ['install', '--global', '--prefix', prefix, first.tarball], { cwd: home, env: offline });
    const command = path.join(prefix, process.platform === 'win32' ? 'encounter-notes.cmd' : 'bin/encounter-notes');
    const notes = path.join(home, 'notes');
    mkdirSync(notes);
    copyFileSync(path.join(root, 'examples/clean-day.encounter'), path.join(notes, 'clean-day.encounter'));
    expect(run(command, ['--version'], { cwd: notes })).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(run(command, ['check', '.'], { cwd: notes })).toMatch(/^8 encounters in 1 file: /m);
    expect(run(command, ['explain', '62370'], { cwd: notes })).toMatch(/^62370 · /);
    expect(run(command, ['check', '.', '--jobs', '2', '--format', 'jsonl'], { cwd: notes })).toContain('"record"');
    const dist = path.join(prefix, process.platform === 'win32' ? '.' : 'lib', 'node_modules/encounter-notes/dist');
    const editor = await Editor.start({ command: [path.join(dist, 'cli.js'), 'lsp'] });
    const uri = 'untitled:note';
    await editor.open(uri, '2026-11-20 refill P-014 @ofice\n');
    expect((await editor.findings(uri)).map(({ code }) => code)).toContain('unknown-place');
    expect(await editor.stop()).toBe(0);
    const hello = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
    };
    const { stdout } = spawnSync(process.execPath, [path.join(dist, 'cli.js'), 'mcp', notes], {
      encoding: 'utf8',
      input: `${JSON.stringify(hello)}\n`,
    });
    expect(stdout).toContain('"serverInfo"');
    const size = statSync(first.tarball).size;
    expect(size).toBeLessThan(5_000_000);
  });
});
