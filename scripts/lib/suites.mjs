// What `npm test` and `npm run test:deep` consist of. A suite gives an outcome { name, suite, passed, failed, skipped,
// broken, problem }: `suite` is the one that it belongs to if that has another name, `broken` names the failed tests,
// `problem` says why a suite failed in which no single test did.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');
const reports = path.join(root, '.cache/reports');
const TOOL = {
  tsc: 'node_modules/typescript/bin/tsc',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  oxfmt: 'node_modules/oxfmt/bin/oxfmt',
  knip: 'node_modules/knip/bin/knip.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  grammar: 'node_modules/vscode-tmgrammar-test/dist/unit.js',
};

/**
 * The suites that are not vitest's, in their order. `first`: the others need what it makes; `isQuick`: reads the
 * sources only; `inVsCode`: needs a VS Code.
 */
export const SUITES = {
  build: { first: true, run: () => check('build', 'scripts/build.mjs') },
  types: { isQuick: true, run: () => check('types', TOOL.tsc, '--build') },
  lint: { isQuick: true, run: () => check('lint', TOOL.oxlint, '--deny-warnings') },
  format: { isQuick: true, run: () => check('format', TOOL.oxfmt, '--check') },
  words: { isQuick: true, run: () => check('words', 'scripts/check-words.mjs') },
  shape: { isQuick: true, run: () => check('shape', 'scripts/check-shape.mjs') },
  unused: { isQuick: true, run: () => check('unused', TOOL.knip) },
  generated: { isQuick: true, run: () => check('generated', 'scripts/generate.mjs', '--check') },
  grammar: { isQuick: true, run: grammar },
  smoke: { inVsCode: true, run: () => inOwnProcess('smoke', 'test/e2e/host.mjs', '--smoke') },
  host: { inVsCode: true, run: () => inOwnProcess('host', 'test/e2e/host.mjs') },
  fuzz: { run: () => inOwnProcess('fuzz', 'scripts/fuzz.mjs', '--fixed', '--report', report('fuzz')) },
  ui: { inVsCode: true, run: () => inOwnProcess('ui', 'test/e2e/ui.mjs') },
  web: { inVsCode: true, run: () => inOwnProcess('web', 'test/e2e/web.mjs') },
};

/** The suites that are projects of vitest.config.mts. */
export const VITEST = ['unit', 'spec', 'lsp', 'cli', 'property', 'deep'];

/** The suites of `npm run test:deep`, which runs some quick ones with more cases too. */
export const DEEP = ['deep', 'host', 'fuzz', 'ui', 'web'];

/** Suites that another one holds whole: they are left out where that one runs. */
export const PART_OF = { smoke: 'host' };

/** The suites whose tests try more cases in the deep run. */
const MORE_CASES = ['unit', 'property'];

/** One run of vitest over these of its projects; gives an outcome for each. */
export async function inVitest(projects, { isDeep = false } = {}) {
  const wanted = isDeep ? [...projects, ...MORE_CASES] : projects;
  const file = path.join(reports, `vitest-${projects[0]}.json`);
  const args = [
    TOOL.vitest,
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...wanted.flatMap(name => ['--project', name]),
  ];
  const { status } = await node(wanted.join(', '), args, isDeep ? { ENCOUNTER_NOTES_DEEP: '1' } : {});
  const files = readJson(file)?.testResults ?? [];
  const outcomes = wanted.map(name => ({
    ...outcomeOf(files.filter(file => projectOf(file) === name)),
    suite: isDeep ? 'deep' : name,
    name: isDeep && name !== 'deep' ? `${name}, deep` : name,
  }));
  const explained = outcomes.some(({ failed, problem }) => failed > 0 || problem);
  if (status !== 0 && !explained) outcomes[0].problem = `vitest ended with ${status}`; // an error outside every test
  return outcomes;
}

const projectOf = ({ name }) =>
  name.endsWith('.deep.test.ts') ? 'deep' : path.relative(root, name).split(path.sep)[1];

function outcomeOf(files) {
  const tests = files.flatMap(file => file.assertionResults);
  const failed = tests.filter(test => test.status === 'failed');
  const unloaded = files.filter(
    file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
  );
  const names = unloaded.map(file => path.relative(root, file.name)).join(', ');
  return {
    passed: tests.filter(test => test.status === 'passed').length,
    failed: failed.length,
    skipped: tests.filter(test => !['passed', 'failed'].includes(test.status)).map(test => test.fullName),
    broken: failed.map(test => `${test.fullName}\n${indented(test.failureMessages.join('\n'))}`),
    problem: names ? `could not run ${names}` : noTests(tests.length),
  };
}

/** The first lines of the message of a failed test. */
function indented(text) {
  const lines = text.split('\n').slice(0, 3);
  return lines.map(line => `        ${line.slice(0, 300)}`).join('\n');
}

/** Something that passes or fails as a whole. */
async function check(name, ...script) {
  const { status } = await node(name, script, {}, true);
  return { name, passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: [] };
}

async function grammar() {
  const folder = path.join(reports, 'grammar');
  const args = ['--grammar', 'syntaxes/encounter-note.tmLanguage.json', '--xunit-report', folder];
  const { status } = await node('grammar', [TOOL.grammar, ...args, 'test/grammar/**/*.encounter'], {}, true);
  const xml = existsSync(folder)
    ? readdirSync(folder)
        .map(file => readFileSync(path.join(folder, file), 'utf8'))
        .join('\n')
    : '';
  const lines = xml.match(/<testcase /g)?.length ?? 0;
  const failed = xml.match(/<testcase [^>]*>\s*<(failure|error)/g)?.length ?? 0;
  const problem = noTests(lines) || (status !== 0 && failed === 0 ? `the grammar tests ended with ${status}` : '');
  return { name: 'grammar', passed: lines - failed, failed, skipped: [], problem };
}

/** A program that counts its own tests and writes the counts to its report. */
async function inOwnProcess(name, ...script) {
  const { status } = await node(name, script);
  const counts = readJson(report(name));
  if (!counts) return { name, passed: 0, failed: 0, skipped: [], problem: 'did not run to its end' };
  const problem =
    noTests(counts.passed + counts.failed) || (status !== 0 && counts.failed === 0 ? `ended with ${status}` : '');
  return { name, ...counts, problem };
}

/**
 * Runs a script of the project; `isCaptured` holds its output back until it ends, for scripts that run beside each
 * other.
 */
function node(title, [script, ...args], environment = {}, isCaptured = false) {
  const heading = `\n── ${title} ${'─'.repeat(Math.max(0, 96 - title.length))}`;
  const began = Date.now();
  if (!isCaptured) console.log(heading);
  const child = spawn(process.execPath, [path.join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', isCaptured ? 'pipe' : 'inherit', isCaptured ? 'pipe' : 'inherit'],
    env: { ...process.env, ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', status => {
      if (isCaptured) console.log(`${heading}\n${output.trimEnd()}`);
      console.log(`${title}: ${((Date.now() - began) / 1000).toFixed(1)} s`);
      resolve({ status });
    });
  });
}

const report = name => path.join(reports, `${name}.json`);

const noTests = count => (count === 0 ? 'has no test' : '');

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}
