import type { FailOn } from '../../config/config.js';
import { createLanguage } from '../../core/language.js';
import type { Severity } from '../../core/rules/rule.js';
import { START } from '../../json/located-json.js';
import { EXIT } from '../exit.js';
import { findJob, type Asked } from '../find-job.js';
import { FORMATS } from '../formats/formats.js';
import type { FormatName } from '../formats/names.js';
import { DEFAULT_FAIL_ON, DEFAULT_SEVERITY, reaches } from '../levels.js';
import type { CheckedNote } from '../located.js';
import { write } from '../output.js';
import { checkNotes } from '../run/check-notes.js';
import { wantsColour, widthOf } from '../terminal.js';

export interface CheckOptions extends Asked {
  readonly format: FormatName;
  readonly failOn?: FailOn;
  readonly severity?: Severity;
}

/** Checks the notes that paths name, or the one on standard input, and prints what is found. Resolves to the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const { stdout: out, stderr: err } = process;
  const language = createLanguage();
  const { job, inForce, unusable } = await findJob(language, paths, options);
  const failOn = (file: string): FailOn => options.failOn ?? inForce.config(file).failOn ?? DEFAULT_FAIL_ON;
  const lowest = (file: string): Severity => options.severity ?? inForce.config(file).severity ?? DEFAULT_SEVERITY;
  const format = FORMATS[options.format]({ language, inForce: inForce.places, failOn, colour: wantsColour(out), width: widthOf(out) });
  let isFound = false, isIncomplete = false, hidden = 0;
  const unreadable = async (file: string, message: string): Promise<void> => {
    isIncomplete = true;
    err.write(`encounter-notes: ${file}: ${message}\n`);
    await write(out, format.problem({ kind: 'unreadable-file', severity: 'error', file, range: START, message }));
  };

  await write(out, format.open());
  for (const problem of inForce.problems) {
    isFound ||= options.failOn !== 'never';
    await write(out, format.problem(problem));
  }
  for (const { path, why } of unusable) await unreadable(path, why);
  for await (const note of checkNotes(language, job)) {
    if ('problem' in note) {
      await unreadable(note.file, note.problem);
      continue;
    }
    isFound ||= note.findings.some(({ severity }) => reaches(severity, failOn(note.file)));
    const printed = atLeast(note, lowest(note.file));
    hidden += note.findings.length - printed.findings.length;
    if (note.unlisted) {
      const listed = note.findings.length;
      await write(out, format.problem({
        kind: 'more-findings', severity: 'info', file: note.file, range: START,
        message: `This note has ${listed + note.unlisted} findings; the ${listed} most severe are listed.`,
      }));
    }
    await write(out, format.note(printed));
  }
  await write(out, format.close({ hidden }));
  return isIncomplete ? EXIT.failed : isFound ? EXIT.findings : EXIT.clean;
}

function atLeast(note: CheckedNote, level: Severity): CheckedNote {
  const isShown = ({ severity }: { readonly severity: Severity }): boolean => reaches(severity, level);
  return { ...note, findings: note.findings.filter(isShown), waived: note.waived.filter(isShown) };
}
