import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FileChangeType } from 'vscode-languageserver/node';
import { Editor } from './client';
import { EARLIER_WITH_PUMP } from './notes';

let folder: string;
let editor: Editor;
/** Every test has a folder of its own in one server. */
const changeFolders = (name: 'added' | 'removed'): Promise<void> =>
  editor.connection.sendNotification('workspace/didChangeWorkspaceFolders', {
    event: { added: [], removed: [], [name]: [{ uri: pathToFileURL(folder).href, name: 'notes' }] },
  });

beforeAll(async () => {
  editor = await Editor.start();
});
afterAll(() => editor.end());
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'notes-'));
  mkdirSync(file('a'));
  writeFileSync(file('a/day.encounter'), EARLIER_WITH_PUMP);
  await changeFolders('added');
  await editor.open(address('a/day.encounter'), EARLIER_WITH_PUMP);
});
afterEach(async () => {
  await changeFolders('removed');
  await editor.clear();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string): string => path.join(folder, name);
const address = (name: string): string => pathToFileURL(file(name)).href;
const notifyFile = (name: string, type: FileChangeType): Promise<void> =>
  editor.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: address(name), type }] });
/** Where the server reports the patients' last visits. */
const places = async (): Promise<string[]> =>
  (await editor.request<{ uri: string }[]>('encounterNotes/patients', null)).map(({ uri }) => uri);

type Event = readonly [name: string, tell: () => unknown];
const name = (events: readonly Event[]): string => events.map(([shownText]) => shownText).join(', then ');

function orders<T>(all: readonly T[]): T[][] {
  return all.length === 0
    ? [[]]
    : all.flatMap((one, i) => orders(all.filter((_, k) => k !== i)).map(rest => [one, ...rest]));
}

const CLOSED: Event = ['closed', () => editor.close(address('a/day.encounter'))];
const OPENED: Event = ['opened where it is now', () => editor.open(address('b/day.encounter'), EARLIER_WITH_PUMP)];

describe('an open note that is deleted is gone, for any order of the events:', () => {
  const gone: Event = ['deleted on disk', () => rmSync(file('a/day.encounter'))];
  const watched: Event = ['seen to be gone', () => notifyFile('a/day.encounter', FileChangeType.Deleted)];
  const deleted: Event = [
    'reported as deleted',
    () =>
      editor.connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri: address('a/day.encounter') }] }),
  ];
  // Nothing says that it is gone before it is.
  const possible = orders([gone, CLOSED, watched, deleted]).filter(
    all => all.indexOf(gone) < Math.min(all.indexOf(watched), all.indexOf(deleted)),
  );
  it.each(possible.map(events => [name(events), events] as const))('%s', async (_, events) => {
    for (const [, tell] of events) await tell();
    expect(await places()).toEqual([]);
  });
});

describe('a note whose folder is deleted is gone, for any order of the events:', () => {
  const gone: Event = ['deleted on disk', () => rmSync(file('a'), { recursive: true })];
  const watched: Event = ['the folder seen to be gone', () => notifyFile('a', FileChangeType.Deleted)];
  const deleted: Event = [
    'the folder reported as deleted',
    () => editor.connection.sendNotification('workspace/didDeleteFiles', { files: [{ uri: address('a') }] }),
  ];
  for (const last of [watched, deleted]) {
    const possible = orders([gone, CLOSED, last]).filter(all => all.indexOf(gone) < all.indexOf(last));
    it.each(possible.map(events => [name(events), events] as const))('%s', async (_, events) => {
      for (const [, tell] of events) await tell();
      expect(await places()).toEqual([]);
    });
  }
});

describe('an open note that is moved is only at its new path, for any order of the events:', () => {
  const seen: Event = [
    'seen at both',
    () =>
      editor.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [
          { uri: address('b/day.encounter'), type: FileChangeType.Created },
          { uri: address('a/day.encounter'), type: FileChangeType.Deleted },
        ],
      }),
  ];
  const renamed: Event = [
    'reported as renamed',
    () =>
      editor.connection.sendNotification('workspace/didRenameFiles', {
        files: [{ oldUri: address('a/day.encounter'), newUri: address('b/day.encounter') }],
      }),
  ];
  it.each(orders([CLOSED, OPENED, seen, renamed]).map(events => [name(events), events] as const))(
    '%s',
    async (_, events) => {
      mkdirSync(file('b'));
      renameSync(file('a/day.encounter'), file('b/day.encounter'));
      for (const [, tell] of events) await tell();
      expect(await places()).toEqual([address('b/day.encounter')]);
      await editor.close(address('b/day.encounter'));
      expect(await places()).toEqual([address('b/day.encounter')]);
    },
  );
});
