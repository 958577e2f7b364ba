// The built command and server under the oldest Node that is supported, and under newer ones, which npm carries.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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
});
