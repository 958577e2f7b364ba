// npm run docs-pictures: cuts the pictures of README.md and docs/tutorial.md out of those that the UI tests have taken, by
// `node test/e2e/ui.mjs day walkthrough`.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { openBrowser } from '../test/e2e/harness/browser.mjs';
import { cache, root, screenshots } from '../test/e2e/harness/paths.mjs';

/** Docs picture → the title of the step, and the part of the window. */
const PICTURES = {
  'clinic-day': {
    group: 'day',
    of: 'a hover on a code shows its findings and its description',
    x: 352,
    y: 92,
    width: 924,
    height: 640,
  },
  'tutorial-note': { of: 'the practice note opens beside the walkthrough', x: 665, y: 36, width: 610, height: 700 },
  'tutorial-finding': { of: 'the first finding', x: 665, y: 380, width: 610, height: 370 },
  'tutorial-claim': {
    of: 'its links lead a new user through one note within two minutes',
    x: 665,
    y: 70,
    width: 610,
    height: 720,
  },
};

const browser = await openBrowser(cache);
const page = await browser.newPage({ viewport: { width: 1280, height: 820 } });
for (const [name, { group = 'walkthrough', of, ...clip }] of Object.entries(PICTURES)) {
  const folder = path.join(process.argv[2] ?? screenshots, group);
  const file = readdirSync(folder).find(entry => entry.endsWith(` ${of}.png`));
  if (!file) throw new Error(`no picture of the step: ${of}`);
  const data = readFileSync(path.join(folder, file)).toString('base64');
  await page.setContent(`<body style="margin:0"><img src="data:image/png;base64,${data}"></body>`);
  await page.locator('img').evaluate(image => image.decode());
  await page.screenshot({ path: path.join(root, `docs/images/${name}.jpg`), type: 'jpeg', quality: 60, clip });
}
await browser.close();
