// npm run mutation [-- --minutes M] [--seed N] [--only PATH] [--report FILE]: changes the core in small ways, one at a time, and tells which of these
// changes no test notices. Every change is in the bundle from the start, behind a question, so that one warm process tries one after the
// other; and of the tests only those run that reach the change. What no test of these reaches, and what only changes tables that are read
// at the start, is not tried: see the coverage for that.
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import { createRandom } from '../bench/corpus.mjs';
import { withMutants } from './lib/mutants.mjs';

/** A change that makes the tests run so much longer than they do without it has been noticed. */
const HANG_FACTOR = 20,
  HANG_MS = 5000;
/** A test that takes longer is left out: what it would notice, the property tests notice in their own suite. */
const SLOW_MS = 700;
/** The tests that are asked: the specification, the examples of the rules, and what is quick beside them. The others take minutes. */
const FOLDERS = [
  'test/spec',
  ...['rules', 'claim', 'codes', 'code-sets', 'editor', 'encounter', 'provider', 'policy'].map(
    name => `test/unit/${name}`,
  ),
];
/** So many are tried however long it takes: a score of fewer says nothing. */
const LEAST_SAMPLE = 30;
/** With fewer of the sample noticed, something is wrong with the tests or with this program. */
const LEAST_SCORE = 0.3;
/** So many of the tests nearest to a mutant are asked a second time. */
const ASKED_AGAIN = 500;

const root = path.resolve(import.meta.dirname, '..');
const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1.5' },
    seed: { type: 'string' },
    only: { type: 'string', default: '' },
    report: { type: 'string' },
  },
});
const seed = options.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(options.seed);
const outfile = path.join(root, '.cache/mutation/tests.mjs');

/** @type {import('./lib/mutants.mjs').Mutant[]} */
const mutants = [];
await bundle();

/** Starts while the one before it works, since loading the bundle takes longer than most mutants. */
let next = start();
let worker = await renewed();
const { reached } = await worker.ask({ ask: 'record' });
const broken = reached.filter(({ failed }) => failed);
if (broken.length > 0) {
  console.error(
    `these tests fail without any change, so nothing can be said:\n${broken.map(({ name }) => `  ${name}`).join('\n')}`,
  );
  process.exit(1);
}
const reaching = new Map(mutants.map(({ id }) => [id, []]));
for (const [index, { ids, ms }] of reached.entries())
  if (ms <= SLOW_MS) for (const id of ids) reaching.get(id).push(index);
const candidates = mutants.filter(({ id, file }) => file.includes(options.only) && reaching.get(id).length > 0);
const sample = shuffled(candidates);
console.log(
  `${mutants.length} mutants of server/src/core; ${reached.length} tests of ${FOLDERS.join(', ')} reach ${candidates.length} of them; seed ${seed}`,
);

const survivors = [];
let tried = 0;
// The minutes are those of trying, so that a slow machine does not end before it has begun.
const end = Date.now() + Number(options.minutes) * 60_000;
for (const mutant of sample) {
  if (Date.now() > end && tried >= LEAST_SAMPLE) break;
  tried++;
  if (!(await isKilled(mutant))) survivors.push(mutant);
}
await worker.end();

for (const { file, line, from, to } of survivors.sort((a, b) =>
  a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line,
)) {
  console.log(`survives  ${path.relative('server/src/core', file)}:${line}  ${from}  →  ${to}`);
}
const killed = tried - survivors.length;
console.log(
  `mutation score of core: ${killed}/${tried} = ${((100 * killed) / Math.max(1, tried)).toFixed(1)} % (sample of ${tried} of ${candidates.length}, seed ${seed})`,
);
const isWell = tried > 0 && killed / tried >= LEAST_SCORE;
if (options.report) {
  mkdirSync(path.dirname(options.report), { recursive: true });
  writeFileSync(options.report, JSON.stringify({ passed: isWell ? 1 : 0, failed: isWell ? 0 : 1, skipped: [] }));
}
process.exit(isWell ? 0 : 1);

/** The tests related to a mutant: those named like its file and its folders first, then the quick ones. */
function related({ id, file }) {
  const names = path
    .relative('server/src/core', file)
    .replace(/\.ts$/, '')
    .split('/')
    .filter(name => name !== 'rules');
  const nearness = new Map(
    reaching.get(id).map(index => [index, names.filter(name => reached[index].name.includes(name)).length]),
  );
  return [...nearness.keys()].sort((a, b) => nearness.get(b) - nearness.get(a) || reached[a].ms - reached[b].ms);
}

async function isKilled(mutant) {
  const indices = related(mutant);
  const patience = HANG_MS + HANG_FACTOR * indices.reduce((sum, index) => sum + reached[index].ms, 0);
  const first = await worker.ask({ ask: 'judge', id: mutant.id, indices }, patience);
  if (first === undefined) {
    // it hangs, or has ended the process
    worker = await renewed();
    return true;
  }
  if (first.killer !== undefined && !first.spoilt) return true;
  // What a process has kept in memory may hide a change, or outlast it: asked again in a new one.
  await worker.end();
  worker = await renewed();
  const again = await worker.ask(
    {
      ask: 'judge',
      id: mutant.id,
      indices: first.killer === undefined ? indices.slice(0, ASKED_AGAIN) : [first.killer, ...indices],
    },
    patience,
  );
  const isSpoilt = again === undefined || again.spoilt;
  if (isSpoilt) {
    await worker.end();
    worker = await renewed();
  }
  return again === undefined || again.killer !== undefined;
}

async function bundle() {
  const files = FOLDERS.flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map(name =>
      path.posix.join(folder, name.split(path.sep).join('/')),
    ),
  )
    .filter(file => file.endsWith('.test.ts') && !readFileSync(path.join(root, file), 'utf8').includes("'fast-check'"))
    .sort(); // what is invented anew each time takes long
  const entry = [
    "import { enterFile, tests } from './test/mutation/registry';",
    ...files.map(file => `enterFile(${JSON.stringify(file)}); await import(${JSON.stringify(`./${file}`)});`),
    'export { tests };',
  ].join('\n');
  await build({
    absWorkingDir: root,
    stdin: { contents: entry, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
    plugins: [
      {
        name: 'mutants',
        setup(setup) {
          setup.onResolve({ filter: /^vitest$/ }, ({ importer }) =>
            importer.endsWith('registry.ts')
              ? { path: 'vitest', external: true }
              : { path: path.join(root, 'test/mutation/registry.ts') },
          );
          setup.onLoad({ filter: /[\\/]server[\\/]src[\\/]core[\\/].*\.ts$/ }, async ({ path: file }) => ({
            contents: await withMutants(
              readFileSync(file, 'utf8'),
              path.relative(root, file).split(path.sep).join('/'),
              mutants,
            ),
            loader: 'js',
          }));
          setup.onLoad({ filter: /[\\/](?:test|scripts|bench)[\\/][^?]*\.m?[jt]s$/ }, ({ path: file }) => ({
            contents: readFileSync(file, 'utf8').replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file))),
            loader: file.endsWith('ts') ? 'ts' : 'js',
          }));
        },
      },
    ],
  });
}

async function renewed() {
  const started = await next;
  next = start();
  return started;
}

/** A process that holds the bundle; `ask` gives undefined where it does not answer in time. */
async function start() {
  const thread = new Worker(path.join(root, 'test/mutation/worker.mjs'), {
    workerData: { bundle: outfile },
    stdout: true,
  });
  thread.stdout.resume();
  // `once` of node:events rejects on an error, and leaves no listener behind.
  const message = async () => (await once(thread, 'message'))[0];
  await message();
  return {
    async ask(what, patience = 2 ** 30) {
      let timer;
      const late = new Promise(resolve => {
        timer = setTimeout(resolve, patience);
      });
      thread.postMessage(what);
      const said = await Promise.race([message().catch(() => undefined), late]);
      clearTimeout(timer);
      if (said === undefined) await thread.terminate();
      return said?.answer;
    },
    end: () => thread.terminate(),
  };
}

function shuffled(list) {
  const random = createRandom(seed);
  const all = [...list];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [all[i], all[j]] = [all[j], all[i]];
  }
  return all;
}
