import { joinReleases, readFile } from '../../server/src/core/codes/import/read-releases';
import { LayoutError } from '../../server/src/core/codes/import/text-file';

/** For releases that are alone: no addenda, which change an earlier edition. */
const NO_BASE = { base: () => undefined };

/** The editions that a file holds. */
export const releasesOf = (name: string, text: string) => joinReleases([readFile({ name, text })], NO_BASE);

/** What is wrong with a file, as the user reads it; `nothing` if it can be imported. */
export function problemOf(name: string, text: string): string {
  try {
    releasesOf(name, text);
  } catch (error) {
    if (error instanceof LayoutError) return error.message;
    throw error;
  }
  return 'nothing';
}
