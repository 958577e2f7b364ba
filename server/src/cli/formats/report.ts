import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { reportMarkdown } from '../../core/report/markdown.js';
import { report, type Report } from '../../core/report/report.js';
import type { Result } from './formats.js';

export type ReportForm = 'markdown' | 'json';
export const REPORT_FORMS: readonly ReportForm[] = ['markdown', 'json'];

/** How a report is printed. The JSON follows `schemas/report.schema.json`. */
export const REPORTS: Readonly<Record<ReportForm, (result: Result) => string>> = {
  markdown: (result) => reportMarkdown(reportOf(result)),
  json: (result) => `${JSON.stringify(reportOf(result), null, 2)}\n`,
};

/** Files are called as from the working folder. */
function reportOf({ workspace, files }: Result): Report {
  return report(workspace, files.map((file) => file.uri), (uri) => path.relative(process.cwd(), fileURLToPath(uri)).split(path.sep).join('/'));
}
