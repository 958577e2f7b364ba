import path from 'node:path';
import type { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Language } from '../../core/language.js';
import { reportMarkdown } from '../../core/report/markdown.js';
import { report, type Report } from '../../core/report/report.js';
import type { Unusable } from '../../files/find-notes.js';
import { write } from '../output.js';
import type { Job } from '../run/job.js';
import { openNotes } from '../run/open-notes.js';

export type ReportForm = 'markdown' | 'json';
export const REPORT_FORMS: readonly ReportForm[] = ['markdown', 'json'];

/** How a report is printed. The JSON follows `schemas/report.schema.json`. */
const FORMS: Readonly<Record<ReportForm, (report: Report) => string>> = {
  markdown: reportMarkdown,
  json: (report) => `${JSON.stringify(report, null, 2)}\n`,
};

/**
 * Prints the report of a job's notes; files are called as from the working folder. It needs all notes at once.
 * @param problems gets what could not be read
 * @returns whether something of warning or above is found
 */
export async function printReport(language: Language, job: Job, form: ReportForm, problems: Unusable[], out: Writable): Promise<boolean> {
  const { workspace, notes } = await openNotes(language, job);
  const read = notes.filter((note) => typeof note === 'string');
  for (const note of notes) if (typeof note !== 'string') problems.push({ path: note.file, why: note.problem });
  await write(out, FORMS[form](report(workspace, read, (uri) => path.relative(process.cwd(), fileURLToPath(uri)).split(path.sep).join('/'))));
  return read.some((uri) => workspace.findings(uri).some(({ severity }) => severity === 'error' || severity === 'warning'));
}
