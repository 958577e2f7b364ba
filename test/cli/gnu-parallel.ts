// GNU parallel: the machine's own, else the one of the Debian package, unpacked beside the caches and not installed.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

const CACHE = path.resolve(import.meta.dirname, '../../.cache');

/** The folder of the command; undefined if it is not installed and Debian's package cannot be downloaded. */
export function gnuParallel(): string | undefined {
  const own = (process.env['PATH'] ?? '').split(path.delimiter).find(folder => isGnu(path.join(folder, 'parallel')));
  if (own) return own;
  const home = path.join(CACHE, 'parallel');
  const folder = path.join(home, 'usr/bin');
  if (isGnu(path.join(folder, 'parallel'))) return folder;
  mkdirSync(CACHE, { recursive: true });
  const work = mkdtempSync(path.join(CACHE, 'unpacking-'));
  try {
    console.log('unpacking GNU parallel (Debian’s package, once)…');
    execFileSync('apt-get', ['download', '-q', 'parallel'], { cwd: work, stdio: 'ignore' });
    execFileSync('dpkg-deb', [
      '-x',
      path.join(
        work,
        readdirSync(work).find(name => name.endsWith('.deb'))!,
      ),
      path.join(work, 'unpacked'),
    ]);
    rmSync(home, { recursive: true, force: true });
    renameSync(path.join(work, 'unpacked'), home);
  } catch {
    return undefined;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  return folder;
}

/** moreutils has another command of that name. */
function isGnu(command: string): boolean {
  return (
    existsSync(command) && spawnSync(command, ['--version'], { encoding: 'utf8' }).stdout.startsWith('GNU parallel')
  );
}
