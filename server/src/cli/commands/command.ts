import { InvalidArgumentError, Option, type Command } from 'commander';
import { isIsoDay } from '../../core/syntax/iso-day.js';
import { wrap } from '../terminal.js';

/** A command line that a reader can copy, and what it does. */
export type Example = readonly [line: string, what: string];

/** As wide as the rest of the help if it is not shown on a terminal. */
const WIDTH = 80;

/** Adds examples and exit codes below the options of a command's help. */
export function closing(command: Command, examples: readonly Example[], exitCodes: string): Command {
  return command.addHelpText('after', () => {
    const lines = examples.map(([line, what]) =>
      [`  ${line}`, ...wrap(what, WIDTH - 6).map(row => `      ${row}`)].join('\n'),
    );
    return `\nExamples:\n${lines.join('\n')}\n\n${wrap(`Exit code: ${exitCodes}`, WIDTH).join('\n')}`;
  });
}

/** Runs what a command does, and ends the process with its exit code when everything is printed. */
export function ending<Args extends unknown[]>(
  action: (...args: Args) => Promise<number>,
): (...args: Args) => Promise<void> {
  return async (...args) => {
    process.exitCode = await action(...args);
  };
}

export const PATHS = 'files, folders whose *.encounter files are meant, or globs in quotes';

export const IGNORE = 'also read notes that .gitignore files exclude';

export function jobsOption(): Option {
  return new Option('--jobs <number>', 'worker threads (default: all cores if the work is large, else one)').argParser(
    countOf,
  );
}

/** A payer by its id, which may be as in a note or in a setting: `#Medicare`. */
export function profileOption(): Option {
  return new Option('--profile <payer>', 'payer profile of notes that name no payer').argParser(payerOf);
}

export function payerOf(text: string): string {
  return text.trim().toLowerCase().replace(/^#/, '');
}

/** Notes as a stream on standard input. */
export function inputOption(): Option {
  return new Option(
    '--input <form>',
    'how notes come on standard input: jsonl, one object a line, {"file": …, "text": …}, sorted by patient',
  ).choices(['jsonl']);
}

export function asOfOption(): Option {
  return new Option('--as-of <date>', 'print what changes if the tables of this day apply (YYYY-MM-DD)').argParser(
    dateOf,
  );
}

export function todayOption(meaning = 'warn of dates of service after this day'): Option {
  return new Option('--today <date>', `${meaning} (YYYY-MM-DD)`).argParser(dateOf);
}

function dateOf(text: string): string {
  if (!isIsoDay(text)) throw new InvalidArgumentError('Write a day as 2026-11-20.');
  return text;
}

/** A whole number from 1 on. */
export function countOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It is no whole number from 1 on.');
  return Number(text);
}

/** The folder with the releases that the user has loaded. */
export function codesOption(): Option {
  return new Option('--codes <folder>', 'folder with the releases of code sets that are loaded').env(
    'ENCOUNTER_NOTES_CODES',
  );
}
