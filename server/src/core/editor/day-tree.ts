import type { Encounter } from '../encounter/model.js';
import type { NoteFile } from '../workspace/note-file.js';
import type { Workspace } from '../workspace/workspace.js';
import type { IsoDate } from '../syntax/iso-day.js';

/**
 * A day of service in the whole workspace; without a date are the encounters whose header has none that can be read.
 */
export interface Day {
  readonly date: IsoDate | undefined;
  /** In the order of the files' names, and within a file of the note. */
  readonly encounters: readonly { readonly file: NoteFile; readonly encounter: Encounter }[];
}

/** Every day that has encounters, the latest first and the undated last. Checks nothing. */
export function days(workspace: Workspace): readonly Day[] {
  const byDate = new Map<IsoDate | undefined, Day['encounters'][number][]>();
  for (const uri of [...workspace.uris()].sort()) {
    const file = workspace.file(uri)!;
    for (const encounter of workspace.encounters(uri)) {
      const day = byDate.get(encounter.date);
      if (day) day.push({ file, encounter });
      else byDate.set(encounter.date, [{ file, encounter }]);
    }
  }
  const latestFirst = (a: IsoDate | undefined, b: IsoDate | undefined): number => {
    if (a === b) return 0;
    if (a === undefined) return 1;
    if (b === undefined) return -1;
    return a < b ? 1 : -1;
  };
  return [...byDate].sort(([a], [b]) => latestFirst(a, b)).map(([date, encounters]) => ({ date, encounters }));
}
