// node test/e2e/ui.mjs: packages the extension, installs it into a real VS Code, and uses it as a coder would, with mouse and keyboard.
// A picture of every step goes to .screenshots/; of a step that failed too.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { installVsCode } from '../../scripts/lib/vscode-install.mjs';
import { installExtension, startVsCode } from '../../scripts/lib/vscode-server.mjs';
import { openBrowser } from './harness/browser.mjs';
import { cache, copyOfExamples, root, scratch, screenshots } from './harness/paths.mjs';
import { Workbench } from './harness/workbench.mjs';
import { viewSteps } from './steps/views.mjs';

const DAY = 'clinic-day.encounter';
const CLEAN = 'clean-day.encounter';
const NEW = 'new-day.encounter';

const folder = copyOfExamples();
writeFileSync(path.join(folder, NEW), '');
const onDisk = () => readFileSync(path.join(folder, DAY), 'utf8');
const lineOf = text => onDisk().split('\n').findIndex(line => line.includes(text)) + 1;

const profile = scratch('profile');
const extensions = path.join(profile, 'extensions');
const vsix = path.join(profile, 'encounter-notes.vsix');
const packed = spawnSync(process.execPath, [path.join(root, 'scripts/package.mjs'), vsix], { stdio: 'inherit' });
if (packed.status !== 0) process.exit(1);
const vscode = installVsCode(cache);
installExtension(vscode, vsix, extensions, profile);
const server = await startVsCode(vscode, profile, { extensions, settings: { 'editor.minimap.enabled': false } });
const browser = await openBrowser(cache);
const page = await browser.newPage({ viewport: { width: 1280, height: 820 } });
page.setDefaultTimeout(30_000);
const bench = new Workbench(page);

/** What a coder does, in this order; each step goes on from what the one before has left. */
const STEPS = {
  'a clinic day shows squiggles and how many findings it has': async () => {
    await page.goto(server.address(folder));
    await bench.openFromExplorer(DAY);
    await bench.findingCounts.filter({ hasText: /[1-9]/ }).waitFor();
    await bench.goToLine(lineOf('99214 @D'));
    await bench.squiggles.first().waitFor();
  },

  'the status item names the editions of the data': async () => {
    await bench.findingCounts.hover();
    await page.locator('.monaco-hover:visible', { hasText: 'NCCI' }).waitFor();
    await bench.lookAway();
  },

  'a hover on a code says what is wrong, and what the code is': async () => {
    const card = await bench.hover('99214', '99214 @D', 'em-modifier');
    assert.match(card, /25/);
    await bench.picture('a hover on a squiggle');
    await bench.lookAway();
    await bench.hover('62370', '62370 @ABC', '62370');
  },

  'the light bulb offers the fix, and applies it': async () => {
    await bench.lookAway();
    await bench.clickOn('99214', '99214 @D');
    await bench.lightBulb.click();
    await bench.fixes.filter({ hasText: '25' }).first().waitFor();
    await bench.picture('the light bulb is open');
    await bench.takeFix('25');
    await bench.line('99214-25 @D').waitFor();
  },

  'the finding is gone from the Problems panel, the others are there': async () => {
    await page.keyboard.press('Control+Shift+M');
    await bench.problems.filter({ hasText: 'performer-level' }).first().waitFor();
    await page.waitForFunction(() => !document.querySelector('.markers-panel')?.textContent?.includes('em-modifier'));
  },

  'a problem leads to its line': async () => {
    await bench.problems.filter({ hasText: 'performer-level' }).first().dblclick();
    await bench.line('62370 @AB').waitFor();
  },

  'the fixed note is saved': async () => {
    await bench.clickOn('62370', '62370 @AB');
    await page.keyboard.press('Control+s');
    for (let wait = 0; !/^99214-25 @D$/m.test(onDisk()); wait++) {
      assert.ok(wait < 100, 'the file on disk holds the fix');
      await page.waitForTimeout(100);
    }
  },

  'a snippet opens a visit with stubs to fill': async () => {
    await bench.openFromExplorer(NEW);
    await bench.editor.locator('.view-line').first().click();
    await page.keyboard.type('refill', { delay: 30 });
    await bench.suggestions.filter({ hasText: 'Refill by clinical staff' }).or(bench.suggestions.filter({ hasText: /^refill/ })).first().waitFor();
    await bench.picture('the snippet is offered');
    await page.keyboard.press('Enter');
    await bench.line('95990 @AB').waitFor();
    await bench.squiggles.first().waitFor();
  },

  'a clean day shows none': async () => {
    await page.keyboard.press('Escape');
    await bench.openFromExplorer(CLEAN);
    await bench.findingCounts.filter({ hasText: 'no findings' }).waitFor();
    assert.equal(await bench.squiggles.count(), 0);
  },

  'a restarted server checks again': async () => {
    await bench.openFromExplorer(DAY);
    await bench.squiggles.first().waitFor();
    await page.keyboard.press('F1');
    await page.keyboard.type('Encounter Notes: Restart Language Server');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Restart Language Server' }).first().waitFor();
    await page.keyboard.press('Enter');
    await bench.findingCounts.filter({ hasText: 'checking' }).waitFor();
    await bench.findingCounts.filter({ hasText: /[1-9]/ }).waitFor();
    await bench.squiggles.first().waitFor();
  },

  ...viewSteps({ page, bench, profile, lineOf }),
};

rmSync(screenshots, { recursive: true, force: true });
mkdirSync(screenshots, { recursive: true });
const names = Object.keys(STEPS);
let passed = 0;
try {
  for (const [name, step] of Object.entries(STEPS)) {
    await step();
    await bench.picture(name);
    passed++;
    console.log(`  ✔ ${name}`);
  }
} catch (error) {
  console.log(`  ✘ ${names[passed]}\n`);
  console.error(error);
  await bench.picture(`failed - ${names[passed]}`).catch(() => undefined);
  for (const name of names.slice(passed + 1)) console.log(`  ✘ ${name}: not reached`);
}
await browser.close();
await server.stop();
const report = path.join(root, '.cache/reports/ui.json');
mkdirSync(path.dirname(report), { recursive: true });
writeFileSync(report, JSON.stringify({ passed, failed: names.length - passed, skipped: [] }));
console.log(`pictures: ${path.relative(root, screenshots)}/`);
process.exit(passed === names.length ? 0 : 1);
