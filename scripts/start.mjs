// npm start: installs what is missing, builds, and opens a copy of the examples in a real VS Code with the extension in
// it: the desktop one where `code` is on the PATH, else VS Code in the browser at a local address.
import { spawnSync, spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { installMissing } from './lib/npm.mjs';

const root = path.resolve(import.meta.dirname, '..');
const examples = path.join(root, '.vscode-test', 'examples');
const firstNote = path.join(examples, 'clinic-day.encounter');
const windows = process.platform === 'win32';

installMissing(root);
copyExamples();
if (!openOnDesktop()) await openInBrowser();

/** The tracked examples stay as they are; a copy keeps what was changed in it the last time. */
function copyExamples() {
  if (existsSync(firstNote)) return;
  cpSync(path.join(root, 'examples'), examples, { recursive: true });
  console.log(`The examples are open as a copy in ${path.relative(root, examples)}; delete it to start over.`);
}

/**
 * Whether the desktop VS Code took it. A `code` inside a remote window's terminal cannot show an extension under
 * development.
 */
function openOnDesktop() {
  const names = windows ? ['code.cmd', 'code.exe'] : ['code'];
  const found = (process.env.PATH ?? '')
    .split(path.delimiter)
    .some(folder => names.some(name => existsSync(path.join(folder, name))));
  if (!found || process.env.VSCODE_IPC_HOOK_CLI) return false;
  run('build.mjs');
  const quoted = argument => (windows ? `"${argument}"` : argument);
  const { status } = spawnSync(
    'code',
    ['--new-window', `--extensionDevelopmentPath=${root}`, examples, firstNote].map(quoted),
    { stdio: 'inherit', shell: windows },
  );
  if (status !== 0) console.log(`\`code\` ended with ${status}; taking the browser instead.`);
  return status === 0;
}

async function openInBrowser() {
  const { installVsCode } = await import('./lib/vscode-install.mjs');
  const { installExtension, startVsCode } = await import('./lib/vscode-server.mjs');
  const cache = path.join(root, '.vscode-test');
  const profile = path.join(cache, 'start');
  const extensions = path.join(profile, 'extensions');
  const vsix = path.join(profile, 'encounter-notes.vsix');
  mkdirSync(extensions, { recursive: true });

  run('package.mjs', vsix);
  const vscode = installVsCode(cache);
  installExtension(vscode, vsix, extensions, profile);
  process.once('SIGINT', () => process.exit(0)); // how this is meant to end
  const server = await startVsCode(vscode, profile, { extensions });
  const address = server.address(examples, [['openFile', server.remoteUri(firstNote)]]);
  console.log(`\nVS Code with Encounter Notes is open at\n\n  ${address}\n\nCtrl+C ends it.`);
  openAddress(address);
  console.log(`VS Code ended with ${await server.exited}.`);
  process.exit(1);
}

/** Shows the address in the person's browser if there is a screen; the address is printed either way. */
function openAddress(address) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const [opener, ...before] = windows
    ? ['rundll32', 'url.dll,FileProtocolHandler']
    : [process.platform === 'darwin' ? 'open' : 'xdg-open'];
  spawn(opener, [...before, address], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}

function run(script, ...args) {
  const { status } = spawnSync(process.execPath, [path.join(import.meta.dirname, script), ...args], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
