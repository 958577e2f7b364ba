import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { describe, it } from 'vitest';

const folder = process.env['ENCOUNTER_NOTES_OFFICIAL'] ?? join(import.meta.dirname, '../../../shared/official');
const there = existsSync(folder);

/** A suite that reads whole official releases. Without them it says so aloud, and fails if they are insisted on. */
export function withOfficialReleases(name: string, suite: () => void): void {
  if (there) {
    describe(name, suite);
    return;
  }
  describe(name, () => {
    if (process.env['ENCOUNTER_NOTES_REQUIRE_OFFICIAL']) {
      it('has the official releases', () => {
        throw new Error(`there is no folder ${folder}; set ENCOUNTER_NOTES_OFFICIAL`);
      });
    } else {
      it('did not run against the official releases', () => {
        console.warn(
          `\n!!! ${name}: NOT RUN against the official releases: there is no folder ${folder}.\n!!! Set ENCOUNTER_NOTES_OFFICIAL to the folder that holds them.\n`,
        );
      });
    }
  });
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
