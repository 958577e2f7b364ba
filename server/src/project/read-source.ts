import type { CodeSets } from '../core/codes/types.js';
import { readChartText } from '../core/intake/read-chart.js';
import { detectFormat, type SourceFormat } from '../core/intake/structured/detect-format.js';
import { guessedColumns, type GuessedColumns } from '../core/intake/structured/guessed-columns.js';
import { readStructured } from '../core/intake/structured/read-structured.js';
import type { IntakeResult } from '../core/intake/types.js';
import { childOf, nameOf } from './address.js';
import type { FileSystem } from './file-system.js';
import { findColumns, type FoundColumns } from './find-columns.js';

/** A file that another program wrote, read whole. */
export interface Source {
  readonly text: string;
  readonly format: SourceFormat;
  readonly result: IntakeResult;
  /** Of a charge sheet that no `.encounter/columns.json` describes; computed on demand. */
  readonly guessed?: () => GuessedColumns;
}

/** One sentence why a source cannot be read, and the file of a column mapping that is at fault. */
export interface SourceProblem {
  readonly problem: string;
  readonly file?: string;
}

export interface SourceFile {
  readonly address: string;
  readonly text: string;
  /** Left out: what the content says. */
  readonly from?: SourceFormat | undefined;
  /** A folder whose column mapping holds if none is above the file. */
  readonly folder?: string | undefined;
}

/** Reads chart text, a charge sheet, charge messages or claims, or says why not: nothing is half read. */
export async function readSource(
  fs: FileSystem,
  { address, text, from, folder }: SourceFile,
  codes: CodeSets,
): Promise<Source | SourceProblem> {
  const format = from ?? formatOf(nameOf(address), text);
  if (format === 'text') return { text, format, result: readChartText(text, codes) };
  const columns = format === 'csv' ? await columnsFor(fs, address, folder) : undefined;
  if (columns && 'problem' in columns) return columns;
  const isUnclassified = (code: string): boolean => codes.on(undefined).procedure(code)?.isNoc === true;
  const result = readStructured(text, format, { columns: columns?.mapping, isUnclassified });
  if ('problem' in result) return result;
  const isGuessed = format === 'csv' && columns === undefined;
  return { text, format, result, ...(isGuessed ? { guessed: () => guessedColumns(text, { isUnclassified }) } : {}) };
}

async function columnsFor(
  fs: FileSystem,
  address: string,
  folder: string | undefined,
): Promise<FoundColumns | undefined> {
  const above = await findColumns(fs, address);
  return above ?? (folder === undefined ? undefined : findColumns(fs, childOf(folder, nameOf(address))));
}

const EXTENSIONS: Readonly<Record<string, SourceFormat>> = {
  csv: 'csv',
  tsv: 'csv',
  hl7: 'hl7',
  dft: 'hl7',
  x12: 'x12',
  '837': 'x12',
  '837p': 'x12',
  edi: 'x12',
};

/**
 * By its content; what looks like plain text and is named as something else is held to its name, so that a broken file
 * is no chart text.
 */
function formatOf(name: string, text: string): SourceFormat {
  const found = detectFormat(text);
  const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return found === 'text' ? (EXTENSIONS[extension] ?? 'text') : found;
}
