// An import in a browser: the server reads the files, and this side stores what it made of them.
import { workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { CodeSetFolder, ImportFiles } from './code-sets';
import { ask } from './server';

export function importByServer(client: BaseLanguageClient, folder: CodeSetFolder): ImportFiles {
  return async (files, { isLicensed, from }, token) => {
    const read = await Promise.all(
      files.map(async file => ({
        name: file.path.slice(file.path.lastIndexOf('/') + 1),
        bytes: await workspace.fs.readFile(file),
      })),
    );
    const made = await ask(
      client,
      'encounterNotes/importCodeSets',
      { files: read, isLicensed, from: from ?? null },
      token,
    );
    if (made === null) return { problem: 'This server stores no code sets.' };
    if (!('list' in made)) return made;
    await folder.write(made.files, made.list);
    return { loaded: made.loaded };
  };
}
