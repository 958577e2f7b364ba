// What a test may find on the machine that runs it, or not.
import { spawnSync } from 'node:child_process';
import { chmodSync, copyFileSync } from 'node:fs';
import path from 'node:path';

/** Whether a command is installed; tests that need one are skipped without it. */
export const hasCommand = (name: string): boolean => spawnSync(name, ['--version']).error === undefined;

const isRoot = process.getuid?.() === 0;
const UNPRIVILEGED = { uid: 65_534, gid: 65_534 };

/** The options of `spawn` for a user who is bound by the permissions of files; the superuser is not. */
export const ORDINARY_USER: Readonly<Partial<typeof UNPRIVILEGED>> = isRoot ? UNPRIVILEGED : {};

/** Whether that user can start this Node: not if it is installed in the superuser's private folder. */
export const canBeOrdinaryUser =
  process.platform !== 'win32' && spawnSync(process.execPath, ['-e', '0'], { ...ORDINARY_USER, cwd: '/' }).status === 0;

/**
 * Copies a program and the table that it reads into a folder that every user can read, as the folder of this project may
 * be private.
 */
export function readableCopy(program: string, folder: string): string {
  for (const name of [path.basename(program), 'icd10cm-codes.js']) {
    copyFileSync(path.join(path.dirname(program), name), path.join(folder, name));
    chmodSync(path.join(folder, name), 0o755);
  }
  return path.join(folder, path.basename(program));
}
