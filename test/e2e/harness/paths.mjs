// Where the real-VS-Code runs keep their things; all of it is git-ignored.
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const root = path.resolve(import.meta.dirname, '../../..');

/** VS Code, Node and the browser, unpacked once and kept. */
export const cache = path.join(root, '.vscode-test');
export const screenshots = path.join(root, '.screenshots');

const scratchFolders = [];

/** A fresh folder that is removed when this process ends. */
export function scratch(name) {
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, `${name}-`));
  if (scratchFolders.length === 0) process.once('exit', removeScratchFolders);
  scratchFolders.push(folder);
  return folder;
}

function removeScratchFolders() {
  for (const folder of scratchFolders) {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  }
}

/** A copy of the examples for a run to open and edit. */
export function copyOfExamples() {
  const folder = path.join(scratch('workspace'), 'clinic');
  cpSync(path.join(root, 'examples'), folder, { recursive: true });
  return folder;
}

/** A workspace of two folders: a copy of the examples, and an annex without notes. Its file. */
export function workspaceOfTwoFolders() {
  const clinic = copyOfExamples(),
    home = path.dirname(clinic);
  mkdirSync(path.join(home, 'annex'));
  const file = path.join(home, 'two.code-workspace');
  writeFileSync(file, JSON.stringify({ folders: [{ path: 'clinic' }, { path: 'annex' }], settings: {} }, null, 2));
  return file;
}
