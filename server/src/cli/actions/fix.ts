import { openLanguage } from '../../project/code-store/open-language.node.js';
import { NotWritten, writeNote } from '../../project/write-file.node.js';
import { printError } from '../stderr.js';
import { EXIT } from '../exit.js';
import { resolveInputs, type InputOptions } from '../resolve-inputs.js';
import { fixNotes, type FixedNote } from '../fix/fix-notes.js';
import { unifiedDiff } from '../fix/unified-diff.js';
import { keepOldText, plural, shown, slashed } from '../reporters/words.js';
import { endOnInterrupt, uninterrupted } from '../interrupt.js';
import { didYouMean, suggest } from '../suggest.js';
import { write } from '../output.js';
import { Progress } from '../progress.js';
import { UsageError } from '../usage-error.js';
import { printable } from '../terminal.js';

export interface FixOptions extends InputOptions {
  readonly edits?: readonly string[];
  readonly dryRun?: true;
  readonly jobs?: number;
}

/**
 * Repairs notes and, of the rules that are named, applies the edits; or shows what would change. Resolves to the exit
 * code.
 */
export async function fix(paths: readonly string[], options: FixOptions): Promise<number> {
  const { stdout: out, stderr: err } = process;
  const language = openLanguage();
  const known = language.rules.map(({ id }) => id);
  const unknown = options.edits?.find(id => !known.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`there is no rule “${unknown}”${didYouMean(suggest(unknown, known))}`);
  const { job, unusable } = await resolveInputs(language, paths, options);
  const progress = new Progress(err);
  endOnInterrupt(progress);
  const { notes, unread } = await fixNotes(language, job, new Set(options.edits), {
    ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
    progress: (checked, all) => progress.update(checked, all),
  });
  progress.hide();
  let failed = 0;
  const tell = (file: string, why: string): void => {
    failed++;
    printError(err, `${file}: ${why}`);
  };
  for (const { path, why } of unusable) tell(path, why);
  for (const { file, problem } of unread) tell(file, problem);
  const changed = notes.filter(({ before, after }) => before !== after);
  for (const { file, goesRound } of notes)
    if (goesRound) printError(err, `${file}: some fixes undo each other; they were given up`);
  const isDry = options.dryRun;
  if (isDry) {
    for (const { file, before, after } of changed) await write(out, unifiedDiff(slashed(file), before, after));
    err.write(`${total(changed)} would be applied\n`);
  } else if (job.given) await write(out, notes[0]?.after ?? '');
  else {
    const written: FixedNote[] = [];
    const put = async (note: FixedNote): Promise<void> => {
      try {
        const links = await writeNote(note.file, Buffer.from(note.after), note.bytes!);
        if (links) printError(err, `${note.file}: ${keepOldText(links)}`);
        written.push(note);
        await write(out, summaryOf(note));
      } catch (error) {
        if (!(error instanceof NotWritten)) throw error;
        tell(note.file, error.message);
      }
    };
    for (const note of changed) await uninterrupted(() => put(note));
    await write(out, `${total(written)} applied\n`);
  }
  return failed ? EXIT.failed : isDry && changed.length ? EXIT.findings : EXIT.clean;
}

/** The fixes of a note, each with the line in which it was found. */
function summaryOf({ file, applied }: FixedNote): string {
  return `${printable(shown(file))}\n${applied.map(({ line, title, rule }) => `  line ${line + 1}: ${printable(title)} (${rule})\n`).join('')}`;
}

function total(notes: readonly FixedNote[]): string {
  return `${plural(
    notes.reduce((sum, { applied }) => sum + applied.length, 0),
    'fix',
    'fixes',
  )} in ${plural(notes.length, 'note')}`;
}
