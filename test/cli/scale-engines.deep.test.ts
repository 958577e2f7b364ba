// integrations/encounter_notes_batches.py on engines that are not ours: Dask's scheduler and workers from Debian's
// packages, DuckDB from npm, and where this machine has them pyarrow and pyspark.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encounters } from '../../bench/corpus.mjs';
import { pythonWithDask, type Program } from '../support/debian-package';
import { duckdb } from '../support/npm-package';

const root = path.resolve(import.meta.dirname, '../..');
const CLI = path.join(root, 'dist/cli.js');
const python = pythonWithDask();
const runSql = duckdb();

interface Row {
  readonly file: string;
  readonly patient: string;
  readonly text: string | null;
}

const BROKEN = { file: 'broken', patient: 'P-000', text: null };
let folder: string;
let files: string[];
/** What one process says of all notes but the broken one. */
let alone: string[];

const jsonl = (rows: readonly object[]): string => rows.map(row => `${JSON.stringify(row)}\n`).join('');

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'engines-'));
  // As an archive by day has them: each patient in several files.
  const rows = [...encounters({ count: 300, patients: 40 })].map(({ date, patient, text }, i) => ({
    file: `${date}/${patient}`,
    patient,
    text: i % 7 > 0 ? text : text.replace('@office', '@ofice'),
  }));
  files = [0, 1, 2].map(i => {
    const file = path.join(folder, `archive-${i}.jsonl`);
    writeFileSync(file, jsonl([...rows.slice(i * 100, (i + 1) * 100), ...(i === 1 ? [BROKEN] : [])]));
    return file;
  });
  const sorted = rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const { stdout } = spawnSync(
    process.execPath,
    [CLI, 'check', '--input', 'jsonl', '--format', 'jsonl', '--fail-on', 'never'],
    { cwd: folder, input: jsonl(sorted), encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  alone = stdout.split('\n').filter(Boolean).sort();
  expect(alone.length).toBeGreaterThan(320);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const keyOf = ({ patient, file }: Row): string => `${patient}\0${file}`;

/** What a step of engines.py prints, with the records as the command writes them. */
function run(step: string, { command, env }: Program = python!): string[] {
  const { status, stdout, stderr } = spawnSync(
    command,
    [path.join(import.meta.dirname, 'engines.py'), step, ...files],
    {
      cwd: folder,
      env: { ...env, ENCOUNTER_NOTES: `"${process.execPath}" "${CLI}"` },
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      timeout: 600_000, // a guard against an engine that hangs
    },
  );
  expect(status, stderr.slice(-3000)).toBe(0);
  return stdout.split('\n').filter(Boolean);
}

/** All records of one process, and one that says that the broken note is. */
function expectWhole(records: readonly string[]): void {
  const isBroken = (record: string): boolean => record.includes('"record":"error"');
  expect(records.filter(isBroken).map(record => (JSON.parse(record) as Row).file)).toEqual(['broken']);
  expect(records.filter(record => !isBroken(record)).sort()).toEqual(alone);
}

describe.skipIf(!python)('the batches of one process', () => {
  it.each(['frames', 'death'])('have the findings of the command (%s)', step => expectWhole(run(step)));

  it('are refused if a patient comes again, with the row and no text of a note', () => {
    expect(run('split')).toEqual([
      expect.stringMatching(/"Row 302 of the partition has a patient who came before, with other patients between: /),
    ]);
  });

  it('leave an error record of each value that is no note, and take a patient in capitals for the same', () => {
    const records = run('odd').map(record => JSON.parse(record) as { record: string; file: string });
    const of = (kind: string): string[] => records.filter(({ record }) => record === kind).map(({ file }) => file);
    expect(of('error').sort()).toEqual(['row 8', 'row 9', ...[0, 1, 2, 3, 4, 5].map(i => `value ${i}`)]);
    expect(of('encounter').sort()).toEqual([...Array<string>(5).fill('frame'), 'value 6']);
  });

  it('say how to install the command if it cannot be started', () => {
    expect(run('missing').join('')).toContain(
      'no-such-command cannot be started (No such file or directory): install it',
    );
  });
});

it.skipIf(!python)('Dask with two workers finds what one process finds, also while a worker is killed', () => {
  const printed = run('dask');
  const whole = printed.indexOf('{"end": "whole"}');
  expect(printed.at(-1)).toBe('{"end": "killed"}');
  expectWhole(printed.slice(0, whole));
  expectWhole(printed.slice(whole + 1, -1));
});

it.skipIf(!runSql || !python)('DuckDB takes Parquet and gives Parquet, as docs/scale.md says', () => {
  const page = readFileSync(path.join(root, 'docs/scale.md'), 'utf8');
  const [, recipe] = /## DuckDB\n[^]*?^```sh\n([^]*?)^```/m.exec(page) ?? [];
  const [order, collect] = [...recipe!.matchAll(/duckdb -c "([^"]*)"/g)].map(([, sql]) => sql!);
  runSql!(folder, [
    `COPY (SELECT * FROM read_json('archive-*.jsonl', columns={file: 'VARCHAR', patient: 'VARCHAR', text: 'VARCHAR'}))
     TO 'notes.parquet'`,
    order!,
  ]);
  const [, check] = /^python3 (.*)$/m.exec(recipe!)!;
  const script = check!.replace(
    'encounter_notes_batches.py',
    path.join(root, 'integrations/encounter_notes_batches.py'),
  );
  const { status, stderr } = spawnSync('sh', ['-c', `"${python!.command}" ${script}`], {
    cwd: folder,
    env: { ...python!.env, ENCOUNTER_NOTES: `"${process.execPath}" "${CLI}"` },
    encoding: 'utf8',
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  runSql!(folder, [collect!, `COPY (SELECT json FROM 'results.parquet') TO 'again.jsonl' (FORMAT json)`]);
  const again = readFileSync(path.join(folder, 'again.jsonl'), 'utf8').split('\n').filter(Boolean);
  expectWhole(again.map(line => (JSON.parse(line) as { json: string }).json));
});

const pyarrow = pythonWith('pyarrow'),
  pyspark = pythonWith('pyspark');
it.skipIf(!pyarrow)('Arrow batches have the findings of the command', () => expectWhole(run('arrow', pyarrow)));
it.skipIf(!pyspark)('Spark finds what one process finds', () => expectWhole(run('spark', pyspark)));

/** Python with a package that is in no registry which these tests use; undefined on most machines. */
function pythonWith(module: string): Program | undefined {
  const program = { command: 'python3', env: process.env };
  return spawnSync(program.command, ['-c', `import ${module}`]).status === 0 ? program : undefined;
}
