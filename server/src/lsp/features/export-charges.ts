import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { ExportedCharges, RemarkAtLine } from '../../../../protocol/messages.js';
import { escape } from '../../core/explain/markdown.js';
import { selectClaims, type ExportRemark } from '../../core/export/select-claims.js';
import { formatProblems, writeClaims, type ExportFormat } from '../../core/export/write-claims.js';
import { nameOf } from '../../project/address.js';
import { COLUMNS_FILE } from '../../project/columns-file.js';
import { findColumns } from '../../project/find-columns.js';
import type { Context, Feature } from '../context.js';
import type { Note } from '../notes.js';
import { noteOf } from '../params.js';
import { answer } from '../requests.js';

/** The claims of a note for an editor to store. Errors hold them back unless the request states a reason. */
export const exportCharges: Feature = context => {
  answer(context, 'encounterNotes/exportCharges', 'exporting charges', async params => {
    const { format, reason } = params;
    if (format !== 'csv' && format !== 'x12')
      throw new ResponseError(ErrorCodes.InvalidParams, 'The request names no format.');
    const note = noteOf(context, params);
    return note ? exportNote(context, note, format, typeof reason === 'string' ? reason.trim() : '') : null;
  });
  return {};
};

async function exportNote(
  { host, workspace }: Context,
  note: Note,
  format: ExportFormat,
  reason: string,
): Promise<ExportedCharges> {
  const columns = format === 'csv' ? await findColumns(host.fs, note.key) : undefined;
  if (columns && 'problem' in columns) return { problem: `${COLUMNS_FILE}: ${columns.problem}` };
  const selection = selectClaims(workspace, [note.key]);
  const { claims } = selection;
  const atLine = ({ at, text }: ExportRemark): RemarkAtLine => ({
    line: workspace.locate(at)?.range.start.line ?? 0,
    text,
  });
  const [problem] = formatProblems(format, claims).map(atLine);
  if (problem) return { problem: `Line ${problem.line + 1}: ${problem.text}.`, line: problem.line };
  if (claims.length === 0) return { problem: 'This note bills nothing.' };
  const errors = selection.errors.map(({ at, message }) => atLine({ at, text: message.replaceAll('`', '') }));
  if (errors.length > 0 && reason === '') return { errors };
  const { text, remarks: gaps } = writeClaims(format, claims, columns?.mapping);
  const remarks = [...selection.remarks, ...gaps].map(atLine);
  return {
    text,
    claims: claims.length,
    charges: claims.reduce((sum, { lines }) => sum + lines.length, 0),
    remarks: [...remarks, ...errors],
    page: pageOf(note, remarks, { errors, reason }),
  };
}

/** What a person has to know of an export before the file leaves the house. */
function pageOf(
  { key }: Note,
  remarks: readonly RemarkAtLine[],
  { errors, reason }: { readonly errors: readonly RemarkAtLine[]; readonly reason: string },
): string | null {
  if (remarks.length === 0 && errors.length === 0) return null;
  const listed = (of: readonly RemarkAtLine[]): string =>
    of.map(({ line, text }) => `- Line ${line + 1}: ${escape(text)}`).join('\n');
  return `${[
    `# Export of ${escape(nameOf(key))}`,
    ...(errors.length > 0 ? [`## Errors overridden: “${escape(reason)}”`, listed(errors)] : []),
    ...(remarks.length > 0 ? ['## Left out, waived or not stated', listed(remarks)] : []),
  ].join('\n\n')}\n`;
}
