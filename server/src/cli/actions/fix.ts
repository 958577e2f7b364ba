import type { Language } from '../../core/language.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { NotWritten, writeNote } from '../../project/write-file.node.js';
import { printError } from '../stderr.js';
import { exitCode } from '../exit.js';
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
  const language = openLanguage(options.codes);
  requireRules(options.edits, language);
  const { job, unusable } = await resolveInputs(language, paths, options);
  const progress = new Progress(err);
  endOnInterrupt(progress);
  const { notes, unread } = await fixNotes(language, job, new Set(options.edits), {
    ...(options.jobs === undefined ? {} : { jobs: options.jobs }),
    progress: (checked, all) => progress.update(checked, all),
  });
  progress.hide();
  const failed = [
    ...unusable.map(({ path, why }) => `${path}: ${why}`),
    ...unread.map(({ file, problem }) => `${file}: ${problem}`),
  ];
  for (const message of failed) printError(err, message);
  for (const { file, goesRound } of notes)
    if (goesRound) printError(err, `${file}: some fixes undo each other; they were given up`);
  const changed = notes.filter(({ before, after }) => before !== after);
  if (options.dryRun) {
    for (const { file, before, after } of changed) await write(out, unifiedDiff(slashed(file), before, after));
    err.write(`${total(changed)} would be applied\n`);
    return exitCode(failed.length > 0, changed.length > 0);
  }
  if (job.given) {
    await write(out, notes[0]?.after ?? '');
    return exitCode(failed.length > 0, false);
  }
  const written = await writeAll(changed);
  await write(out, `${total(written)} applied\n`);
  return exitCode(failed.length > 0 || written.length < changed.length, false);
}

/** @throws {@link UsageError} for the first name that is no rule */
function requireRules(ids: readonly string[] = [], language: Language): void {
  const known = language.rules.map(({ id }) => id);
  const unknown = ids.find(id => !known.includes(id));
  if (unknown !== undefined)
    throw new UsageError(`there is no rule “${unknown}”${didYouMean(suggest(unknown, known))}`);
}

/**
 * Writes each note, prints what was fixed in it, and reports the ones that cannot be written. Resolves to those that
 * are.
 */
async function writeAll(notes: readonly FixedNote[]): Promise<readonly FixedNote[]> {
  const { stdout: out, stderr: err } = process;
  const written: FixedNote[] = [];
  const put = async (note: FixedNote): Promise<void> => {
    try {
      const links = await writeNote(note.file, Buffer.from(note.after), note.bytes!);
      if (links) printError(err, `${note.file}: ${keepOldText(links)}`);
      written.push(note);
      await write(out, summaryOf(note));
    } catch (error) {
      if (!(error instanceof NotWritten)) throw error;
      printError(err, `${note.file}: ${error.message}`);
    }
  };
  for (const note of notes) await uninterrupted(() => put(note));
  return written;
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
