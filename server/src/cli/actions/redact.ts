import { randomBytes } from 'node:crypto';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createLanguage } from '../../core/language.js';
import { redactNotes, type Doubt, type NoteText } from '../../core/redact/redact.js';
import { codeOf, errnoMessage } from '../../project/errno-message.js';
import { readNotes } from '../../project/read-file.node.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';
import { plural, slashed } from '../reporters/words.js';
import { resolveInputs } from '../resolve-inputs.js';
import { printError } from '../stderr.js';
import { printable } from '../terminal.js';
import { UsageError } from '../usage-error.js';

export interface RedactOptions {
  readonly out: string;
  readonly dropText?: true;
  readonly seed?: string;
  readonly ignore?: boolean;
}

/** Bytes of chance from which names and shifts follow if no seed is given. */
const SEED_BYTES = 32;

/** Writes the copies, all of them or none. Their names say nothing of the names of the notes. */
export async function redact(paths: readonly string[], options: RedactOptions): Promise<number> {
  const { out, dropText = false, seed = randomBytes(SEED_BYTES).toString('hex'), ignore = true } = options;
  const language = createLanguage();
  const { job, unusable } = await resolveInputs(language, paths, { ignore });
  const notes: NoteText[] = [];
  const problems = unusable.map(({ path: file, why }) => `${file}: ${why}`);
  for await (const { file, read } of readNotes(job.notes)) {
    if ('problem' in read) problems.push(`${file}: ${read.problem}`);
    else notes.push({ name: file, text: read.text });
  }
  const folder = path.resolve(out);
  await requireEmpty(folder, paths);
  for (const problem of problems) printError(process.stderr, problem);
  if (problems.length > 0) return EXIT.failed;
  const redaction = redactNotes(() => language.createWorkspace(), notes, { seed, dropText });
  if ('doubts' in redaction) return refuse(redaction.doubts);
  try {
    await writeCopies(folder, redaction.copies);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    printError(process.stderr, `the copies cannot be written: ${errnoMessage(error)}`);
    return EXIT.failed;
  }
  await write(process.stdout, `${plural(notes.length, 'note')} copied. ${STILL_PROTECTED}\n`);
  return EXIT.clean;
}

const STILL_PROTECTED = 'Look through the copies before you share them: free text can hold what no program finds.';

async function requireEmpty(folder: string, given: readonly string[]): Promise<void> {
  const entries = await readdir(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return [];
    throw new UsageError(`--out ${folder} is no folder that can be used`);
  });
  if (entries.length > 0) throw new UsageError(`--out ${folder} is not empty; name a new folder`);
  const isAmongNotes = given.some(place => {
    const way = path.relative(path.resolve(place), folder);
    return !way.startsWith('..') && !path.isAbsolute(way);
  });
  if (isAmongNotes)
    throw new UsageError('--out lies among the notes, where copies would be history; name another folder');
}

async function refuse(doubts: readonly Doubt[]): Promise<number> {
  const lines = doubts.map(({ name, line, what }) => `${printable(slashed(name))}:${line}: ${what}\n`);
  await write(process.stdout, [...new Set(lines)].join(''));
  printError(
    process.stderr,
    `no copy is made: ${plural(new Set(lines).size, 'place')} may identify a person; take them out, or ` +
      'give --drop-text',
  );
  return EXIT.findings;
}

async function writeCopies(folder: string, copies: readonly NoteText[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const digits = String(copies.length).length;
  for (const [i, { text }] of copies.entries()) {
    const name = `note-${String(i + 1).padStart(digits, '0')}.encounter`;
    await writeFile(path.join(folder, name), text, { flag: 'wx' });
  }
}
