import { createLanguage, type Language } from '../../core/language.js';
import { LIST_FILE, loadedFrom, parseList, UnusableStore } from './release-list.js';

/** The files of the folder of loaded releases, by name, as the client of a browser read them. */
export type StoredFiles = Readonly<Record<string, Uint8Array>>;

/**
 * The language with the releases that an editor in a browser keeps: the same files as on a disk, read before the server
 * starts.
 * @param onProblem receives one sentence why they cannot be used; the shipped tables are used then
 */
export function openStored(files: StoredFiles, onProblem: (why: string) => void): Language {
  const list = files[LIST_FILE];
  if (!list) return createLanguage();
  try {
    const stored = parseList(new TextDecoder().decode(list), LIST_FILE);
    const damaged = stored.find(({ file, bytes }) => files[file]?.length !== bytes);
    if (damaged)
      throw new UnusableStore(`${damaged.file} is missing or damaged: import ${damaged.set} ${damaged.name} again.`);
    return createLanguage(stored.map(release => loadedFrom(release, () => files[release.file])));
  } catch (error) {
    onProblem(error instanceof UnusableStore ? error.message : 'The stored code sets cannot be read.');
    return createLanguage();
  }
}

/** `codeFiles` of the initialization options. */
export function storedFilesIn(options: unknown): StoredFiles {
  const files =
    typeof options === 'object' && options !== null && 'codeFiles' in options ? options.codeFiles : undefined;
  if (typeof files !== 'object' || files === null) return {};
  return Object.fromEntries(
    Object.entries(files).flatMap(([name, bytes]) => (bytes instanceof Uint8Array ? [[name, bytes]] : [])),
  );
}
