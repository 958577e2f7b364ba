// npm run fuzz [-- --seed N] [--minutes M] [--case K] [--oracle NAME] [--fixed] [--report FILE]: see README.md in this
// folder.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { caseOf, runCase, minimize, oracles, type Failure } from './cases';
import { readCorpus } from './inputs/corpus';
import { fuzzServer } from './protocol/session';

/**
 * Seeds that run every time, and how many cases of each oracle: about a minute. A test run tries these alone
 * (`--fixed`), so that what passed once passes again.
 */
const FIXED_SEEDS = [1, 2, 3];
const FIXED_CASES = 70;
/** One session with a server holds some hundred messages, and takes about as long as this many cases. */
const CASES_PER_SESSION = 400;
const MINIMISE_MS = 20_000;

const root = path.resolve(import.meta.dirname, '../..');
const { values: options } = parseArgs({
  options: {
    seed: { type: 'string' },
    minutes: { type: 'string', default: '1' },
    case: { type: 'string' },
    oracle: { type: 'string' },
    fixed: { type: 'boolean' },
    report: { type: 'string' },
  },
});
const corpus = readCorpus(root);
const all = oracles(root);
const chosen = all.filter(({ name }) => options.oracle === undefined || name === options.oracle);
const withServer = options.oracle === undefined || options.oracle === 'protocol';
if (chosen.length === 0 && !withServer)
  throw new Error(
    `no oracle is called ${options.oracle}; there are ${[...all.map(({ name }) => name), 'protocol'].join(', ')}`,
  );
const fresh = options.seed === undefined ? Math.floor(Math.random() * 1e9) : Number(options.seed);

/** Seed and oracle, of which each that was tried counts as one test. */
const tried = new Map<string, number>();
const failures = new Map<string, { seed: number; number: number; failure: Failure }>();
let cases = 0;

function count(seed: number, oracle: string): void {
  cases++;
  tried.set(`${seed} ${oracle}`, (tried.get(`${seed} ${oracle}`) ?? 0) + 1);
}

function run(seed: number, number: number): void {
  const oracle = chosen[number % chosen.length]!;
  const one = caseOf(seed, number, oracle, corpus);
  count(seed, oracle.name);
  writeFileSync(path.join(root, '.cache/fuzz/current'), `--seed ${seed} --case ${number} --oracle ${oracle.name}`); // for who ends a case that hangs
  const why = runCase(oracle, one, corpus);
  if (why === undefined || failures.has(`${seed} ${oracle.name}`)) return;
  tell(seed, number, minimize(oracle, { ...one, why }, corpus, MINIMISE_MS));
}

async function runServer(seed: number, number: number): Promise<void> {
  count(seed, 'protocol');
  const why = await fuzzServer(seed, number, corpus);
  if (why !== undefined && !failures.has(`${seed} protocol`))
    tell(seed, number, { oracle: 'protocol', salt: number, text: '', why });
}

function tell(seed: number, number: number, failure: Failure): void {
  failures.set(`${seed} ${failure.oracle}`, { seed, number, failure });
  console.error(
    `\n✘ ${failure.oracle}, seed ${seed}, case ${number} (npm run fuzz -- --seed ${seed} --case ${number} --oracle ${failure.oracle})\n${failure.why}`,
  );
  if (failure.oracle === 'protocol') return;
  const { oracle, salt, text } = failure;
  console.error(`on ${JSON.stringify(text.slice(0, 3000))}`);
  const file = path.join(
    root,
    'test/fuzz/regressions',
    `${oracle}-${createHash('sha256').update(text).digest('hex').slice(0, 8)}.json`,
  );
  writeFileSync(file, `${JSON.stringify({ oracle, salt, text: text.split(/(?<=\n)/) }, undefined, 2)}\n`);
  console.error(`kept in ${path.relative(root, file)}`);
}

const end = Date.now() + Number(options.minutes) * 60_000;
if (options.case !== undefined) {
  const number = Number(options.case);
  if (chosen.length === 0) await runServer(fresh, number);
  else run(fresh, number);
} else {
  console.log(
    `fuzzing with the fixed seeds ${FIXED_SEEDS.join(', ')}${options.fixed ? '' : ` and the fresh seed ${fresh}`}, over ${corpus.notes.length} notes`,
  );
  const fixed = options.seed === undefined ? FIXED_SEEDS : [];
  for (const seed of fixed) {
    for (let number = 0; number < FIXED_CASES * chosen.length; number++) run(seed, number);
    if (withServer) await runServer(seed, 0);
  }
  for (let number = 0; !options.fixed && Date.now() < end; number++) {
    if (chosen.length > 0) run(fresh, number);
    if (withServer && (chosen.length === 0 || number % CASES_PER_SESSION === 0)) await runServer(fresh, number);
  }
}
console.log(
  `${cases} cases of ${new Set([...tried.keys()].map(key => key.split(' ')[1])).size} oracles, seeds ${[...new Set([...tried.keys()].map(key => key.split(' ')[0]))].join(', ')}: ${failures.size === 0 ? 'nothing found' : `${failures.size} failures`}`,
);
if (options.report !== undefined) {
  mkdirSync(path.dirname(options.report), { recursive: true });
  writeFileSync(
    options.report,
    JSON.stringify({ passed: tried.size - failures.size, failed: failures.size, skipped: [] }),
  );
}
process.exitCode = failures.size > 0 ? 1 : 0;
