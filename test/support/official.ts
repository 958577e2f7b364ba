import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { describe, it } from 'vitest';

const folder = process.env['ENCOUNTER_NOTES_OFFICIAL'] ?? join(import.meta.dirname, '../../../shared/official');
const isThere = existsSync(folder);

/** Tests that read whole official releases. Without the files they are skipped with a warning; `.ci/run` fails then. */
export function withOfficialReleases(name: string, suite: () => void): void {
  if (isThere) {
    describe(name, suite);
    return;
  }
  const missing = `NOT RUN: there is no folder ${folder}; set ENCOUNTER_NOTES_OFFICIAL to the folder of the official releases`;
  if (process.env['ENCOUNTER_NOTES_REQUIRE_OFFICIAL']) {
    it(name, () => {
      throw new Error(missing);
    });
  } else {
    console.warn(`\n!!! ${name}: ${missing}\n`);
    it.skip(`${name}: ${missing}`);
  }
}

/** The path of a file of the releases. */
export function officialFile(name: string): string {
  return join(folder, name);
}

/** A file of the releases as text of one byte a character, which is what their fixed columns count. */
export function official(name: string, entry?: string): string {
  const bytes = readFileSync(join(folder, name));
  if (entry) return Buffer.from(unzipSync(bytes, { filter: file => file.name === entry })[entry]!).toString('latin1');
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1');
}
