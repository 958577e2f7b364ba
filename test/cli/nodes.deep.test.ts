// The built command and server under the oldest Node that is supported, and under newer ones, which npm carries.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { nodeOf } from '../../scripts/lib/vscode-install.mjs';
import { Editor } from '../lsp/client';
import { CLI, root } from './clinic';

const EXAMPLE = path.join(root, 'examples/clinic-day.encounter');

/** The executable of a Node; undefined if npm has none for this machine. */
function nodeOrNone(version: string): string | undefined {
  try {
    return nodeOf(version, path.join(root, '.vscode-test'));
  } catch {
    return undefined;
  }
}

const run = (node: string, args: readonly string[], input = ''): { status: number | null; stdout: string } => {
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8', input, cwd: root });
  expect(stderr).toBe('');
  return { status, stdout };
};

/** The rules of the findings that the server sends for the example. */
async function findingsOf(node: string): Promise<unknown[]> {
  const editor = await Editor.start({ node });
  const uri = 'file:///note.encounter';
  await editor.open(uri, readFileSync(EXAMPLE, 'utf8'));
  const found = await editor.findings(uri);
  expect(await editor.stop()).toBe(0);
  return found.map(({ code }) => code);
}

const here = {
  check: run(process.execPath, [CLI, 'check', EXAMPLE, '--format', 'jsonl']),
  rules: await findingsOf(process.execPath),
};

it('the example has findings', () => {
  expect(here.check.stdout.split('\n').length).toBeGreaterThan(8);
  expect(here.rules.length).toBeGreaterThan(8);
});

describe.each(['20.19.0', '22', '24'])('Node %s', version => {
  const node = nodeOrNone(version);

  it.skipIf(!node)('is the one that is asked for', () => {
    expect(run(node!, ['--version']).stdout).toMatch(new RegExp(`^v${version.replaceAll('.', '\\.')}\\b`));
  });

  it.skipIf(!node)('runs the command', () => {
    expect(run(node!, [CLI, 'check', EXAMPLE, '--format', 'jsonl'])).toEqual(here.check);
  });

  it.skipIf(!node)('runs the server', async () => {
    expect(await findingsOf(node!)).toEqual(here.rules);
  });

  it.skipIf(!node)('leaves nothing in the home and the temporary folder but its own compiled program', () => {
    const own = mkdtempSync(path.join(tmpdir(), 'cache-'));
    const { NODE_COMPILE_CACHE: _cache, NODE_DISABLE_COMPILE_CACHE: _off, ...environment } = process.env;
    const places = Object.fromEntries(['HOME', 'USERPROFILE', 'TMPDIR', 'TMP', 'TEMP'].map(name => [name, own]));
    const { status } = spawnSync(node!, [CLI, 'check', EXAMPLE], { env: { ...environment, ...places } });
    expect(status).toBe(1);
    const files = readdirSync(own, { recursive: true, encoding: 'utf8' }).filter(
      name => !statSync(path.join(own, name)).isDirectory(),
    );
    expect(files.filter(name => !name.startsWith(`node-compile-cache${path.sep}`))).toEqual([]);
    const words = [...readFileSync(EXAMPLE, 'utf8').matchAll(/NGP\d+/g)].map(([serial]) => serial);
    expect(words.length).toBeGreaterThan(3);
    const kept = files.map(name => readFileSync(path.join(own, name)).toString('latin1'));
    expect(words.filter(word => kept.some(text => text.includes(word)))).toEqual([]);
    rmSync(own, { recursive: true });
  });
});
