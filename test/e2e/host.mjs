// node test/e2e/host.mjs [--smoke] [WORDS]: runs test/e2e/suite/ inside the extension host of a real VS Code; with
// --smoke only what every user does, with words only the tests whose title holds them. ENCOUNTER_NOTES_HOST: `desktop`
// (downloaded by @vscode/test-electron, needs a display), `browser` (VS Code server and a headless browser), unset: the
// desktop one where it can be had, else the browser one.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runTests } from '@vscode/test-electron';
import { build } from 'esbuild';
import { cache, root, workspaceOfTwoFolders } from './harness/paths.mjs';

const suite = path.join(root, '.cache/e2e/suite.js');
const words = process.argv.slice(2).filter(word => word !== '--smoke');
const isSmoke = process.argv.includes('--smoke');
const report = path.join(root, `.cache/reports/${isSmoke ? 'smoke' : 'host'}.json`);

const host = process.env.ENCOUNTER_NOTES_HOST ?? ((await desktopCanBeHad()) ? 'desktop' : 'browser');
console.log(`extension host of: ${host === 'desktop' ? 'desktop VS Code' : 'VS Code in a headless browser'}`);
rmSync(report, { force: true });
await build({
  absWorkingDir: root,
  entryPoints: ['test/e2e/suite/index.ts'],
  outfile: suite,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['vscode', 'mocha'],
  sourcemap: 'inline',
});
try {
  await runTests({
    ...(host === 'desktop'
      ? { version: process.env.ENCOUNTER_NOTES_DESKTOP ?? 'stable', cachePath: cache }
      : { vscodeExecutablePath: path.join(import.meta.dirname, 'harness/browser-vscode.mjs') }),
    extensionDevelopmentPath: root,
    extensionTestsPath: suite,
    extensionTestsEnv: {
      ENCOUNTER_NOTES_REPORT: report,
      ENCOUNTER_NOTES_GREP: words.join(' '),
      ENCOUNTER_NOTES_SMOKE: isSmoke ? '1' : '',
    },
    launchArgs: [workspaceOfTwoFolders(), '--disable-extensions'],
  });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
if (!existsSync(report)) {
  console.error('the suite did not run to its end: it left no report');
  process.exitCode = 1;
} else if (JSON.parse(readFileSync(report, 'utf8')).failed > 0) {
  process.exitCode = 1;
}

/** A display to show it on, and either an earlier download or the download site within reach. */
async function desktopCanBeHad() {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return false;
  if (existsSync(cache) && readdirSync(cache).some(entry => entry.startsWith('vscode-'))) return true;
  const site = 'https://update.code.visualstudio.com/api/releases/stable';
  return fetch(site, { signal: AbortSignal.timeout(5000) }).then(
    ({ ok }) => ok,
    () => false,
  );
}
