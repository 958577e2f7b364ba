import {
  dueRefills,
  worklistRow,
  type DueRefill,
  type WorklistRow,
  type WorkState,
} from '../../core/editor/worklist.js';
import { worklistCalendar } from '../../core/editor/worklist-calendar.js';
import { worklistCsv, worklistMarkdown, type Listed, type PlaceOf } from '../../core/editor/worklist-table.js';
import type { Workspace } from '../../core/workspace/workspace.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { toPath } from '../../project/file-system.node.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';
import { slashed } from '../reporters/words.js';
import { resolveInputs, type InputOptions } from '../resolve-inputs.js';
import { openNotes } from '../run/open-notes.js';
import { printError } from '../stderr.js';

export interface WorklistOptions extends InputOptions {
  readonly format: 'md' | 'csv' | 'ics';
  readonly state?: WorkState;
  /** Id or title of a payer profile. */
  readonly payer?: string;
  /** `RN KL`, or the beginning of it. */
  readonly provider?: string;
  readonly patient?: string;
}

/** Prints what is left to do, and which refills are due. Resolves to the exit code. */
export async function worklist(paths: readonly string[], options: WorklistOptions): Promise<number> {
  const language = openLanguage(options.codes);
  const { job, unusable } = await resolveInputs(language, paths, options);
  const { workspace, notes } = await openNotes(language, job);
  const unread = unusable.map(({ path, why }) => `${path}: ${why}`);
  const rows: WorklistRow[] = [];
  for (const note of notes) {
    if (typeof note !== 'string') unread.push(`${note.file}: ${note.problem}`);
    else rows.push(...workspace.encounters(note).flatMap(encounter => worklistRow(workspace, encounter) ?? []));
  }
  const listed = select(workspace, rows, options);
  for (const problem of unread) printError(process.stderr, problem);
  if (options.format === 'ics' && listed.due.length === 0)
    printError(process.stderr, 'no refill is due, so there is no calendar');
  else await write(process.stdout, printed(listed, workspace, options));
  return unread.length > 0 ? EXIT.failed : EXIT.clean;
}

function select(workspace: Workspace, rows: readonly WorklistRow[], options: WorklistOptions): Listed {
  const { state } = options;
  const isAsked = (row: WorklistRow | undefined): boolean => row !== undefined && isOf(row, options);
  return {
    // The newest first; those of a day in the order of the notes.
    rows: rows
      .filter(row => isAsked(row) && (state === undefined || row.state === state))
      .sort((a, b) => (b.date ?? '').localeCompare(a.date ?? '', 'en')),
    due: dueRefills(workspace).filter(({ encounter }) => isAsked(worklistRow(workspace, encounter))),
  };
}

function isOf(row: WorklistRow, { payer, provider, patient }: WorklistOptions): boolean {
  const has = (asked: string | undefined, values: readonly (string | undefined)[]): boolean =>
    asked === undefined || values.some(value => value?.toLowerCase() === asked.trim().toLowerCase());
  return (
    has(patient, [row.patient]) &&
    has(payer?.replace(/^#/, ''), [row.payerId, row.payer]) &&
    has(provider, [row.provider, ...(row.provider?.split(' ') ?? [])])
  );
}

function printed(listed: Listed, workspace: Workspace, { format, today }: WorklistOptions): string {
  const placeOf: PlaceOf = ({ encounter }: WorklistRow | DueRefill) => {
    const { uri, range } = workspace.locate(encounter.header)!;
    return { file: slashed(toPath(uri)), line: range.start.line + 1 };
  };
  if (format === 'ics') return worklistCalendar(listed.due);
  return format === 'csv' ? worklistCsv(listed, placeOf) : worklistMarkdown(listed, placeOf, today);
}
