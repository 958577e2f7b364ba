import { existsSync, readdirSync, type Dirent } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { readConfigFile } from '../files/config-file.js';
import { decodeNote, type Decoded } from '../project/decode.js';
import { PassedOver } from '../files/passed-over.js';
import { readProfileFiles } from '../files/profile-files.js';
import { PROFILES_FOLDER } from '../project/payer-profiles.js';
import type { FolderOfConfiguration, FolderOfProfiles, Host } from './host.js';

/** A year of a large clinic fits many times; a larger file is not a note that somebody writes. */
const LARGEST_NOTE = 64 * 1024 * 1024;

/** What the files that speak to this program stand in. */
const OWN_FOLDER = PROFILES_FOLDER.split('/', 1)[0]!;

/** @param pages the folder of the rules' pages, `<id>.md` each */
export function createNodeHost(pages: string): Host {
  const rulePages = existsSync(pages) ? new Set(readdirSync(pages)) : new Set<string>();
  const passedOver = new PassedOver();
  return {
    notesBelow: folder => notesBelow(toPath(folder), passedOver),
    passesOver: (address, isFolder) => passedOver.has(toPath(address), isFolder),
    read: async note => (passedOver.has(toPath(note)) ? undefined : readNote(note)),
    profilesBelow,
    configurationsBelow,
    rulePage: ruleId =>
      rulePages.has(`${ruleId}.md`) ? pathToFileURL(path.join(pages, `${ruleId}.md`)).href : undefined,
  };
}

/** A folder and every one below it that can hold somebody's notes, each with what stands in it. */
async function* foldersBelow(
  folder: string,
  wants: (folder: string) => boolean = () => true,
): AsyncIterable<{ readonly at: string; readonly entries: readonly Dirent[] }> {
  const folders = [folder];
  for (let at = folders.pop(); at !== undefined; at = folders.pop()) {
    const entries = await readdir(at, { withFileTypes: true }).catch(() => []);
    yield { at, entries };
    for (const entry of entries) {
      if (!entry.isDirectory() || entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
      const below = path.join(at, entry.name);
      if (wants(below)) folders.push(below);
    }
  }
}

async function* notesBelow(folder: string, passedOver: PassedOver): AsyncIterable<string> {
  for await (const { at, entries } of foldersBelow(folder, below => !passedOver.has(below, true))) {
    await (at === folder ? passedOver.begin(at) : passedOver.enter(at));
    for (const entry of entries) {
      const file = path.join(at, entry.name);
      if ((entry.isFile() || entry.isSymbolicLink()) && isNote(entry.name) && !passedOver.has(file))
        yield pathToFileURL(file).href;
    }
  }
}

async function profilesBelow(folder: string): Promise<readonly FolderOfProfiles[]> {
  const found: FolderOfProfiles[] = [];
  for await (const { at, entries } of foldersBelow(toPath(folder))) {
    const files = entries.some(({ name }) => name === OWN_FOLDER) ? await readProfileFiles(at) : undefined;
    if (files) found.push({ folder: pathToFileURL(at).href, files });
  }
  return found;
}

async function configurationsBelow(folder: string): Promise<readonly FolderOfConfiguration[]> {
  const found: FolderOfConfiguration[] = [];
  for await (const { at, entries } of foldersBelow(toPath(folder))) {
    const file = entries.some(({ name }) => name === OWN_FOLDER) ? await readConfigFile(at) : undefined;
    if (file) found.push({ folder: pathToFileURL(at).href, file });
  }
  return found;
}

function isNote(name: string): boolean {
  return name.toLowerCase().endsWith('.encounter') && !name.startsWith('.');
}

async function readNote(note: string): Promise<Decoded | undefined> {
  try {
    const file = toPath(note);
    const about = await stat(file);
    // Opening a pipe or a device would wait for somebody to write to it.
    if (!about.isFile()) return undefined;
    if (about.size > LARGEST_NOTE)
      return {
        problem: `This file is larger than ${LARGEST_NOTE / 1024 / 1024} MB, so the editor does not check it; the command line does.`,
      };
    return decodeNote(await readFile(file));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { problem: `This file cannot be read (${code}); it is not checked.` };
  }
}

/** Only files on this machine can be read; anything else is no path and therefore not there. */
function toPath(uri: string): string {
  try {
    return fileURLToPath(uri);
  } catch {
    return '';
  }
}
