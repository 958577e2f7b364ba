// The entry that VS Code calls inside its extension host: runs every test below with mocha and leaves a report of the
// counts.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Mocha from 'mocha';
import { watchNetwork } from './network-watch';

/** The way of every user: open a note, read its findings, take a fix. The quick run has these alone. */
const SMOKE = [
  () => import('./activation'), // first: it looks at what is so before any note is opened
  () => import('./findings'),
  () => import('./fixes'),
];

/** Every other feature, in the deep run. */
const OTHERS = [
  () => import('./hover'),
  () => import('./profiles'),
  () => import('./configuration'),
  () => import('./snippets'),
  () => import('./completion'),
  () => import('./hints'),
  () => import('./structure'),
  () => import('./links'),
  () => import('./formatting'),
  () => import('./folders'),
  () => import('./commands'),
  () => import('./tasks'),
  () => import('./desk'),
  () => import('./manifest'),
  () => import('./network'), // last: what all others did
];

/** Resolves when all tests pass, rejects when one fails; VS Code's exit code follows. */
export async function run(): Promise<void> {
  watchNetwork();
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 60_000,
    reporter: 'spec',
    color: false,
    fgrep: process.env['ENCOUNTER_NOTES_GREP'] ?? '',
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha); // the tests are bundled into this file, so mocha has none to load
  const isSmoke = process.env['ENCOUNTER_NOTES_SMOKE'] === '1';
  for (const load of isSmoke ? SMOKE : [...SMOKE, ...OTHERS]) await load();
  const failures = await new Promise<number>(resolve => {
    const skipped: string[] = [];
    const runner = mocha.run(resolve);
    runner.on('pending', test => skipped.push(test.fullTitle()));
    runner.once('end', () =>
      report({ passed: runner.stats?.passes ?? 0, failed: runner.stats?.failures ?? 0, skipped }),
    );
  });
  if (failures > 0) throw new Error(`${failures} tests failed`);
}

function report(counts: { passed: number; failed: number; skipped: string[] }): void {
  const file = process.env['ENCOUNTER_NOTES_REPORT'];
  if (!file) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(counts));
}
