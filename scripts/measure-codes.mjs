// npm run measure-codes [-- FOLDER]: start, memory, look-up and search with the shipped tables and with the releases of
// a folder, and the storage of the pairs beside other forms of it. docs/code-sets.md has the figures.
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const folder = process.argv[2] ?? process.env.ENCOUNTER_NOTES_CODES;
const probe = path.join(root, '.cache/code-set-probe.cjs');
mkdirSync(path.dirname(probe), { recursive: true });
await build({
  entryPoints: [path.join(root, 'scripts/lib/code-set-probe.mjs')],
  outfile: probe,
  bundle: true,
  platform: 'node',
  minify: true,
  logLevel: 'error',
});
const run = (...args) =>
  JSON.parse(
    execFileSync(process.execPath, [probe, ...args], {
      encoding: 'utf8',
      env: { ...process.env, ENCOUNTER_NOTES_CODES: '' },
    }),
  );
const median = values => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const RUNS = 5;
const measure = (...args) => {
  const runs = Array.from({ length: RUNS }, () => run(...args));
  return Object.fromEntries(Object.keys(runs[0]).map(name => [name, median(runs.map(one => one[name]))]));
};
const mb = bytes => `${Math.round(bytes / 1e6)} MB`;
const row = (name, one) =>
  `${name.padEnd(16)} start ${Math.round(one.start)} ms, ${mb(one.memory)}; a pair ${one.pair.toFixed(1)} µs, a code ${one.code.toFixed(1)} µs, ` +
  `a diagnosis ${one.diagnosis.toFixed(1)} µs; first search ${Math.round(one.firstSearch)} ms, then ${one.search.toFixed(1)} ms (slowest ${one.slowest.toFixed(1)} ms), ${mb(one.all)} at the end`;

const shipped = measure();
console.log(row('shipped tables', shipped));
if (folder) {
  const loaded = measure(folder);
  console.log(row('all loaded', loaded));
  console.log(
    `difference       start ${Math.round(loaded.start - shipped.start)} ms, ${mb(loaded.memory - shipped.memory)}; at the end ${mb(loaded.all - shipped.all)}`,
  );
  const storage = run(folder, 'storage');
  if (storage.rows)
    console.log(
      `${storage.rows} pairs: blocks ${(storage.blocks / 1e6).toFixed(1)} MB on disk; fixed width ${mb(storage.fixed)}, ${storage.fixedLookUp.toFixed(1)} µs; a map in memory ${mb(storage.mapBytes)}`,
    );
} else console.log('Name a folder of loaded releases to measure them too.');
