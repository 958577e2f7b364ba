import type { Finding } from '../../core/check/finding.js';
import { selectClaims, type ClaimSelection, type ExportRemark } from '../../core/export/select-claims.js';
import { formatProblems, writeClaims, type ExportFormat } from '../../core/export/write-claims.js';
import type { ColumnMapping } from '../../core/intake/structured/columns.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
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

export interface ExportOptions extends Pick<InputOptions, 'profile' | 'ignore' | 'codes'> {
  readonly format: ExportFormat;
  readonly override?: string;
}

/**
 * Prints the claims of the notes, whole or not at all, and reports on standard error what is left out, waived or
 * overridden.
 */
export async function exportClaims(paths: readonly string[], options: ExportOptions): Promise<number> {
  const { override } = options;
  if (override !== undefined && !override.trim())
    throw new UsageError('--override needs a reason, such as "payer asked for it"');
  const { workspace, selection, problems, mapping } = await prepare(paths, options);
  for (const problem of problems) printError(process.stderr, problem);
  if (problems.length) return EXIT.failed;
  if (selection.errors.length && override === undefined) return refuse(workspace, selection);
  const { text, remarks } = writeClaims(options.format, selection.claims, mapping);
  await write(process.stdout, text);
  summarize(workspace, selection, [...selection.remarks, ...remarks], override);
  return EXIT.clean;
}

interface Prepared {
  readonly workspace: Workspace;
  readonly selection: ClaimSelection;
  /** Why nothing can be exported, regardless of the override. */
  readonly problems: readonly string[];
  readonly mapping: ColumnMapping | undefined;
}

async function prepare(paths: readonly string[], options: ExportOptions): Promise<Prepared> {
  const language = openLanguage(options.codes);
  const { job, config, unusable } = await resolveInputs(language, paths, options);
  const { workspace, notes } = await openNotes(language, job);
  const selection = selectClaims(
    workspace,
    notes.filter(note => typeof note === 'string'),
  );
  const columns =
    options.format === 'csv' ? await findColumns(nodeFileSystem, toAddress(job.notes[0] ?? '')) : undefined;
  const problems = [
    ...unusable.map(({ path, why }) => `${path}: ${why}`),
    ...notes.flatMap(note => (typeof note === 'string' ? [] : [`${note.file}: ${note.problem}`])),
    ...config.problems.map(({ file, range, message }) => `${slashed(file)}:${range.start.line + 1}: ${message}`),
    ...(columns && 'problem' in columns ? [`${toPath(columns.file)}: ${columns.problem}`] : []),
    ...formatProblems(options.format, selection.claims).map(of => line(workspace, of)),
  ];
  if (!problems.length && !selection.claims.length)
    problems.push('the notes bill nothing: there is no claim to export');
  return { workspace, selection, problems, mapping: columns && 'mapping' in columns ? columns.mapping : undefined };
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
