/**
 * What a server without a disk of its own asks its client: the language server in a web worker reads the notes and the
 * configuration of the workspace through these requests.
 */
export interface FileSystemRequests {
  /** What is in a folder, in no particular order. */
  'encounterNotes/listFolder': {
    params: { readonly uri: string };
    /** `name` is spelled as in a URI, except for a `file` URI, where nothing is escaped. */
    result: readonly { readonly name: string; readonly kind: FileKind }[];
  };
  /** The bytes of a file. A file of more than `maxBytes` is not read. */
  'encounterNotes/readFile': { params: { readonly uri: string; readonly maxBytes: number }; result: Uint8Array };
  'encounterNotes/fileKind': { params: { readonly uri: string }; result: FileKind };
}

export type FileKind = 'file' | 'folder' | 'link' | 'other';
