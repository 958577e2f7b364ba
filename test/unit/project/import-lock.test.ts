// Imports into one folder of releases: one at a time, and a killed one blocks no other.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withImportLock } from '../../../server/src/project/code-store/import-lock.node';

let parent: string;
let folder: string;
beforeEach(() => {
  parent = mkdtempSync(path.join(tmpdir(), 'releases-'));
  folder = path.join(parent, 'sets');
});
afterEach(() => rmSync(parent, { recursive: true, force: true }));

describe('an import', () => {
  it('is refused while another one runs, and not after it', async () => {
    const first = withImportLock(folder, async () => {
      await expect(withImportLock(folder, () => Promise.resolve('second'))).rejects.toThrow(
        /^Another import into .* is running/,
      );
      return 'first';
    });
    expect(await first).toBe('first');
    expect(await withImportLock(folder, () => Promise.resolve('third'))).toBe('third');
  });

  it('takes over from a process that was killed, and from a lock that holds no process', async () => {
    const { pid } = spawnSync(process.execPath, ['-e', '0']);
    for (const holder of [String(pid), '', 'x']) {
      await withImportLock(folder, () => Promise.resolve(writeFileSync(path.join(folder, 'releases.json'), '')));
      writeFileSync(path.join(folder, 'import.lock'), holder);
      expect(await withImportLock(folder, () => Promise.resolve(holder))).toBe(holder);
    }
    expect(readdirSync(folder)).toEqual(['releases.json']);
  });

  it('that fails leaves neither lock nor an empty folder', async () => {
    await expect(withImportLock(folder, () => Promise.reject(new Error('no table')))).rejects.toThrow('no table');
    expect(existsSync(folder)).toBe(false);
  });
});
