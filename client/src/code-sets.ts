// Where the releases that the user has loaded are kept: in the storage of the extension, outside every workspace.
import { Uri, workspace, type CancellationToken, type ExtensionContext } from 'vscode';

/** What an import came to. */
export type ImportOutcome =
  | { readonly loaded: readonly string[] }
  | { readonly problem: string }
  /** The files hold descriptors of the AMA: only a licensee may load them. */
  | { readonly needsLicense: true }
  /** Neither a file nor its name says from when a release is in force. */
  | { readonly needsFirstDay: true };

export interface ImportOptions {
  readonly isLicensed: boolean;
  /** `YYYY-MM-DD` */
  readonly from?: string;
}

/** Loads official files into the storage; the two hosts read and write them in their own ways. */
export type ImportFiles = (
  files: readonly Uri[],
  options: ImportOptions,
  token: CancellationToken,
) => Promise<ImportOutcome>;

/** How a host loads releases, and what its server must know to use them. */
export interface CodeSetStorage {
  readonly importFiles: ImportFiles;
  /** A part of the initialization options. */
  serverOptions(): Promise<object>;
}

const LIST_FILE = 'releases.json';

/** The folder of loaded releases; its files are the same in every host. */
export class CodeSetFolder {
  readonly uri: Uri;

  constructor({ globalStorageUri }: Pick<ExtensionContext, 'globalStorageUri'>) {
    this.uri = Uri.joinPath(globalStorageUri, 'code-sets');
  }

  async hasReleases(): Promise<boolean> {
    return (await this.names()).includes(LIST_FILE);
  }

  /** Every file by its name: a server in a browser has no disk to read them from. */
  async read(): Promise<Record<string, Uint8Array>> {
    const files: Record<string, Uint8Array> = {};
    for (const name of await this.names()) files[name] = await workspace.fs.readFile(Uri.joinPath(this.uri, name));
    return files;
  }

  /** Writes the files of new releases, and then the list that names them, in one step. */
  async write(files: Readonly<Record<string, Uint8Array>>, list: Uint8Array): Promise<void> {
    const at = (name: string): Uri => Uri.joinPath(this.uri, name);
    await workspace.fs.createDirectory(this.uri);
    for (const [name, bytes] of Object.entries(files)) await workspace.fs.writeFile(at(name), bytes);
    await workspace.fs.writeFile(at(`${LIST_FILE}.new`), list);
    await workspace.fs.rename(at(`${LIST_FILE}.new`), at(LIST_FILE), { overwrite: true });
  }

  private async names(): Promise<readonly string[]> {
    try {
      return (await workspace.fs.readDirectory(this.uri)).map(([name]) => name);
    } catch {
      return []; // There is none before the first import.
    }
  }
}
