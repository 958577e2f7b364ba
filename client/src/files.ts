import { Disposable, FileSystemError, FileType, Uri, workspace } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { FileKind, FileSystemRequests } from '../../protocol/files';

interface FileProblem {
  readonly problem: string;
  readonly isMissing: boolean;
}

type Answers = {
  [M in keyof FileSystemRequests]: (
    params: FileSystemRequests[M]['params'],
  ) => Promise<FileSystemRequests[M]['result'] | FileProblem>;
};

/** Reads files for a server that has no disk of its own. */
export function serveFiles(client: BaseLanguageClient): Disposable {
  const answers: Answers = {
    'encounterNotes/listFolder': ({ uri }) => orProblem(() => listFolder(Uri.parse(uri))),
    'encounterNotes/readFile': ({ uri, maxBytes }) => orProblem(() => readFile(Uri.parse(uri), maxBytes)),
    'encounterNotes/fileKind': ({ uri }) =>
      orProblem(async () => kindOf((await workspace.fs.stat(Uri.parse(uri))).type)),
  };
  return Disposable.from(
    ...Object.entries(answers).map(([method, answer]) =>
      client.onRequest(method, answer as (params: never) => unknown),
    ),
  );
}

async function listFolder(folder: Uri): Promise<{ name: string; kind: FileKind }[]> {
  const entries = await workspace.fs.readDirectory(folder);
  return entries.map(([name, type]) => ({ name: nameInAddress(folder, name), kind: kindOf(type) }));
}

/** The server keeps the addresses of a virtual file system as URIs, so a name is spelled there as in a URI. */
function nameInAddress(folder: Uri, name: string): string {
  if (folder.scheme === 'file') return name;
  const uri = Uri.joinPath(folder, name).toString();
  return uri.slice(uri.lastIndexOf('/') + 1);
}

async function readFile(file: Uri, maxBytes: number): Promise<Uint8Array | FileProblem> {
  const { size } = await workspace.fs.stat(file);
  if (size > maxBytes) return { problem: `it is larger than ${maxBytes} bytes`, isMissing: false };
  return workspace.fs.readFile(file);
}

function kindOf(type: FileType): FileKind {
  if (type & FileType.SymbolicLink) return 'link';
  if (type & FileType.Directory) return 'folder';
  return type & FileType.File ? 'file' : 'other';
}

async function orProblem<T>(read: () => Promise<T>): Promise<T | FileProblem> {
  try {
    return await read();
  } catch (error) {
    const code = error instanceof FileSystemError ? error.code : undefined;
    if (code === 'FileNotFound') return { problem: 'there is no such file or folder', isMissing: true };
    return { problem: code === 'NoPermissions' ? 'access is denied' : 'it cannot be read', isMissing: false };
  }
}
