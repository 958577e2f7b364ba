// The recipes of docs/scale.md, run as they are there.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { encounters } from '../../bench/corpus.mjs';
import { gnuParallel } from '../support/debian-package';

const root = path.resolve(import.meta.dirname, '../..');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'parallel-'));
  mkdirSync(path.join(folder, 'bin'));
  symlinkSync(path.join(root, 'dist/cli.js'), path.join(folder, 'bin/encounter-notes'));
  // As an archive has them: by day, the patients of a day after each other.
  const notes = [...encounters({ count: 300, patients: 60 })].map(({ date, patient, text }) =>
    JSON.stringify({ file: `${date}/${patient}`, patient, text }),
  );
  writeFileSync(path.join(folder, 'notes.jsonl'), `${notes.join('\n')}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const parallel = gnuParallel() ?? '';

/** The blocks of shell below a heading of the page. */
function recipe(heading: string): string {
  const [, section] = readFileSync(path.join(root, 'docs/scale.md'), 'utf8').split(`## ${heading}\n`);
  const blocks = [...section!.split('\n## ')[0]!.matchAll(/^```sh\n([^]*?)^```/gm)].map(([, block]) => block!);
  expect(blocks.length).toBeGreaterThan(0);
  return blocks.join('\n');
}

function run(script: string): { status: number | null; err: string } {
  const PATH = [path.join(folder, 'bin'), parallel, process.env['PATH']].join(path.delimiter);
  const { status, stderr } = spawnSync('sh', ['-ec', script], {
    cwd: folder,
    env: { ...process.env, PATH, HOME: folder, LC_ALL: 'C' },
    encoding: 'utf8',
  });
  return { status, err: stderr };
}

const get = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

it.skipIf(parallel === '')('GNU parallel finds what one process finds', () => {
  expect(run(recipe('A stream'))).toEqual({ status: 0, err: '' });
  const alone = get('findings.jsonl');
  expect(alone.split('\n').length).toBeGreaterThan(30);
  rmSync(path.join(folder, 'findings.jsonl'));
  // Small blocks, so that several processes have work to do.
  const parallel = recipe('GNU parallel');
  expect(parallel).toContain('--block 64M');
  expect(run(parallel.replace('--block 64M', '--block 50k --joblog jobs'))).toEqual({ status: 0, err: '' });
  expect(get('jobs').trim().split('\n').length).toBeGreaterThan(3);
  expect(get('findings.jsonl') === alone).toBe(true);
});
