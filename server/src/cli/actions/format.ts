import { formatBlock } from '../../core/format/format.js';
import { createLanguage } from '../../core/language.js';
import { parseBlock, splitBlocks } from '../../core/syntax/parse.js';
import { readNotes, type ReadNote } from '../../project/read-file.node.js';
import { NotWritten, writeNote } from '../../project/write-file.node.js';
import { printError } from '../stderr.js';
import { exitCode } from '../exit.js';
import { resolveInputs, type InputOptions } from '../resolve-inputs.js';
import { keepOldText, plural, shown } from '../reporters/words.js';
import { endOnInterrupt, uninterrupted } from '../interrupt.js';
import { write } from '../output.js';
import { printable } from '../terminal.js';

export interface FormatOptions extends InputOptions {
  readonly check?: true;
}

/** Brings notes into their usual form, or says which are not in it. Resolves to the exit code. */
export async function format(paths: readonly string[], options: FormatOptions): Promise<number> {
  const { stdout: out, stderr: err } = process;
  const { job, unusable } = await resolveInputs(createLanguage(), paths, options);
  if (job.given) {
    const { text } = job.given;
    const formatted = formattedText(text);
    if (!options.check) await write(out, formatted);
    return exitCode(false, options.check === true && formatted !== text);
  }
  let changed = 0,
    failed = unusable.length;
  const reportProblem = (file: string, why: string): void => {
    printError(err, `${file}: ${why}`);
  };
  for (const { path, why } of unusable) reportProblem(path, why);
  endOnInterrupt();
  const bring = async (file: string, read: ReadNote): Promise<void> => {
    if ('problem' in read) {
      failed++;
      reportProblem(file, read.problem);
      return;
    }
    const formatted = formattedText(read.text);
    if (formatted === read.text) return;
    try {
      const links = options.check ? 0 : await writeNote(file, Buffer.from(formatted), read.bytes);
      if (links) reportProblem(file, keepOldText(links));
      changed++;
      await write(out, `${options.check ? 'would change' : 'changed'} ${printable(shown(file))}\n`);
    } catch (error) {
      if (!(error instanceof NotWritten)) throw error;
      failed++;
      reportProblem(file, error.message);
    }
  };
  for await (const { file, read } of readNotes(job.notes)) await uninterrupted(() => bring(file, read));
  const total = plural(job.notes.length, 'note');
  await write(out, options.check ? `${changed} of ${total} would change\n` : `${changed} of ${total} changed\n`);
  return exitCode(failed > 0, options.check === true && changed > 0);
}

/** Encounter by encounter; one whose facts would not stay the same is left as it is, and so is a byte-order mark. */
function formattedText(text: string): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  return (
    mark +
    splitBlocks(text.slice(mark.length))
      .map(piece => {
        const block = parseBlock(piece);
        let formatted = '',
          at = 0;
        for (const {
          at: { start, end },
          text: line,
        } of formatBlock(block)) {
          formatted += piece.slice(at, start) + line;
          at = end;
        }
        return formatted + piece.slice(at);
      })
      .join('')
  );
}
