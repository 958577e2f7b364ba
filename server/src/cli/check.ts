import { readFile, stat } from 'node:fs/promises';
import type { Writable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { createLanguage } from '../core/language.js';
import type { Finding } from '../core/finding.js';
import { decodeNote } from '../files/decode.js';
import { findNotes, type Unusable } from './find-notes.js';
import { findProfiles } from './find-profiles.js';
import { REPORTS, type ReportForm } from './formats/report.js';
import { FORMATS, type CheckedFile, type FormatName, type Result } from './formats/formats.js';

export interface CheckOptions {
  readonly format: FormatName;
  /** Print the report instead of the findings. */
  readonly report?: ReportForm;
  readonly profile?: string;
}

/** Checks the notes that paths name and prints what is found. Resolves to the exit code. */
export async function check(paths: readonly string[], options: CheckOptions, out: Writable, err: Writable): Promise<number> {
  const language = createLanguage();
  const { files, unusable } = await findNotes(paths);
  const profiles = await findProfiles(language, files);
  const { profile } = options;
  const lacking = profile ? profiles.all.find((set) => !set.has(profile)) : undefined;
  if (lacking) {
    err.write(`encounter-notes: there is no profile “${profile}”; there are ${lacking.payers().map((p) => p.id).join(', ')}\n`);
    return 2;
  }
  const workspace = language.createWorkspace();
  workspace.configure(profile ? { defaultPayer: profile } : {}, (uri) => profiles.of(uri));
  const problems: Unusable[] = [...unusable];
  const read: { path: string; uri: string }[] = [];
  for (const path of files) {
    const decoded = await readNote(path);
    if ('problem' in decoded) problems.push({ path, why: decoded.problem });
    else {
      const uri = pathToFileURL(path).href;
      workspace.set(uri, decoded.text);
      read.push({ path, uri });
    }
  }
  const checked: CheckedFile[] = read.map(({ path, uri }) => ({ path, uri, findings: workspace.findings(uri), waived: workspace.waived(uri) }));
  const result: Result = { language, workspace, files: checked, profiles, problems, colour: isTerminal(out) && !process.env['NO_COLOR'] };
  await write(out, options.report ? REPORTS[options.report](result) : FORMATS[options.format](result));
  for (const problem of problems) err.write(`encounter-notes: ${problem.path}: ${problem.why}\n`);
  if (!files.length && !problems.length) err.write('encounter-notes: there are no *.encounter files there\n');
  if (problems.length || !files.length) return 2;
  return profiles.faults.length || checked.some((file) => file.findings.some(counts)) ? 1 : 0;
}

function counts(finding: Finding): boolean {
  return finding.severity === 'error' || finding.severity === 'warning';
}

async function readNote(path: string): Promise<{ text: string } | { problem: string }> {
  try {
    if (!(await stat(path)).isFile()) return { problem: 'it is no file' };
    return decodeNote(await readFile(path));
  } catch (error) {
    return { problem: `it cannot be read (${error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason'})` };
  }
}

function isTerminal(out: Writable): boolean {
  return 'isTTY' in out && out.isTTY === true;
}

/** Waits until the text is out, so that an exit code set afterwards cuts nothing off. A reader that went away is no error of ours. */
function write(out: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    out.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve() : reject(error)));
    out.write(text, () => resolve());
  });
}
