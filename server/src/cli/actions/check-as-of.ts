import { shiftDay } from '../../core/codes/days.js';
import type { CodeSets, NamedEdition } from '../../core/codes/types.js';
import type { Language } from '../../core/language.js';
import { changesText, whatChanges } from '../../core/report/what-changes.js';
import type { IsoDate } from '../../core/syntax/iso-day.js';
import type { AsOf } from '../../core/visit/build-visit.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';
import { shown } from '../reporters/words.js';
import { resolveInputs, type InputOptions } from '../resolve-inputs.js';
import { openNotes } from '../run/open-notes.js';
import { printError } from '../stderr.js';
import { printable } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import { toPath } from '../../project/file-system.node.js';

export interface CheckAsOfOptions extends InputOptions {
  /** Folder of loaded releases. */
  readonly codes?: string;
  /** Name of the edition that applies. */
  readonly edition?: string;
  readonly asOf?: IsoDate;
  readonly asPayer?: string;
  readonly json?: boolean;
}

/** Checks the notes twice, by their own dates and payers and by others, and prints what differs. */
export async function checkAsOf(paths: readonly string[], options: CheckAsOfOptions): Promise<number> {
  const language = openLanguage(options.codes);
  const date =
    options.edition === undefined ? options.asOf : dayOfEdition(language.codes, options.edition, options.asOf);
  const asOf: AsOf = { date, payer: options.asPayer };
  const { job, unusable } = await resolveInputs(language, paths, options);
  requirePayer(language, options.asPayer);
  const before = await openNotes(language, job);
  const after = await openNotes(language, { ...job, settings: { ...job.settings, asOf } });
  const { stderr: err } = process;
  let problems = unusable.length;
  for (const { path, why } of unusable) printError(err, `${path}: ${why}`);
  const uris: string[] = [];
  for (const note of before.notes) {
    if (typeof note === 'string') uris.push(note);
    else if (++problems) printError(err, `${note.file}: ${note.problem}`);
  }
  const changes = uris.flatMap(uri => whatChanges(before.workspace, after.workspace, uri, shown(toPath(uri))));
  const encounters = uris.reduce((sum, uri) => sum + before.workspace.encounters(uri).length, 0);
  const text = options.json
    ? `${JSON.stringify({ asOf: date ?? null, payer: options.asPayer ?? null, encounters, changes }, null, 2)}\n`
    : changesText(changes, encounters, how(language.codes, asOf)).split('\n').map(printable).join('\n');
  await write(process.stdout, text);
  if (problems > 0) return EXIT.failed;
  return changes.length > 0 ? EXIT.findings : EXIT.clean;
}

/** `as of 2026-10-01 (ICD-10-CM FY2027, NCCI …) for aetna`. */
function how(codes: CodeSets, { date, payer }: AsOf): string {
  const sets = ['ICD-10-CM', 'HCPCS', 'NCCI', 'MUE'] as const;
  const editions = date && sets.map(set => `${set} ${codes.on(date).edition(set)}`).join(', ');
  return [date && `as of ${date} (${editions})`, payer && `for ${payer}`].filter(Boolean).join(' ');
}

function requirePayer({ profiles }: Language, payer: string | undefined): void {
  if (payer !== undefined && !profiles.has(payer))
    throw new UsageError(`there is no profile “${payer}”; there are ${profiles.payerIds().join(', ')}`);
}

/** The day nearest to the one that is asked for on which an edition is in force; without one its first day. */
function dayOfEdition(codes: CodeSets, name: string, date: IsoDate | undefined): IsoDate {
  const editions: readonly NamedEdition[] = [...codes.loaded(), ...codes.editions()].filter(({ from }) => from);
  const wanted = name.toLowerCase();
  const edition = editions.find(one => [one.name, `${one.set} ${one.name}`].some(own => own.toLowerCase() === wanted));
  if (!edition?.from) {
    const known = [...new Set(editions.map(({ set, name: own }) => `${set} ${own}`))].sort().join(', ');
    throw new UsageError(`there is no folder and no edition “${name}”; editions are ${known}`);
  }
  const { from, set } = edition;
  const next = editions.flatMap(one => (one.set === set && one.from! > from ? one.from! : [])).sort()[0];
  if (date === undefined || date < from) return from;
  return next !== undefined && date >= next ? shiftDay(next, -1) : date;
}
