import { describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import { createLanguage } from '../../../server/src/core/language';
import type { Decoded } from '../../../server/src/project/decode';
import type { Host } from '../../../server/src/lsp/host';
import { Notes } from '../../../server/src/lsp/notes';
import { Readiness } from '../../../server/src/lsp/readiness';

const NOTE = '2026-05-04 visit P-322 @office\n';
const FOLDER = 'file:///clinic',
  FILE = `${FOLDER}/may/day.encounter`;

/** A disk that is slow: what is read arrives when the test says so, as it was when the reading began. */
class SlowDisk {
  readonly files = new Map<string, string>();
  readonly #readings: (() => void)[] = [];
  readonly host: Host = {
    notesBelow: async function* () {
      /* what is told is read */
    },
    passesOver: () => false,
    read: note => {
      const text = this.files.get(note);
      return new Promise<Decoded | undefined>(resolve => {
        this.#readings.push(() => resolve(text === undefined ? undefined : { text }));
      });
    },
    profilesBelow: async () => [],
    configurationsBelow: async () => [],
    rulePage: () => undefined,
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
  const notes = new Notes(
    createLanguage().createWorkspace(),
    disk.host,
    log,
    work,
    () => undefined,
    () => false,
  );
  await notes.setFolders([FOLDER]);
  disk.files.set(FILE, NOTE);
  const settle = async (): Promise<void> => {
    disk.arrive();
    await work.wait();
  };
  return { disk, notes, settle };
}

const patients = (notes: Notes): string[] => [...notes.workspace.patients()];

describe('a note that is closed and read again from a slow disk', () => {
  it('counts as it stands there', async () => {
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
      'its folder is said by the disk to be deleted',
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
