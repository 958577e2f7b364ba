import type { ImportedCodeSets } from '../../../../protocol/messages.js';
import { LayoutError } from '../../core/codes/import/text-file.js';
import { importFiles, LicenseNeeded } from './import-files.js';
import { importedLines } from './imported-line.js';
import type { StoredFiles } from './open-language.browser.js';
import {
  encodeRelease,
  LIST_FILE,
  loadedFrom,
  mergeLists,
  parseList,
  printList,
  UnusableStore,
} from './release-list.js';

/** Official files → what the client of a browser stores. @param before the files that it has stored already */
export async function importForClient(
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  options: { readonly isLicensed: boolean; readonly from: string | undefined },
  before: StoredFiles,
): Promise<ImportedCodeSets> {
  try {
    const list = before[LIST_FILE];
    const stored = list ? parseList(new TextDecoder().decode(list), LIST_FILE) : [];
    const added = importFiles(
      files.map(({ name, bytes }) => ({ source: name, name, read: () => bytes })),
      { ...options, loaded: () => stored.map(one => loadedFrom(one, () => before[one.file])) },
    );
    const taken = stored.map(({ file }) => file);
    const encoded: Record<string, Uint8Array> = {};
    const fresh = [];
    for (const one of added) {
      const { stored: release, bytes } = encodeRelease(one, [...taken, ...Object.keys(encoded)], () => '');
      encoded[release.file] = bytes;
      fresh.push({ ...release, hash: await sha256(bytes) });
    }
    return {
      loaded: added.flatMap(importedLines),
      files: encoded,
      list: new TextEncoder().encode(printList(mergeLists(stored, fresh))),
    };
  } catch (error) {
    if (error instanceof LicenseNeeded) return { needsLicense: true };
    if (error instanceof LayoutError)
      return error.expected.includes('--from') ? { needsFirstDay: true } : { problem: error.message };
    if (error instanceof UnusableStore) return { problem: error.message };
    throw error;
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
