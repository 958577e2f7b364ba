// node test/e2e/web.mjs: VS Code's web extension host runs the extension from a file server, as VS Code for the Web does. The server is then
// a web worker in the browser; a note is typed, found at fault and fixed there. It asks only for the page and the files of the extension.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { packedFiles } from '../../scripts/lib/packed-files.mjs';
import { installVsCode } from '../../scripts/lib/vscode-install.mjs';
import { startVsCode } from '../../scripts/lib/vscode-server.mjs';
import { openBrowser } from './harness/browser.mjs';
import { cache, root, scratch, screenshots } from './harness/paths.mjs';
import { runStep } from './harness/steps.mjs';
import { PATIENCE } from './harness/waiting.mjs';
import { playgroundSteps } from './steps/playground.mjs';
import { Workbench } from './harness/workbench.mjs';

const pictures = path.join(screenshots, 'web');
rmSync(pictures, { recursive: true, force: true });
mkdirSync(pictures, { recursive: true });
const files = await serveExtension();
const server = await startVsCode(installVsCode(cache), scratch('profile'), {
  settings: { 'editor.minimap.enabled': false },
});
const browser = await openBrowser(cache);
const context = await browser.newContext({ bypassCSP: true, viewport: { width: 1280, height: 820 } });
await context.grantPermissions(['local-network-access']).catch(() => undefined); // older browsers have no such permission
const page = await context.newPage();
page.setDefaultTimeout(PATIENCE);
const bench = new Workbench(page, pictures);
/** What the browser writes to its console of errors, to print if a step fails. */
const complaints = [];
page.on('console', message => {
  if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
});
/** Requests to any other origin than the two of this run; VS Code itself looks at its gallery of extensions. */
const GALLERY = 'https://open-vsx.org';
const foreign = [];
context.on('request', request => {
  const { origin, protocol } = new URL(request.url());
  if (/^(https?|wss?):$/.test(protocol) && ![`http://127.0.0.1:${server.port}`, files.origin, GALLERY].includes(origin))
    foreign.push(request.url());
});

const STEPS = {
  'the extension starts in the web extension host and finds what is wrong in a note': async () => {
    await openWithExtension();
    await bench.command('Encounter Notes: Open Practice Note');
    await bench.line('95991 @AB').waitFor();
    await bench.findingCounts.filter({ hasText: '2 errors' }).waitFor();
  },

  'a fix is offered and applied': async () => {
    await bench.clickOn('95991', '95991 @AB');
    await bench.takeFix(/^Bill 95990 instead of 95991/, bench.clickLightBulb);
    await bench.line('95990 @AB').waitFor();
    await bench.findingCounts.filter({ hasText: '1 error' }).waitFor();
  },

  'Explain shows the encounter beside the note': async () => {
    const view = await bench.openView('Shift+Alt+E', 'Explain this encounter', 'DEMO1', 1);
    await view.locator('#counts').waitFor();
    assert.equal(
      await view
        .locator('.claim')
        .first()
        .evaluate(list => getComputedStyle(list).display),
      'grid',
    );
  },

  'the run asked for no other address': () => assert.deepEqual(foreign, []),

  ...playgroundSteps({ browser, pictures }),
};

const outcomes = [];
for (const [title, step] of Object.entries(STEPS)) outcomes.push(await runStep(bench, title, step));
await browser.close();
await server.stop();
files.close();
const failed = outcomes.filter(ok => !ok).length;
const passed = outcomes.length - failed;
if (failed > 0) console.error(`console of the browser:\n${complaints.join('\n')}`);
const report = path.join(root, '.cache/reports/web.json');
mkdirSync(path.dirname(report), { recursive: true });
writeFileSync(report, JSON.stringify({ passed, failed, skipped: [] }));
console.log(`pictures: ${path.relative(root, pictures)}/`);
process.exit(failed === 0 ? 0 : 1);

/** Shows an empty window to which the page itself brings the extension: a window's own extensions run in the browser. */
async function openWithExtension() {
  const address = new URL(server.address(root));
  address.searchParams.delete('folder');
  address.searchParams.set('ew', 'true');
  await page.route(`${address.origin}/?**`, async route => {
    const response = await route.fetch();
    const body = (await response.text()).replace(
      /(id="vscode-workbench-web-configuration" data-settings=")([^"]*)"/,
      (_, start, settings) => {
        const { host } = new URL(files.origin);
        const extensions = [{ scheme: 'http', authority: host, path: '/' }];
        const own = { ...JSON.parse(unescaped(settings)), developmentOptions: { extensions } };
        return `${start}${escaped(JSON.stringify(own))}"`;
      },
    );
    await route.fulfill({ response, body });
  });
  await page.goto(address.href);
  await page.locator('.activitybar .action-label[aria-label^="Encounter"]').waitFor();
  await page.locator('.monaco-workbench').click({ position: { x: 640, y: 300 } });
}

function unescaped(attribute) {
  return attribute.replaceAll('&quot;', '"').replaceAll('&amp;', '&');
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

/** Serves what the package ships, as a file server does. */
async function serveExtension() {
  const shipped = new Set(packedFiles(root));
  const http = createServer((request, response) => {
    const file = decodeURIComponent(new URL(request.url, 'http://localhost').pathname).replace(/^\/+/, '');
    const headers = {
      'access-control-allow-origin': '*',
      'access-control-allow-headers': '*',
      'content-type': typeOf(file),
    };
    if (request.method === 'OPTIONS') return response.writeHead(204, headers).end();
    if (!shipped.has(file)) return response.writeHead(404, headers).end();
    response.writeHead(200, headers).end(readFileSync(path.join(root, file)));
  });
  await new Promise(resolve => {
    http.listen(0, '127.0.0.1', resolve);
  });
  // To 127.0.0.1 a view would go through the port forwarding of VS Code; a browser takes this name for the same machine.
  return { origin: `http://files.localhost:${http.address().port}`, close: () => http.close() };
}

function typeOf(file) {
  return (
    { '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml' }[
      path.extname(file)
    ] ?? 'text/plain'
  );
}
