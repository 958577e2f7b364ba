import path from 'node:path';
import { decodeNote } from '../files/decode.js';
import { Refused } from './refused.js';

/** What a note on standard input is called where no name is given. */
export const STDIN = '<stdin>';

/**
 * The note on standard input, under the absolute path that it would have, or {@link STDIN}.
 * @throws {@link Refused} where the bytes are no text of a note
 */
export async function readStdin(filename: string | undefined): Promise<{ readonly file: string; readonly text: string }> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Uint8Array));
  const decoded = decodeNote(Buffer.concat(chunks));
  const file = filename === undefined ? STDIN : path.resolve(filename);
  if ('problem' in decoded) throw new Refused(`${filename ?? 'standard input'}: ${decoded.problem}`);
  return { file, text: decoded.text };
}
