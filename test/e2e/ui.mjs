// node test/e2e/ui.mjs [WORD…]: packages the extension, installs it into a real VS Code, and uses it as a coder would,
// with mouse and keyboard. Words choose groups of steps by their name; without one all run. Each group has a window and
// a workspace of its own, so any can run alone. A step that fails does not stop those after it. A picture of every step
// goes to .screenshots/<group>/; of a step that failed too.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startWithExtension } from './harness/installed.mjs';
import { copyOfExamples, root, screenshots } from './harness/paths.mjs';
import { runStep } from './harness/steps.mjs';
import { PATIENCE } from './harness/waiting.mjs';
import { Workbench } from './harness/workbench.mjs';
import { daySteps } from './steps/day.mjs';
import { deskSteps } from './steps/desk.mjs';
import { editingSteps } from './steps/editing.mjs';
import { offerSteps } from './steps/offers.mjs';
import { pastingSteps } from './steps/pasting.mjs';
import { readerSteps } from './steps/reader.mjs';
import { restrictedSteps } from './steps/restricted.mjs';
import { toolSteps } from './steps/tools.mjs';
import { typingSteps } from './steps/typing.mjs';
import { viewSteps } from './steps/views.mjs';
import { walkthroughSteps } from './steps/walkthrough.mjs';

/** What a coder does, in this order; the first step of a group opens its window. */
const GROUPS = {
  day: daySteps,
  typing: typingSteps,
  pasting: pastingSteps,
  offers: offerSteps,
  editing: editingSteps,
  views: viewSteps,
  desk: deskSteps,
  walkthrough: walkthroughSteps,
  restricted: restrictedSteps,
  reader: readerSteps,
  tools: toolSteps, // last: the code sets that it loads stay
};

const words = process.argv.slice(2);
const chosen = Object.entries(GROUPS).filter(([name]) => words.length === 0 || words.some(word => name.includes(word)));
if (chosen.length === 0) {
  console.error(`no group is called ${words.join(', ')}; there are ${Object.keys(GROUPS).join(', ')}`);
  process.exit(2);
}

const SETTINGS = { 'editor.minimap.enabled': false };
const { server, browser } = await startWithExtension(SETTINGS);

const outcomes = [];
for (const [name, steps] of chosen) outcomes.push(...(await runGroup(name, steps)));
await browser.close();
await server.stop();
const failed = outcomes.filter(ok => !ok).length;
const report = path.join(root, '.cache/reports/ui.json');
mkdirSync(path.dirname(report), { recursive: true });
writeFileSync(report, JSON.stringify({ passed: outcomes.length - failed, failed, skipped: [] }));
console.log(`pictures: ${path.relative(root, screenshots)}/`);
process.exit(failed === 0 ? 0 : 1);

/** Runs a group's steps, those after a failed one too; gives for each whether it passed. */
async function runGroup(name, steps) {
  const pictures = path.join(screenshots, name);
  rmSync(pictures, { recursive: true, force: true });
  mkdirSync(pictures, { recursive: true });
  const folder = copyOfExamples();
  server.setUserSettings(SETTINGS);
  const window = await browser.newContext({ viewport: { width: 1280, height: 820 } });
  const page = await window.newPage();
  page.setDefaultTimeout(PATIENCE);
  const bench = new Workbench(page, pictures);
  const group = {
    page,
    bench,
    folder,
    /** Shows the group's workspace in its window. */
    openWorkspace: () => page.goto(server.address(folder)),
    /**
     * Gives the user other settings, for windows that are opened afterward; those of the next group are the usual ones
     * again.
     */
    setUserSettings: settings => server.setUserSettings({ ...SETTINGS, ...settings }),
    /** The line (from 1) of a text in the clinic day, as it is on disk. */
    lineOf: text => {
      const lines = readFileSync(path.join(folder, 'clinic-day.encounter'), 'utf8').split('\n');
      const line = lines.findIndex(one => one.includes(text)) + 1;
      if (line === 0) throw new Error(`the clinic day has no line with ${text}`);
      return line;
    },
  };
  console.log(`\n${name}`);
  const passed = [];
  for (const [title, step] of Object.entries(steps(group))) passed.push(await runStep(bench, title, step));
  await window.close();
  return passed;
}
