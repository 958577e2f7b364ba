import type { FileSystemRequests } from '../../../protocol/files.js';
import { isProblem, type FileProblem, type FileSystem } from './file-system.js';

/** Asks the client. Rejects if the client is gone. */
export type AskClient = <M extends keyof FileSystemRequests>(
  method: M,
  params: FileSystemRequests[M]['params'],
) => Promise<FileSystemRequests[M]['result'] | FileProblem>;

/** The files of an editor in a browser: its client reads them, from any file system. */
export function createClientFileSystem(ask: AskClient): FileSystem {
  const kind: FileSystem['kind'] = address => ask('encounterNotes/fileKind', { uri: uriOf(address) });
  return {
    list: folder => ask('encounterNotes/listFolder', { uri: uriOf(folder) }),
    read: (file, maxBytes) => ask('encounterNotes/readFile', { uri: uriOf(file), maxBytes }),
    kind,
    // Where a link leads cannot be asked here, so a link is not followed.
    realAddress: async address => {
      const found = await kind(address);
      return isProblem(found) || found === 'link' ? undefined : address;
    },
    identity: file => Promise.resolve(file),
    uriOf,
    ignoresCase: false,
  };
}

const FILE = 'file://';

/** Addresses of files have nothing escaped; any other address is a URI already. */
function uriOf(address: string): string {
  if (!address.startsWith(FILE)) return address;
  const path = address.slice(FILE.length).split('/').map(encodeURIComponent).join('/');
  return FILE + path.replace(/^\/([A-Za-z])%3A/, '/$1:');
}
