import { describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import { createLanguage } from '../../../server/src/core/language';
import type { FileProblem, FileSystem } from '../../../server/src/project/file-system';
import { Notes } from '../../../server/src/lsp/notes';
import { Readiness } from '../../../server/src/lsp/readiness';

const NOTE = '2026-05-04 visit P-322 @office\n';
const FOLDER = 'file:///clinic',
  FILE = `${FOLDER}/may/day.encounter`;

const MISSING: FileProblem = { problem: 'there is no such file or folder', isMissing: true };

/** A slow disk: what is read arrives when the test says so, as it was when the read began. */
class SlowDisk {
  readonly files = new Map<string, string>();
  readonly #readings: (() => void)[] = [];
  readonly fs: FileSystem = {
    list: () => Promise.resolve([]),
    read: file => {
      const text = this.files.get(file);
      return new Promise(resolve => {
        this.#readings.push(() => resolve(text === undefined ? MISSING : new TextEncoder().encode(text)));
      });
    },
    kind: () => Promise.resolve(MISSING),
    realAddress: address => Promise.resolve(address.endsWith('.gitignore') ? undefined : address),
    identity: file => Promise.resolve(file),
    uriOf: address => address,
    ignoresCase: false,
  };

  arrive(): void {
    for (const done of this.#readings.splice(0)) done();
  }
}

async function begin(): Promise<{ disk: SlowDisk; notes: Notes; settle: () => Promise<void> }> {
  const disk = new SlowDisk(),
    work = new Readiness(1000);
  const log = {
    info: () => undefined,
    warn: () => undefined,
    failure: (what: string, error: unknown) => {
      throw new Error(what, { cause: error });
    },
  };
  const notes = new Notes({
    workspace: createLanguage().createWorkspace(),
    fs: disk.fs,
    log,
    work,
    changed: () => undefined,
    excludes: () => false,
  });
  await notes.setFolders([FOLDER]);
  disk.files.set(FILE, NOTE);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 50; turn++) {
      disk.arrive();
      await new Promise(resolve => setImmediate(resolve));
    }
    await work.wait();
  };
  return { disk, notes, settle };
}

const patients = (notes: Notes): string[] => [...notes.workspace.patients()];

describe('a note that is closed and read again from a slow disk', () => {
  it('is used with its content on disk', async () => {
    const { notes, settle } = await begin();
    notes.open(FILE, 1, '');
    notes.close(FILE);
    await settle();
    expect(patients(notes)).toEqual(['P-322']);
  });

  it.each([
    ['the file is deleted', (notes: Notes) => notes.filesChanged([{ uri: FILE, type: FileChangeType.Deleted }])],
    ['its folder is deleted', (notes: Notes) => notes.moved([{ from: `${FOLDER}/may` }])],
    [
      'its folder is reported as deleted',
      (notes: Notes) => notes.filesChanged([{ uri: `${FOLDER}/may`, type: FileChangeType.Deleted }]),
    ],
    ['the folder of the workspace goes', (notes: Notes) => notes.setFolders([])],
  ])('does not come back when meanwhile %s', async (_, happens) => {
    const { notes, settle } = await begin();
    notes.open(FILE, 1, NOTE);
    notes.close(FILE);
    await happens(notes);
    await settle();
    expect(notes.all()).toEqual([]);
    expect(patients(notes)).toEqual([]);
  });
});
