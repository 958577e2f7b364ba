import type { Language } from '../core/language.js';
import { sha256 } from './run/encounter-record.js';

/** SHA-256 of the rules and tables of this build; set by the build. */
declare const DATA_HASH: string | undefined;

/** A hash that is another one if the rules, the shipped tables or the content of the loaded releases are. */
export function tablesHash(language: Language): string {
  return sha256(
    `${typeof DATA_HASH === 'string' ? DATA_HASH : 'not built'}\0${language.editions()}\0${language.loadedContent()}`,
  );
}
