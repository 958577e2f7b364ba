import path from 'node:path';
import { outcomesOf, type CheckedEncounter } from '../../core/outcomes/outcomes.js';
import type { OutcomeFormat } from '../../core/outcomes/outcome-formats.js';
import { outcomesText } from '../../core/outcomes/outcomes-table.js';
import { readRemittance, type PaidClaim } from '../../core/outcomes/remittance.js';
import { SourceFault } from '../../core/intake/structured/source-fault.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { decodeSource } from '../../project/decode-source.js';
import { readNote } from '../../project/read-file.node.js';
import { EXIT } from '../exit.js';
import { endOnInterrupt } from '../interrupt.js';
import { write } from '../output.js';
import { Progress } from '../progress.js';
import { resolveInputs, type InputOptions } from '../resolve-inputs.js';
import { checkJob, runOptions } from '../run/check-job.js';
import type { EncounterRecord } from '../run/encounter-record.js';
import type { CheckedNote } from '../serialized-finding.js';
import { printError } from '../stderr.js';

export interface OutcomesOptions extends InputOptions {
  /** Files, folders or globs. */
  readonly notes: readonly string[];
  readonly format: OutcomeFormat;
  readonly jobs?: number;
}

/** Prints which denials of remittances the rules foresaw. Nothing is printed if one of the files is not whole. */
export async function outcomes(
  files: readonly string[],
  { notes, format, ...options }: OutcomesOptions,
): Promise<number> {
  const { stdout: out, stderr: err } = process;
  const claims = files.map(file => readClaims(file));
  const problems = claims.flatMap((read, i) => ('problem' in read ? [`${files[i]!}: ${read.problem}`] : []));
  for (const problem of problems) printError(err, problem);
  if (problems.length > 0) return EXIT.failed;
  const language = openLanguage(options.codes);
  const { job, unusable } = await resolveInputs(language, notes, options);
  const progress = new Progress(err);
  endOnInterrupt(progress);
  const unread = unusable.map(({ path: file, why }) => `${file}: ${why}`);
  const encounters: CheckedEncounter[] = [];
  const run = { ...runOptions(options, progress), mostFindings: Infinity };
  for await (const note of checkJob(language, { ...job, detail: 'record' }, run)) {
    if ('problem' in note) unread.push(`${note.file}: ${note.problem}`);
    else if (!('flush' in note)) encounters.push(...encountersOf(note));
  }
  progress.hide();
  for (const problem of unread) printError(err, problem);
  const titles = new Map(language.rules.map(({ id, title }) => [id, title]));
  const result = outcomesOf(
    claims.flatMap(read => ('claims' in read ? read.claims : [])),
    encounters,
  );
  await write(
    out,
    outcomesText(result, format, rule => titles.get(rule) ?? rule),
  );
  return unread.length > 0 ? EXIT.failed : EXIT.clean;
}

function readClaims(file: string): { readonly claims: readonly PaidClaim[] } | { readonly problem: string } {
  const read = readNote(path.resolve(file), decodeSource);
  if ('problem' in read) return read;
  try {
    return { claims: readRemittance(read.text) };
  } catch (error) {
    if (error instanceof SourceFault) return { problem: error.message };
    throw error;
  }
}

function encountersOf({ details = [], findings, waived }: CheckedNote): CheckedEncounter[] {
  return details.flatMap(({ piece, detail }) => {
    const { patient, date, billed } = detail as EncounterRecord;
    if (patient === null || date === null) return [];
    return [
      {
        patient,
        date,
        billed: billed.filter(line => !line.startsWith('?')).map(line => line.split(/[- ]/)[0]!),
        findings: [...findings, ...waived].filter(finding => finding.piece === piece),
      },
    ];
  });
}
