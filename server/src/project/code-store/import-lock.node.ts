/** One import at a time into a folder of releases: each reads what is loaded, and adds to it. */
import { closeSync, mkdirSync, openSync, readdirSync, readFileSync, rmdirSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { UnusableStore } from './release-list.js';

/** Holds the number of the process that imports. */
const LOCK_FILE = 'import.lock';

/**
 * Runs an import while no other one can begin. The lock of a process that was killed does not count.
 * @throws {UnusableStore} if another import is running
 */
export async function withImportLock<T>(folder: string, run: () => Promise<T>): Promise<T> {
  const isNew = mkdirSync(folder, { recursive: true }) !== undefined;
  const file = path.join(folder, LOCK_FILE);
  if (!take(file)) {
    if (isHeld(file))
      throw new UnusableStore(
        `Another import into ${folder} is running: import again once it has ended. If none is running, delete ${file}.`,
      );
    rmSync(file, { force: true });
    if (!take(file)) throw new UnusableStore(`Another import into ${folder} has just begun: import again later.`);
  }
  try {
    return await run();
  } finally {
    rmSync(file, { force: true });
    // An import that failed leaves no folder behind.
    if (isNew && readdirSync(folder).length === 0) rmdirSync(folder);
  }
}

function take(file: string): boolean {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** Whether the process that took the lock still runs. */
function isHeld(file: string): boolean {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    if (!Number.isInteger(pid) || pid <= 0) return false;
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
