// npm as a child process, and the answer to "is everything installed that the lock file names?".
// Needs only Node itself: this runs before anything is installed.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Runs npm in a folder; its complaints go to the terminal. Returns what it printed. Throws when npm fails. */
export function npm(args, cwd) {
  // The npm that started this script, if one did: on Windows `npm` itself is a batch file, which cannot be started
  // directly.
  const cli = process.env.npm_execpath;
  const [command, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  return execFileSync(command, [...first, ...args, '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    shell: command === 'npm' && process.platform === 'win32',
    maxBuffer: 64 * 1024 * 1024,
  });
}

/** Installs the project's dependencies if one of them is missing or of another version than the lock file's. */
export function installMissing(root) {
  const missing = missingPackages(root);
  if (missing.length === 0) return;
  console.log(`installing ${missing.length} packages (once)…`);
  // `ci` would wipe a folder that a running editor or server has open.
  npm([existsSync(path.join(root, 'node_modules')) ? 'install' : 'ci'], root);
  const still = missingPackages(root);
  if (still.length > 0) throw new Error(`npm did not install ${still.join(', ')}`);
}

/**
 * Paths of the packages that the lock file names and node_modules does not hold; those of other platforms are not asked
 * for.
 */
function missingPackages(root) {
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(lock.packages)
    .filter(([folder, { optional }]) => folder !== '' && !optional)
    .filter(([folder, { version }]) => installedVersion(path.join(root, folder)) !== version)
    .map(([folder]) => folder);
}

function installedVersion(folder) {
  const manifest = path.join(folder, 'package.json');
  return existsSync(manifest) ? JSON.parse(readFileSync(manifest, 'utf8')).version : undefined;
}
