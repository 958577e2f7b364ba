// npm test [-- SUITE…]: installs what is missing, builds, and runs every suite; the last line says `N passed, N failed`.
// A suite that cannot run, or that holds no test, has failed: nothing skips itself in silence.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { installMissing } from './lib/npm.mjs';

const root = path.resolve(import.meta.dirname, '..');
const reports = path.join(root, '.cache/reports');
const TOOL = {
  tsc: 'node_modules/typescript/bin/tsc',
  oxlint: 'node_modules/oxlint/bin/oxlint',
  knip: 'node_modules/knip/bin/knip.js',
  vitest: 'node_modules/vitest/vitest.mjs',
  grammar: 'node_modules/vscode-tmgrammar-test/dist/unit.js',
};

/** Each suite's name and how it runs; most vitest ones share one run. In this order, because most need what `build` makes. */
const SUITES = {
  build: () => check('build', 'scripts/build.mjs'),
  types: () => check('types', TOOL.tsc, '--build'),
  lint: () => check('lint', TOOL.oxlint, '--deny-warnings'),
  unused: () => check('unused', TOOL.knip),
  docs: () => check('docs', 'scripts/docs.mjs', '--check'),
  unit: vitest,
  property: vitest,
  spec: vitest,
  growth: () => inVitest(['growth'], '--no-file-parallelism'), // it compares times: nothing runs beside it, and no coverage is counted
  lsp: vitest,
  cli: vitest,
  grammar,
  fuzz: () => inOwnProcess('fuzz', 'scripts/fuzz.mjs', '--fixed', '--report', path.join(reports, 'fuzz.json')),
  mutation: () => inOwnProcess('mutation', 'scripts/mutation.mjs', '--report', path.join(reports, 'mutation.json')),
  host: () => inOwnProcess('host', 'test/e2e/host.mjs'),
  ui: () => inOwnProcess('ui', 'test/e2e/ui.mjs'),
};

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SUITES);
const unknown = chosen.filter(name => !Object.hasOwn(SUITES, name));
if (unknown.length > 0) {
  console.error(`no suite is called ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}`);
  process.exit(2);
}

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });
installMissing(root);
const outcomes = [...new Set(chosen.map(name => SUITES[name]))].flatMap(run => run());
summarise(outcomes);

// What a suite gives is { name, passed, failed, skipped, problem }; `problem` says in words why it failed where no single test did.

/** Something that passes or fails as a whole. */
function check(name, ...script) {
  const ok = node(name, script) === 0;
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: [] };
}

function vitest() {
  const projects = chosen.filter(name => SUITES[name] === vitest);
  const measured = ['unit', 'property', 'spec'].every(name => projects.includes(name)); // of a part of the suites it would say nothing
  const outcomes = inVitest(projects, ...(measured ? ['--coverage.enabled'] : []));
  if (measured) tellCoverage(readJson(path.join(reports, 'coverage/coverage-summary.json'))?.total);
  return outcomes;
}

/** One run of vitest over these of its projects. */
function inVitest(projects, ...options) {
  const report = path.join(reports, `vitest-${projects[0]}.json`);
  const status = node(projects.join(', '), [
    TOOL.vitest,
    'run',
    ...options,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...projects.flatMap(name => ['--project', name]),
  ]);
  const files = readJson(report)?.testResults ?? [];
  const outcomes = projects.map(name => {
    const own = files.filter(file => path.relative(root, file.name).split(path.sep)[1] === name);
    const tests = own.flatMap(file => file.assertionResults);
    const unloaded = own.filter(
      file => file.status === 'failed' && !file.assertionResults.some(test => test.status === 'failed'),
    );
    return {
      name,
      passed: tests.filter(test => test.status === 'passed').length,
      failed: tests.filter(test => test.status === 'failed').length,
      skipped: tests.filter(test => !['passed', 'failed'].includes(test.status)).map(test => test.fullName),
      broken: tests
        .filter(test => test.status === 'failed')
        .map(test => `${test.fullName}\n${indented(test.failureMessages.join('\n'))}`),
      problem:
        unloaded.length > 0
          ? `could not run ${unloaded.map(file => path.relative(root, file.name)).join(', ')}`
          : noTests(tests.length),
    };
  });
  const explained = outcomes.some(({ failed, problem }) => failed > 0 || problem);
  if (status !== 0 && !explained) outcomes[0].problem = `vitest ended with ${status}`; // an error outside every test
  return outcomes;
}

/** The first lines of what a test says of its failure. */
function indented(text) {
  return text
    .split('\n')
    .slice(0, 3)
    .map(line => `        ${line.slice(0, 300)}`)
    .join('\n');
}

function tellCoverage(total) {
  const share = ({ covered, total: all, pct }) => `${pct} % (${covered}/${all})`;
  console.log(
    total
      ? `coverage of server/src/core: ${share(total.lines)} of the lines, ${share(total.branches)} of the branches`
      : 'the coverage was not measured',
  );
}

function grammar() {
  const report = path.join(reports, 'grammar');
  const grammarFile = 'syntaxes/encounter-note.tmLanguage.json';
  const status = node('grammar', [
    TOOL.grammar,
    '--grammar',
    grammarFile,
    '--xunit-report',
    report,
    'test/grammar/**/*.encounter',
  ]);
  const xml = existsSync(report)
    ? readdirSync(report)
        .map(file => readFileSync(path.join(report, file), 'utf8'))
        .join('\n')
    : '';
  const lines = xml.match(/<testcase /g)?.length ?? 0;
  const failed = xml.match(/<testcase [^>]*>\s*<(failure|error)/g)?.length ?? 0;
  const problem = noTests(lines) || (status !== 0 && failed === 0 ? `the grammar tests ended with ${status}` : '');
  return { name: 'grammar', passed: lines - failed, failed, skipped: [], problem };
}

/** Something that counts its own tests, and leaves the counts in the reports. */
function inOwnProcess(name, ...script) {
  const status = node(name, script);
  const counts = readJson(path.join(reports, `${name}.json`));
  if (!counts) return { name, passed: 0, failed: 0, skipped: [], problem: 'did not run to its end' };
  const problem =
    noTests(counts.passed + counts.failed) || (status !== 0 && counts.failed === 0 ? `ended with ${status}` : '');
  return { name, ...counts, problem };
}

function node(title, [script, ...args]) {
  console.log(`\n── ${title} ${'─'.repeat(Math.max(0, 96 - title.length))}`);
  return spawnSync(process.execPath, [path.join(root, script), ...args], { cwd: root, stdio: 'inherit' }).status;
}

function noTests(count) {
  return count === 0 ? 'holds no test' : '';
}

function readJson(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function summarise(results) {
  const failures = ({ failed, problem }) => failed + (problem ? 1 : 0);
  console.log(`\n── summary ${'─'.repeat(89)}`);
  for (const one of results) {
    const mark = failures(one) === 0 ? '✔' : '✘';
    const skipped = one.skipped.length > 0 ? `, ${one.skipped.length} skipped` : '';
    console.log(
      `${mark} ${one.name.padEnd(10)} ${one.passed} passed, ${failures(one)} failed${skipped}${one.problem ? `: ${one.problem}` : ''}`,
    );
    for (const test of one.skipped) console.log(`    skipped: ${test}`);
    for (const test of one.broken ?? []) console.log(`    failed: ${test}`);
  }
  const total = count => results.reduce((sum, one) => sum + count(one), 0);
  const failed = total(failures);
  console.log(`${total(one => one.passed)} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
