// npm run fuzz [-- --seed N] [--minutes M]: bundles test/fuzz/ and runs it in a process of its own; test/fuzz/README.md
// tells what it does.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const outfile = path.join(root, '.cache/fuzz/main.mjs');
await build({
  absWorkingDir: root,
  entryPoints: ['test/fuzz/main.ts'],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  sourcemap: 'inline',
  logLevel: 'warning',
});
/** Beyond its time a run may finish one case and make a failure smaller; what takes longer hangs. */
const MAX_BEYOND_MS = 10 * 60_000;
const minutes = Number(process.argv[process.argv.indexOf('--minutes') + 1]) || 1;
const { status, signal } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  timeout: minutes * 60_000 + MAX_BEYOND_MS,
  killSignal: 'SIGKILL',
});
if (signal) console.error(`✘ hangs: npm run fuzz -- ${readFileSync(path.join(root, '.cache/fuzz/current'), 'utf8')}`);
process.exitCode = status ?? 1;
