import path from 'node:path';
import type { SourceFormat } from '../../core/intake/structured/detect-format.js';
import { toNote } from '../../core/intake/to-note.js';
import type { IntakeResult } from '../../core/intake/types.js';
import { createLanguage, type Language } from '../../core/language.js';
import { decodeSource } from '../../project/decode-source.js';
import { nodeFileSystem, toAddress, toPath } from '../../project/file-system.node.js';
import { readNote } from '../../project/read-file.node.js';
import { readSource, type Source } from '../../project/read-source.js';
import { printError } from '../stderr.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';

export interface IntakeOptions {
  /** Left out: what the file's content says. */
  readonly from?: SourceFormat;
  readonly format: 'note' | 'json';
}

/**
 * Prints what the files propose, each whole or not at all. Of several files the JSON has one object a line, with the
 * name of the file.
 */
export async function intake(files: readonly string[], { from, format }: IntakeOptions): Promise<number> {
  const language = createLanguage();
  const { stdout: out, stderr: err } = process;
  let printed = 0;
  for (const file of files) {
    const source = await readFile(language, file, from);
    if ('problem' in source) {
      printError(err, `${file}: ${source.problem}`);
      continue;
    }
    const { result, text } = source;
    const note = (): string => (printed ? '\n' : '') + toNote(result, source.format === 'text' ? text : undefined);
    await write(out, format === 'json' ? jsonOf(result, files.length > 1 ? file : undefined) : note());
    printed++;
  }
  return printed < files.length ? EXIT.failed : EXIT.clean;
}

async function readFile(
  language: Language,
  file: string,
  from: SourceFormat | undefined,
): Promise<Source | { readonly problem: string }> {
  const read = readNote(path.resolve(file), decodeSource);
  if ('problem' in read) return read;
  const address = toAddress(path.resolve(file));
  const source = await readSource(nodeFileSystem, { address, text: read.text, from }, language.codes);
  return 'problem' in source && source.file !== undefined
    ? { problem: `${toPath(source.file)}: ${source.problem}` }
    : source;
}

function jsonOf(result: IntakeResult, file: string | undefined): string {
  return file === undefined ? `${JSON.stringify(result, null, 2)}\n` : `${JSON.stringify({ file, ...result })}\n`;
}
