import type { Finding } from '../../core/check/finding.js';
import { chargeSheet } from '../../core/export/charge-sheet.js';
import { claimFile, claimFileProblems } from '../../core/export/claim-file.js';
import { selectClaims, type ClaimSelection, type ExportRemark } from '../../core/export/select-claims.js';
import { createLanguage } from '../../core/language.js';
import type { SourceRange } from '../../core/syntax/source-range.js';
import type { Workspace } from '../../core/workspace/workspace.js';
import { nodeFileSystem, toAddress, toPath } from '../../project/file-system.node.js';
import { findColumns } from '../../project/find-columns.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';
import { slashed } from '../reporters/words.js';
import { resolveInputs, type InputOptions } from '../resolve-inputs.js';
import { openNotes } from '../run/open-notes.js';
import { printError } from '../stderr.js';
import { UsageError } from '../usage-error.js';

export interface ExportOptions extends Pick<InputOptions, 'profile' | 'ignore'> {
  readonly format: 'csv' | 'x12';
  readonly override?: string;
}

/**
 * Prints the claims of the notes, whole or not at all. What is left out, waived or overridden is said on standard error. Resolves to the
 * exit code.
 */
export async function exportClaims(paths: readonly string[], options: ExportOptions): Promise<number> {
  const { stdout: out, stderr: err } = process;
  const { format, override } = options;
  if (override !== undefined && !override.trim())
    throw new UsageError('--override needs a reason, such as "payer asked for it"');
  const language = createLanguage();
  const { job, unusable } = await resolveInputs(language, paths, options);
  const { workspace, notes } = await openNotes(language, job);
  const problems = [
    ...unusable.map(({ path, why }) => `${path}: ${why}`),
    ...notes.flatMap(note => (typeof note === 'string' ? [] : [`${note.file}: ${note.problem}`])),
  ];
  const selection = selectClaims(
    workspace,
    notes.filter(note => typeof note === 'string'),
  );
  const unfit = format === 'x12' ? claimFileProblems(selection.claims) : [];
  const columns = format === 'csv' ? await findColumns(nodeFileSystem, toAddress(job.notes[0] ?? '')) : undefined;
  if (columns && 'problem' in columns) problems.push(`${toPath(columns.file)}: ${columns.problem}`);
  problems.push(...unfit.map(remark => line(workspace, remark)));
  if (!problems.length && !selection.claims.length)
    problems.push('the notes bill nothing: there is no claim to export');
  for (const problem of problems) printError(err, problem);
  if (problems.length) return EXIT.failed;
  if (selection.errors.length && override === undefined) return refuse(workspace, selection);
  const remarks = [...selection.remarks];
  let text: string;
  if (format === 'csv')
    text = chargeSheet(selection.claims, columns && 'mapping' in columns ? columns.mapping : undefined);
  else {
    const file = claimFile(selection.claims);
    remarks.push(...file.remarks);
    text = file.text;
  }
  await write(out, text);
  summarize(workspace, selection, remarks, override);
  return EXIT.clean;
}

function refuse(workspace: Workspace, { errors }: ClaimSelection): number {
  const { stderr: err } = process;
  for (const error of errors) printError(err, line(workspace, errorRemark(error)));
  printError(
    err,
    `nothing is exported: ${counted(errors.length, 'error')}; correct the notes, or state why with --override "reason"`,
  );
  return EXIT.findings;
}

function summarize(
  workspace: Workspace,
  selection: ClaimSelection,
  remarks: readonly ExportRemark[],
  override: string | undefined,
): void {
  const { stderr: err } = process;
  for (const remark of remarks) printError(err, line(workspace, remark));
  if (override !== undefined)
    for (const error of selection.errors)
      printError(err, `${line(workspace, errorRemark(error))} (overridden: “${override.trim()}”)`);
  const lines = selection.claims.reduce((sum, claim) => sum + claim.lines.length, 0);
  printError(err, `exported ${counted(selection.claims.length, 'claim')} with ${counted(lines, 'line')}`);
}

function errorRemark({ at, rule, message }: Finding): ExportRemark {
  return { at, text: `${rule}: ${message}` };
}

/** `day.encounter:12: …` */
function line(workspace: Workspace, { at, text }: { readonly at: SourceRange; readonly text: string }): string {
  const place = workspace.locate(at);
  return place ? `${slashed(toPath(place.uri))}:${place.range.start.line + 1}: ${text}` : text;
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
