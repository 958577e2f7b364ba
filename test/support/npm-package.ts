// Packages that deep tests alone use and that are too large for the install: put beside the caches, once.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const CACHE = path.resolve(import.meta.dirname, '../../.cache');

/** Runs statements in DuckDB, one after the other. @throws if one fails */
export type RunSql = (folder: string, statements: readonly string[]) => void;

const RUN_SQL = `
  const { DuckDBInstance } = require('@duckdb/node-api');
  const run = async () => {
    const connection = await (await DuckDBInstance.create()).connect();
    for (const statement of JSON.parse(process.argv[1])) await connection.run(statement);
  };
  run().catch(error => { console.error(error.message); process.exitCode = 1; });
`;

/** DuckDB for Node (MIT license, about 70 MB); undefined if it cannot be downloaded or has no build for this system. */
export function duckdb(): RunSql | undefined {
  const home = installed('duckdb', '@duckdb/node-api@1.5.6-r.1');
  if (home === undefined) return undefined;
  const env = { ...process.env, NODE_PATH: path.join(home, 'node_modules') };
  const run: RunSql = (cwd, statements) => {
    const { status, stderr } = spawnSync(process.execPath, ['-e', RUN_SQL, JSON.stringify(statements)], {
      cwd,
      env,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(stderr);
  };
  try {
    run(home, ['SELECT 1']);
    return run;
  } catch {
    return undefined;
  }
}

/** The folder of a package; undefined if it cannot be downloaded. */
function installed(name: string, spec: string): string | undefined {
  const home = path.join(CACHE, name);
  if (existsSync(home)) return home;
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(path.join(CACHE, 'installing-'));
  try {
    console.log(`installing ${name} (from npm, once)…`);
    const args = ['install', '--prefix', work, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', spec];
    execFileSync('npm', args, { cwd: work, stdio: 'ignore' });
    renameSync(work, home);
  } catch {
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return home;
}
