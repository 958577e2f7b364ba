// npm run bench [-- --quick] [-- --write]: measures Encounter Notes beside its peers on the same encounters, each
// subject in a process of its own and in turns, and prints a table. --quick takes under a minute; --write keeps the
// table in docs/performance.md and the ratios in bench/history.jsonl. A ratio that is 15 % worse than the median of the
// last five kept runs is named.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { installMissing } from '../scripts/lib/npm.mjs';

const root = path.resolve(import.meta.dirname, '..');
const unknown = process.argv.slice(2).filter(word => !['--quick', '--write'].includes(word));
if (unknown.length > 0) {
  console.error(`bench: what is ${unknown.join(' ')}? There are --quick and --write.`);
  process.exit(2);
}
const quick = process.argv.includes('--quick');
const SIZE = quick
  ? {
      encounters: 200,
      samples: 3,
      passes: 1,
      edits: [
        [300, 40],
        [10_000, 15],
      ],
      jsonEdits: [
        [300, 40],
        [10_000, 3],
      ],
      starts: 5,
      kept: [500, 2000],
    }
  : {
      encounters: 600,
      samples: 4,
      passes: 3,
      edits: [
        [300, 60],
        [300_000, 15],
      ],
      jsonEdits: [
        [300, 60],
        [300_000, 2],
      ],
      starts: 15,
      kept: [2000, 8000],
    };

installMissing(root);
installMissing(import.meta.dirname);
node(['scripts/build.mjs']);
// Only now there is everything that these need.
const { bundleCore, loadCore } = await import('./lib/core.mjs');
const { corpusOf } = await import('./lib/same-content.mjs');
const { tableOf, documentOf } = await import('./lib/report.mjs');
const { history, ratiosOf, remember, worsened } = await import('./lib/history.mjs');

await bundleCore();
const corpus = corpusOf(SIZE.encounters);
const results = {
  encounters: SIZE.encounters,
  corpus: corpus.sizes,
  throughput: {},
  edits: [],
  cold: undefined,
  memory: [],
  editions: loadCore().createLanguage().editions(),
};
const SUBJECTS = [
  'split into lines',
  'JSON.parse',
  'our parser',
  'our parser and facts',
  'our whole check',
  'JSON language service, parse',
  'JSON language service, parse and validate',
  'yaml, parse',
  'Chevrotain, same grammar',
  'markdownlint',
];
for (let pass = 1; pass <= SIZE.passes; pass++) {
  for (const name of SUBJECTS) {
    progress(`${name} (${pass} of ${SIZE.passes})`);
    const { samples } = measured(['bench/subjects.mjs', name, SIZE.samples], JSON.stringify(corpus.texts));
    (results.throughput[name] ??= []).push(...samples);
  }
}
for (const [i, [lines, rounds]] of SIZE.edits.entries()) {
  for (const [kind, turns] of [
    ['core', rounds],
    ['server', rounds],
    ['json', SIZE.jsonEdits[i][1]],
  ]) {
    progress(`edits of ${lines} lines, ${kind}`);
    results.edits.push({ kind, lines, ...measured(['bench/edits.mjs', kind, lines, turns]) });
  }
}
progress('starts');
results.cold = measured(['bench/cold.mjs', SIZE.starts]);
for (const count of SIZE.kept) {
  progress(`memory of ${count} encounters`);
  results.memory.push({ count, ...measured(['--expose-gc', 'bench/memory.mjs', count]) });
}
progress('');

writeFileSync(path.join(root, '.cache/bench/results.json'), JSON.stringify(results));
console.log(tableOf(results));
const ratios = ratiosOf(results);
const worse = worsened(ratios, history());
console.log(
  `\nRatios:\n${Object.entries(ratios)
    .map(([name, ratio]) => `  ${name}: ${ratio}`)
    .join('\n')}`,
);
if (worse.length > 0) console.log(`\nWorse than before:\n${worse.map(line => `  ${line}`).join('\n')}`);
if (process.argv.includes('--write')) {
  const file = path.join(root, 'docs/performance.md');
  writeFileSync(file, documentOf(results, quick ? 'npm run bench -- --quick --write' : 'npm run bench -- --write'));
  remember(ratios, quick);
  console.log(`\nwritten to ${path.relative(process.cwd(), file)}`);
}

function node(args, input) {
  const run = spawnSync(process.execPath, args.map(String), {
    cwd: root,
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0) {
    console.error(`bench: ${args.join(' ')} ended with ${run.status ?? run.signal}`);
    process.exit(1);
  }
  return run.stdout;
}

function measured(args, input) {
  return JSON.parse(node(args, input));
}

function progress(what) {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${what}`);
}
