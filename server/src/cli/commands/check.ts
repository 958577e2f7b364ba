import type { Writable } from 'node:stream';
import { createLanguage } from '../../core/language.js';
import type { LocatedFinding } from '../located.js';
import { findNotes, type Unusable } from '../../files/find-notes.js';
import { findProfiles } from '../find-profiles.js';
import { FORMATS, type FormatName } from '../formats/formats.js';
import { isTerminal, write } from '../output.js';
import { checkNotes } from '../run/check-notes.js';
import type { Job } from '../run/job.js';
import { printReport, type ReportForm } from './report.js';

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
  const job: Job = { notes: files, settings: profile ? { defaultPayer: profile } : {} };
  const problems: Unusable[] = [...unusable];
  let isFound = profiles.faults.length > 0;
  if (options.report) isFound = await printReport(language, job, options.report, problems, out) || isFound;
  else {
    const colour = isTerminal(out) && !process.env['NO_COLOR'];
    const format = FORMATS[options.format]({ language, faults: profiles.faults, profileFolders: profiles.folders, colour });
    await write(out, format.open());
    for await (const note of checkNotes(language, job)) {
      if ('problem' in note) problems.push({ path: note.file, why: note.problem });
      else {
        await write(out, format.note(note));
        isFound ||= note.findings.some(counts);
      }
    }
    await write(out, format.close(problems));
  }
  for (const problem of problems) err.write(`encounter-notes: ${problem.path}: ${problem.why}\n`);
  if (!files.length && !problems.length) err.write('encounter-notes: there are no *.encounter files there\n');
  if (problems.length || !files.length) return 2;
  return isFound ? 1 : 0;
}

function counts(finding: Pick<LocatedFinding, 'severity'>): boolean {
  return finding.severity === 'error' || finding.severity === 'warning';
}
