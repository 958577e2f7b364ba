// The playground in a browser: a page from a file server that asks for nothing after it has loaded.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../harness/paths.mjs';
import { again, PATIENCE } from '../harness/waiting.mjs';

const FOLDER = path.join(root, 'dist/playground');
const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.png': 'image/png' };
const PRACTICE = path.join(root, 'media/walkthrough/practice.encounter');

/**
 * @param browser playwright's
 * @param pictures the folder of the pictures
 */
export function playgroundSteps({ browser, pictures }) {
  let page;
  let files;
  /** Every request that the browser sends for the page after it has loaded; a blob is memory of the page. */
  const later = [];
  const findings = () => page.locator('#findings li');
  const picture = name => page.screenshot({ path: path.join(pictures, `playground - ${name}.png`) });

  return {
    'the playground loads from a file server, and finds what the command line finds': async () => {
      const built = spawnSync(process.execPath, [path.join(root, 'scripts/playground.mjs')], { stdio: 'inherit' });
      assert.equal(built.status, 0);
      files = await serveFolder();
      page = await browser.newPage({ viewport: { width: 1280, height: 820 }, colorScheme: 'light' });
      page.setDefaultTimeout(PATIENCE);
      page.on('pageerror', error => assert.fail(error));
      await page.goto(`${files.origin}/index.html`, { waitUntil: 'load' });
      files.requests.length = 0;
      page.context().on('request', request => {
        if (!request.url().startsWith('blob:')) later.push(request.url());
      });
      await page.locator('#summary', { hasText: '2 errors' }).waitFor();
      const shown = await findings().evaluateAll(entries =>
        entries.map(entry => `${entry.querySelector('.rule').textContent} ${Number(entry.dataset.line) + 1}`),
      );
      const { stdout } = spawnSync(process.execPath, [
        path.join(root, 'dist/cli.js'),
        'check',
        PRACTICE,
        '--format',
        'jsonl',
      ]);
      const expected = String(stdout)
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line))
        .filter(one => one.record !== 'encounter')
        .map(one => `${one.rule} ${one.line}`);
      assert.deepEqual(shown.sort(), expected.sort());
      await page.locator('.cm-lintRange-error').first().waitFor();
      await picture('light');
    },

    'the playground explains the code under the mouse': async () => {
      await again(
        async timeout => {
          await page.mouse.move(640, 10);
          await page.locator('.cm-line', { hasText: '95991 @AB' }).hover({ position: { x: 16, y: 8 }, timeout });
        },
        timeout => page.locator('.cm-tooltip .markdown', { hasText: 'Not supported' }).waitFor({ timeout }),
      );
      await picture('hover');
    },

    'the playground applies a fix, and the finding is gone': async () => {
      await page.mouse.move(640, 10);
      await page.locator('.cm-tooltip .markdown').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: 'Bill 95990 instead of 95991' }).click();
      await page.locator('.cm-line', { hasText: '95990 @AB' }).waitFor();
      await page.locator('#summary', { hasText: '1 error' }).waitFor();
    },

    'the playground completes what is typed': async () => {
      await page.locator('.cm-line', { hasText: 'J0475-KD' }).click();
      await page.keyboard.press('End');
      await page.keyboard.press('Enter');
      await page.keyboard.type('J22');
      const options = page.locator('.cm-tooltip-autocomplete li');
      await options.filter({ hasText: 'J2274' }).first().waitFor();
      await picture('completion');
      await page.keyboard.press('Escape');
    },

    'the playground shows another example, in the dark too': async () => {
      await page.locator('#example').selectOption('A clean clinic day');
      await page.locator('#summary', { hasText: 'No findings' }).waitFor();
      await page.locator('#example').selectOption('A clinic day with errors');
      await page.locator('#findings li.error').nth(3).waitFor();
      await page.locator('#theme').click();
      await picture('dark');
    },

    'the playground can open no connection, neither the page nor its worker': async () => {
      const refused = await page.evaluate(async () => {
        const inPage = await fetch('/index.html').then(
          () => 'answered',
          () => 'refused',
        );
        const source =
          "fetch(location.origin + '/index.html').then(() => postMessage('answered'), () => postMessage('refused'))";
        const worker = new Worker(URL.createObjectURL(new Blob([source])));
        const inWorker = await new Promise(resolve => {
          worker.addEventListener('message', ({ data }) => resolve(data));
        });
        return [inPage, inWorker];
      });
      assert.deepEqual(refused, ['refused', 'refused']);
    },

    'the playground asked for nothing after it had loaded': async () => {
      assert.deepEqual(files.requests, []);
      assert.deepEqual(
        later.filter(url => !url.endsWith('/index.html')), // the attempts of the step before, which did not leave the browser
        [],
      );
      files.close();
    },

    'the playground works without a server, straight from the disk': async () => {
      await page.goto(pathToFileURL(path.join(FOLDER, 'index.html')).href);
      await page.locator('#summary', { hasText: '2 errors' }).waitFor();
      await page.close();
    },
  };
}

/** Serves the folder, and remembers what was asked for. */
async function serveFolder() {
  const requests = [];
  const http = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    requests.push(pathname);
    const file = path.join(FOLDER, path.basename(pathname));
    if (!existsSync(file)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': TYPES[path.extname(file)] ?? 'text/plain' }).end(readFileSync(file));
  });
  await new Promise(resolve => {
    http.listen(0, '127.0.0.1', resolve);
  });
  return { origin: `http://127.0.0.1:${http.address().port}`, requests, close: () => http.close() };
}
