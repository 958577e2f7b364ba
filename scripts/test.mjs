// npm test: installs what is missing, builds, checks the sources, and runs the tests, one run in a real VS Code
// included.
// npm run test:deep: the sweeps over every combination, long properties, fuzzing, every group of the user interface,
// other Nodes.
// npm test -- SUITE…: these suites alone. npm test -- --all: both.
// The last line says `N passed, N failed`. A suite that cannot run, or that has no test, has failed.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { installMissing } from './lib/npm.mjs';
import { printSummary } from './lib/test-summary.mjs';
import { DEEP, PART_OF, SUITES, VITEST, inVitest } from './lib/suites.mjs';

const root = path.resolve(import.meta.dirname, '..');
const reports = path.join(root, '.cache/reports');

// A run that breaks off ends with the same line as any other.
process.once('uncaughtException', error => {
  console.error(error);
  console.log('0 passed, 1 failed');
  process.exit(1);
});

const names = chosenSuites(process.argv.slice(2));
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
installMissing(root);
const unpacking = names.some(name => SUITES[name]?.inVsCode) ? unpackVsCode() : undefined;
const outcomes = await runAll();
process.exitCode = printSummary(outcomes) > 0 ? 1 : 0;

function chosenSuites(args) {
  const all = [...Object.keys(SUITES), ...VITEST];
  if (args.includes('--all')) return all.filter(name => !PART_OF[name]);
  if (args.includes('--deep')) return ['build', ...DEEP];
  if (args.length === 0) return all.filter(name => !DEEP.includes(name));
  const unknown = args.filter(name => !all.includes(name));
  if (unknown.length === 0) return args;
  console.error(`no suite is called ${unknown.join(', ')}; the suites are ${all.join(', ')}`);
  process.exit(2);
}

/** First the build, then what only reads the sources, then vitest, then the programs with runners of their own. */
async function runAll() {
  const outcomes = [];
  const run = async name => outcomes.push(await SUITES[name].run());
  const own = names.filter(name => SUITES[name]);
  for (const name of own.filter(name => SUITES[name].first)) await run(name);
  await inPairs(
    own.filter(name => SUITES[name].isQuick),
    run,
  );
  const quick = names.filter(name => VITEST.includes(name) && !DEEP.includes(name));
  const deep = names.filter(name => VITEST.includes(name) && DEEP.includes(name));
  if (quick.length > 0) outcomes.push(...(await inVitest(quick)));
  if (deep.length > 0) outcomes.push(...(await inVitest(deep, { isDeep: true })));
  await unpacking;
  for (const name of own.filter(name => !SUITES[name].first && !SUITES[name].isQuick)) await run(name);
  return outcomes.sort((a, b) => names.indexOf(a.suite ?? a.name) - names.indexOf(b.suite ?? b.name));
}

/** Two at a time. */
async function inPairs(waiting, run) {
  const queue = [...waiting];
  const lane = async () => {
    for (let next = queue.shift(); next; next = queue.shift()) await run(next);
  };
  await Promise.all([lane(), lane()]);
}

/** Unpacks VS Code beside the first suites; the suites that need it say what is wrong if it fails. */
function unpackVsCode() {
  const child = spawn(process.execPath, [path.join(root, 'scripts/vscode.mjs')], { cwd: root, stdio: 'ignore' });
  return new Promise(resolve => {
    child.once('exit', resolve);
    child.once('error', resolve);
  });
}
