// npm run bench:activation: how long the packaged extension takes to start in a real VS Code, by VS Code's own count:
// what "Developer: Show Running Extensions" says of it. ENCOUNTER_NOTES_VSCODE=oldest measures the lowest VS Code.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { installVsCode } from '../scripts/lib/vscode-install.mjs';
import { installExtension, startVsCode } from '../scripts/lib/vscode-server.mjs';
import { openBrowser } from '../test/e2e/harness/browser.mjs';
import { cache, copyOfExamples, root, scratch } from '../test/e2e/harness/paths.mjs';
import { Workbench } from '../test/e2e/harness/workbench.mjs';
import { median } from './lib/statistics.mjs';

const STARTS = 5;
const profile = scratch('profile');
const extensions = path.join(profile, 'extensions');
const vsix = path.join(profile, 'encounter-notes.vsix');
const packed = spawnSync(process.execPath, [path.join(root, 'scripts/package.mjs'), vsix], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (packed.status !== 0) process.exit(1);
const vscode = installVsCode(cache);
installExtension(vscode, vsix, extensions, profile);
const server = await startVsCode(vscode, profile, { extensions, settings: {} });
const browser = await openBrowser(cache);
const folder = copyOfExamples();
const times = [];
for (let start = 0; start < STARTS; start++) times.push(await activationTime());
console.log(`activation: ${times.join(', ')} ms; median ${median(times)} ms`);
await browser.close();
await server.stop();

async function activationTime() {
  const window = await browser.newContext({ viewport: { width: 1280, height: 820 } });
  const page = await window.newPage();
  page.setDefaultTimeout(60_000);
  const bench = new Workbench(page, profile);
  await page.goto(server.address(folder));
  await bench.openFromExplorer('clinic-day.encounter');
  await bench.findingCounts.filter({ hasText: 'error' }).waitFor();
  await bench.command('Developer: Show Running Extensions');
  await page.locator('.tab.active', { hasText: 'Running Extensions' }).waitFor();
  const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'Encounter Notes' });
  await row.first().waitFor();
  const text = await row.first().innerText();
  await window.close();
  const time = /Activation:\s*(\d+)\s?ms/.exec(text)?.[1];
  if (time === undefined) throw new Error(`VS Code names no time: ${text}`);
  return Number(time);
}
