// npm run bench:activation: how long the packaged extension takes to start in a real VS Code, by VS Code's own count:
// what "Developer: Show Running Extensions" says of it. ENCOUNTER_NOTES_VSCODE=oldest measures the lowest VS Code.
import { startWithExtension } from '../test/e2e/harness/installed.mjs';
import { copyOfExamples } from '../test/e2e/harness/paths.mjs';
import { Workbench } from '../test/e2e/harness/workbench.mjs';
import { median } from './lib/statistics.mjs';

const STARTS = 5;
const { server, browser, profile } = await startWithExtension();
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
  const row = page.locator('.runtime-extensions-editor .extension', { hasText: 'Encounter Notes' });
  await row.first().waitFor();
  const text = await row.first().innerText();
  await window.close();
  const time = /Activation:\s*(\d+)\s?ms/.exec(text)?.[1];
  if (time === undefined) throw new Error(`VS Code names no time: ${text}`);
  return Number(time);
}
