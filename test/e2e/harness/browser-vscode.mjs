#!/usr/bin/env node
// Takes the command line that @vscode/test-electron gives to a desktop VS Code
//   FOLDER|FILE.code-workspace --extensionDevelopmentPath=DIR --extensionTestsPath=FILE …
// and runs the same suite in the same kind of extension host, of a VS Code server whose workbench a headless browser
// shows. Its console is this process's output, its verdict this process's exit code.
import path from 'node:path';
import { statSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { installVsCode } from '../../../scripts/lib/vscode-install.mjs';
import { startVsCode } from '../../../scripts/lib/vscode-server.mjs';
import { openBrowser } from './browser.mjs';
import { cache, scratch } from './paths.mjs';

/** After so long without a word from the extension host it is taken to hang: longer than any one test may wait. */
const SILENCE = 3 * 60_000;

/** What the workbench and VS Code itself print into the extension host's console; none of it is about the suite. */
const NOISE =
  /^(Resolv|Creating a socket|Updating additional|Loading development|Creation of workbench|\[reconnection-grace|\[AgentHost|\[AccountPolicy|\[DefaultAccount|\[Service Worker|\[chat-stt|ChatSessionStore|Canceled|Timed out waiting for auth|Error while getting the latest)|open-vsx\.org/;

const { values, positionals } = parseArgs({
  strict: false,
  allowPositionals: true,
  options: { extensionDevelopmentPath: { type: 'string', multiple: true }, extensionTestsPath: { type: 'string' } },
});
const workspace = positionals.find(argument => statSync(argument, { throwIfNoEntry: false }));
if (!workspace || !values.extensionTestsPath) {
  console.error(
    'usage: browser-vscode.mjs FOLDER|FILE.code-workspace --extensionDevelopmentPath=DIR --extensionTestsPath=FILE',
  );
  process.exit(2);
}

const server = await startVsCode(installVsCode(cache), scratch('profile'), {
  testDriver: true,
  settings: { 'files.autoSave': 'off' },
}); // as on the desktop: what is deleted stays so
let browser;
let verdict;
try {
  browser = await openBrowser(cache);
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  const finished = new Promise((resolve, reject) => {
    page.on('crash', () => reject(new Error('the page crashed')));
    void server.exited.then(code => reject(new Error(`the VS Code server ended with ${code}`)));
    const giveUp = setTimeout(
      () => reject(new Error(`no word from the extension host for ${SILENCE / 60_000} minutes`)),
      SILENCE,
    ).unref();
    // Before the page loads: it calls these two as soon as the extension host is up.
    void page.exposeFunction('codeAutomationExit', resolve);
    void page.exposeFunction('codeAutomationLog', (kind, args) => {
      giveUp.refresh();
      if (!NOISE.test(String(args[0]))) (console[kind] ?? console.log)(...args);
    });
  });
  finished.catch(() => undefined); // awaited below, after the page has loaded
  await page.goto(
    server.address(workspace, [
      ...[values.extensionDevelopmentPath ?? []]
        .flat()
        .map(dir => ['extensionDevelopmentPath', server.remoteUri(path.resolve(dir))]),
      ['extensionTestsPath', server.remoteUri(path.resolve(values.extensionTestsPath))],
    ]),
  );
  verdict = await finished;
} catch (error) {
  console.error(error);
  verdict = 1;
}
await browser?.close().catch(() => undefined);
await server.stop();
process.exit(verdict);
