// Runs the unpacked VS Code server, and says at which address its workbench shows a folder.
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** A workbench without first-run pages, prompts, telemetry, updates or look-ups of any kind. */
const QUIET = {
  'chat.disableAIFeatures': true,
  'git.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** What an outer VS Code leaves in the environment of its terminals; the inner one must not take it for its own. */
const OF_AN_OUTER_VSCODE =
  /^(VSCODE_(IPC_HOOK|NLS_CONFIG|ESM_ENTRYPOINT|PARENT_PID|PID|CWD|AGENT_FOLDER|HANDLES_|PIPE_LOGGING|CODE_CACHE|INJECTION|GIT_)|CODE_SERVER|ELECTRON_RUN_AS_NODE)/;

/**
 * Starts a server on a free local port, open only to who knows its token.
 *
 * @param vscode what `installVsCode` returned
 * @param profile a folder for its user data; kept afterward
 * @param options `settings` of the user, `extensions` a folder of installed extensions, `port` to insist on one, `env`
 *   for the extension host,
 *   and `testDriver`: without it an address cannot name an extension under development or its tests; with it there are no dialogs and no toasts
 * @returns its port, `address(workspace, payload)` of a folder or a .code-workspace file, `exited` (a promise of the
 *   exit code),
 *   `setUserSettings(settings)` and `stop()`
 */
export async function startVsCode(
  vscode,
  profile,
  { settings = {}, extensions = path.join(profile, 'extensions'), port = 0, env = {}, testDriver = false } = {},
) {
  const user = path.join(profile, 'data', 'User');
  mkdirSync(user, { recursive: true });
  const setUserSettings = own =>
    writeFileSync(path.join(user, 'settings.json'), JSON.stringify({ ...QUIET, ...own }, null, 2));
  setUserSettings(settings);
  const sockets = mkdtempSync(path.join(os.tmpdir(), 'encounter-notes-')); // short, as socket paths must be
  const token = randomUUID();
  const child = spawn(vscode.node, [vscode.main, ...argumentsOf({ profile, port, token, extensions, testDriver })], {
    env: { ...withoutOuterVsCode(process.env), XDG_RUNTIME_DIR: sockets, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32', // a process group of its own: an extension host can outlive its server
  });

  const endGroup = signal => {
    try {
      if (process.platform === 'win32') child.kill(signal);
      else if (child.pid !== undefined) process.kill(-child.pid, signal);
    } catch {
      /* already gone */
    }
  };
  const clean = () => {
    endGroup('SIGKILL');
    rmSync(sockets, { recursive: true, force: true });
  };
  process.once('exit', clean);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));

  const exited = new Promise(resolve => child.once('exit', resolve));
  const listening = await portOf(child, exited);
  return {
    port: listening,
    exited,
    setUserSettings,
    address: (workspace, payload = []) => {
      const url = new URL(`http://127.0.0.1:${listening}/`);
      url.searchParams.set('tkn', token);
      url.searchParams.set(workspace.endsWith('.code-workspace') ? 'workspace' : 'folder', asUriPath(workspace));
      url.searchParams.set('payload', JSON.stringify([...payload, ['skipWelcome', 'true']]));
      return url.href;
    },
    remoteUri: file => `vscode-remote://127.0.0.1:${listening}${asUriPath(file)}`,
    async stop() {
      endGroup('SIGTERM');
      const impatient = setTimeout(() => endGroup('SIGKILL'), 5000);
      await exited;
      clearTimeout(impatient);
      clean();
    },
  };
}

function argumentsOf({ profile, port, token, extensions, testDriver }) {
  const options = {
    host: '127.0.0.1',
    port,
    'connection-token': token,
    'telemetry-level': 'off',
    'server-data-dir': profile,
    'user-data-dir': path.join(profile, 'data'),
    'extensions-dir': extensions,
  };
  return [
    ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]),
    '--accept-server-license-terms',
    ...(testDriver ? ['--enable-smoke-test-driver'] : []),
  ];
}

/** Installs a packaged extension into a folder that `startVsCode` can be given as `extensions`. */
export function installExtension(vscode, vsix, extensions, profile) {
  execFileSync(
    vscode.node,
    [
      vscode.main,
      '--accept-server-license-terms',
      '--server-data-dir',
      profile,
      '--extensions-dir',
      extensions,
      '--install-extension',
      vsix,
      '--force',
    ],
    { env: withoutOuterVsCode(process.env), stdio: ['ignore', 'pipe', 'pipe'] },
  );
}

const withoutOuterVsCode = env =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !OF_AN_OUTER_VSCODE.test(name)));

const asUriPath = file => path.posix.resolve('/', file.split(path.sep).join('/'));

function portOf(child, exited) {
  let output = '';
  return new Promise((resolve, reject) => {
    const giveUp = setTimeout(
      () => reject(new Error(`the VS Code server did not start within a minute:\n${output}`)),
      60_000,
    );
    const listen = chunk => {
      output += chunk;
      const port = /Extension host agent listening on (\d+)/.exec(output)?.[1];
      if (!port) return;
      clearTimeout(giveUp);
      resolve(Number(port));
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('error', reject);
    void exited.then(code => reject(new Error(`the VS Code server ended with ${code}:\n${output}`)));
  });
}
