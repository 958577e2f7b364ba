import path from 'node:path';
import { readChartText } from '../../core/intake/read-chart.js';
import { detectFormat, type SourceFormat } from '../../core/intake/structured/detect-format.js';
import { readStructured } from '../../core/intake/structured/read-structured.js';
import { toNote } from '../../core/intake/to-note.js';
import type { IntakeResult } from '../../core/intake/types.js';
import { createLanguage, type Language } from '../../core/language.js';
import { decodeSource } from '../../project/decode-source.js';
import { nodeFileSystem, toAddress, toPath } from '../../project/file-system.node.js';
import { findColumns } from '../../project/find-columns.js';
import { readNote } from '../../project/read-file.node.js';
import { printError } from '../stderr.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';

export interface IntakeOptions {
  /** Left out: what the file's content says. */
  readonly from?: SourceFormat;
  readonly format: 'note' | 'json';
}

interface Source {
  readonly text: string;
  readonly format: SourceFormat;
  readonly result: IntakeResult;
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
    const source = await readSource(language, file, from);
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

async function readSource(
  language: Language,
  file: string,
  from: SourceFormat | undefined,
): Promise<Source | { readonly problem: string }> {
  const read = readNote(path.resolve(file), decodeSource);
  if ('problem' in read) return read;
  const { text } = read;
  const format = from ?? formatOf(file, text);
  if (format === 'text') return { text, format, result: readChartText(text, language.codes) };
  const columns = format === 'csv' ? await findColumns(nodeFileSystem, toAddress(path.resolve(file))) : undefined;
  if (columns && 'problem' in columns) return { problem: `${toPath(columns.file)}: ${columns.problem}` };
  const isUnclassified = (code: string): boolean => language.codes.on(undefined).procedure(code)?.isNoc === true;
  const result = readStructured(text, format, { columns: columns?.mapping, isUnclassified });
  return 'problem' in result ? result : { text, format, result };
}

const EXTENSIONS: Readonly<Record<string, SourceFormat>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.hl7': 'hl7',
  '.dft': 'hl7',
  '.x12': 'x12',
  '.837': 'x12',
  '.837p': 'x12',
  '.edi': 'x12',
};

/**
 * By its content; what looks like plain text and is named as something else is held to its name, so that a broken file
 * is no chart text.
 */
function formatOf(file: string, text: string): SourceFormat {
  const found = detectFormat(text);
  return found === 'text' ? (EXTENSIONS[path.extname(file).toLowerCase()] ?? 'text') : found;
}

function jsonOf(result: IntakeResult, file: string | undefined): string {
  return file === undefined ? `${JSON.stringify(result, null, 2)}\n` : `${JSON.stringify({ file, ...result })}\n`;
}
