/**
 * One spelling for each note. Clients and operating systems write the same file in different ways (`file:///c%3A/day.encounter`,
 * `file:///C:/day.encounter`); two spellings of one file must not become two notes with the same encounters.
 */
export function noteKey(uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  let path = uri.slice('file:'.length);
  try {
    path = decodeURIComponent(path);
  } catch {
    // Not percent-encoded as it should be: the spelling as sent will do.
  }
  return `file:${path.replace(/^\/\/\/([A-Za-z]):/, (_, drive: string) => `///${drive.toLowerCase()}:`)}`;
}

/** Whether a note stands in a folder or, with equal keys, is it. */
export function isWithin(noteKeyOrFolder: string, folderKey: string): boolean {
  const folder = folderKey.endsWith('/') ? folderKey : `${folderKey}/`;
  return noteKeyOrFolder === folderKey || noteKeyOrFolder.startsWith(folder);
}
