import type { ImportedCharges } from '../../../../protocol/messages.js';
import { toNote } from '../../core/intake/to-note.js';
import { addressOf, nameOf } from '../../project/address.js';
import { COLUMNS_FILE } from '../../project/columns-file.js';
import { decodeSource } from '../../project/decode-source.js';
import { isProblem } from '../../project/file-system.js';
import { readSource } from '../../project/read-source.js';
import type { Context, Feature } from '../context.js';
import { answer } from '../requests.js';

/** Far above the charges of a month. */
const MAX_BYTES = 32 * 1024 * 1024;

/** A file of charges as a note for an editor to show. Nothing is written. */
export const importCharges: Feature = context => {
  answer(context, 'encounterNotes/importCharges', 'importing charges', ({ uri, folder }) =>
    typeof uri === 'string'
      ? importFile(context, addressOf(uri), typeof folder === 'string' ? addressOf(folder) : undefined)
      : { problem: 'No file is named.' },
  );
  return {};
};

async function importFile(
  { host, workspace }: Context,
  address: string,
  folder: string | undefined,
): Promise<ImportedCharges> {
  const bytes = await host.fs.read(address, MAX_BYTES);
  if (isProblem(bytes)) return { problem: `This file is not read: ${bytes.problem}.` };
  const decoded = decodeSource(bytes);
  if ('problem' in decoded) return { problem: sentence(decoded.problem) };
  const source = await readSource(host.fs, { address, text: decoded.text, folder }, workspace.codes);
  if ('problem' in source) return { problem: sentence(source.problem, source.file && COLUMNS_FILE) };
  const { text, format, result, guessed } = source;
  return {
    note: toNote(result, format === 'text' ? text : undefined),
    encounters: result.encounters.length,
    unread: result.encounters.reduce((count, { unread }) => count + unread.length, 0),
    guessed: guessed?.() ?? null,
  };

  /** The place and what is expected there, behind the name of the file. */
  function sentence(problem: string, file = nameOf(address)): string {
    return `${file}: ${problem}.`.replace(/\.\.$/, '.');
  }
}
