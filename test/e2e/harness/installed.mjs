// The packaged extension, installed into a real VS Code whose workbench a headless browser shows.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { installVsCode } from '../../../scripts/lib/vscode-install.mjs';
import { installExtension, startVsCode } from '../../../scripts/lib/vscode-server.mjs';
import { openBrowser } from './browser.mjs';
import { cache, root, scratch } from './paths.mjs';

/**
 * Packages and installs the extension, and starts VS Code and a browser; ends the process if it cannot be packaged.
 *
 * @param settings of the user
 * @param others further packages to install
 * @returns the `server` (startVsCode), the `browser` (playwright's), and the `profile`, a folder that is removed at the
 *   end of the process
 */
export async function startWithExtension(settings = {}, others = []) {
  const profile = scratch('profile');
  const extensions = path.join(profile, 'extensions');
  const vsix = path.join(profile, 'encounter-notes.vsix');
  const packed = spawnSync(process.execPath, [path.join(root, 'scripts/package.mjs'), vsix], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (packed.status !== 0) process.exit(1);
  const vscode = installVsCode(cache);
  for (const one of [vsix, ...others]) installExtension(vscode, one, extensions, profile);
  const server = await startVsCode(vscode, profile, { extensions, settings });
  return { server, browser: await openBrowser(cache), profile };
}
