import { fstatSync } from 'node:fs';
import path from 'node:path';
import { decodeNote } from '../project/decode.js';
import { UsageError } from './usage-error.js';

/** What a note on standard input is called if no name is given. */
export const STDIN = '<stdin>';

/**
 * What is on standard input.
 * @throws {@link UsageError} if that is a folder, of which Node reads nothing and says nothing
 */
export function standardInput(): NodeJS.ReadStream {
  if (fstatSync(process.stdin.fd).isDirectory()) throw new UsageError('standard input is a folder, not a note');
  return process.stdin;
}

/**
 * The note on standard input, under the absolute path that it would have, or {@link STDIN}.
 * @throws {@link UsageError} if there is no text of a note
 */
export async function readStdin(
  filename: string | undefined,
): Promise<{ readonly file: string; readonly text: string }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of standardInput())
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array));
  const decoded = decodeNote(Buffer.concat(chunks));
  const file = filename === undefined ? STDIN : path.resolve(filename);
  if ('problem' in decoded) throw new UsageError(`${filename ?? 'standard input'}: ${decoded.problem}`);
  return { file, text: decoded.text };
}
