// npm run bench:activation: how long the packaged extension takes to start in a real VS Code, by VS Code's own count:
// what "Developer: Show Running Extensions" says of it, and beside it of an extension that does nothing, which is what
// the machine and VS Code take. ENCOUNTER_NOTES_VSCODE=oldest measures the lowest VS Code.
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { startWithExtension } from '../test/e2e/harness/installed.mjs';
import { copyOfExamples, scratch } from '../test/e2e/harness/paths.mjs';
import { Workbench } from '../test/e2e/harness/workbench.mjs';
import { median } from './lib/statistics.mjs';

const STARTS = 5;
const OURS = 'Encounter Notes';
const EMPTY = 'An Empty Extension';
/** The list draws the rows on screen alone, and what starts fast is far below. In pixels. */
const MAX_HEIGHT = 6000;

const { server, browser, profile } = await startWithExtension({}, [await emptyExtension()]);
const folder = copyOfExamples();
const times = { [OURS]: [], [EMPTY]: [] };
for (let start = 0; start < STARTS; start++) await addActivationTimes();
for (const [name, all] of Object.entries(times))
  console.log(`activation of ${name}: ${all.join(', ')} ms; median ${median(all)} ms`);
await browser.close();
await server.stop();

async function addActivationTimes() {
  const window = await browser.newContext({ viewport: { width: 1280, height: MAX_HEIGHT } });
  const page = await window.newPage();
  page.setDefaultTimeout(60_000);
  const bench = new Workbench(page, profile);
  await page.goto(server.address(folder));
  await bench.openFromExplorer('clinic-day.encounter');
  await bench.findingCounts.filter({ hasText: 'error' }).waitFor();
  await bench.command('Developer: Show Running Extensions');
  for (const [name, all] of Object.entries(times)) {
    const row = page.locator('.runtime-extensions-editor .extension', { hasText: name });
    await row.first().waitFor();
    const text = await row.first().innerText();
    const time = /Activation:\s*(\d+)\s?ms/.exec(text)?.[1];
    if (time === undefined) throw new Error(`VS Code names no time: ${text}`);
    all.push(Number(time));
  }
  await window.close();
}

/** Packages an extension that starts with a note, as ours does, and then does nothing. */
async function emptyExtension() {
  const folder = path.join(scratch('empty'), 'extension');
  const packagePath = path.join(path.dirname(folder), 'empty.vsix');
  mkdirSync(folder);
  const manifest = {
    name: 'empty',
    displayName: EMPTY,
    publisher: 'bench',
    version: '0.0.0',
    license: 'MIT',
    repository: { type: 'git', url: 'https://example.invalid/empty.git' },
    engines: { vscode: '^1.100.0' },
    main: './main.js',
    activationEvents: ['onLanguage:encounter-note'],
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'main.js'), 'exports.activate = () => {};\n');
  for (const file of ['README.md', 'LICENSE'])
    writeFileSync(path.join(folder, file), 'An extension that does nothing.\n');
  await createVSIX({ cwd: folder, packagePath, dependencies: false });
  return packagePath;
}
