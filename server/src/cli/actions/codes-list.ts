import { editionStates, type EditionGap, type EditionState } from '../../core/codes/edition-states.js';
import type { IsoDate } from '../../core/syntax/iso-day.js';
import { openLanguage } from '../../project/code-store/open-language.node.js';
import { EXIT } from '../exit.js';
import { write } from '../output.js';
import { plural } from '../reporters/words.js';
import { resolveInputs } from '../resolve-inputs.js';
import { openNotes } from '../run/open-notes.js';

export interface CodesListOptions {
  readonly codes?: string;
  readonly format: 'table' | 'json';
  /** The day on which editions are in force or have expired; else today. */
  readonly today?: IsoDate;
}

/**
 * Prints which editions are loaded and shipped, which have expired or are missing, and for how many encounters of the
 * notes that matters.
 */
export async function codesList(paths: readonly string[], options: CodesListOptions): Promise<number> {
  const { codes: folder, format, today = new Date().toISOString().slice(0, 10) } = options;
  const language = openLanguage(folder);
  const dates = paths.length > 0 ? await datesOfService(paths, folder) : [];
  const { editions, gaps } = editionStates(language.codes, dates, today);
  if (format === 'json') {
    await write(process.stdout, `${JSON.stringify(gaps.length > 0 ? [...editions, ...gaps] : editions, null, 2)}\n`);
    return EXIT.clean;
  }
  const width = Math.max(...editions.map(({ set }) => set.length));
  const lines = [
    ...editions.map(one => `${one.set.padEnd(width)}  ${lineOf(one, paths.length > 0)}\n`),
    ...gaps.map(gap => `${gap.set.padEnd(width)}  ${gapLine(gap, paths.length > 0)}\n`),
  ];
  await write(process.stdout, lines.join(''));
  return EXIT.clean;
}

/** One for each encounter with a valid date. */
async function datesOfService(paths: readonly string[], folder: string | undefined): Promise<IsoDate[]> {
  const language = openLanguage(folder);
  const { job } = await resolveInputs(language, paths, {});
  const { workspace } = await openNotes(language, job);
  return workspace.uris().flatMap(uri => workspace.encounters(uri).flatMap(({ date }) => date ?? []));
}

function lineOf(one: EditionState, counts: boolean): string {
  const days = one.from ? `from ${one.from}` : 'every day';
  const origin = one.loaded
    ? `loaded, ${one.rows} rows${one.isExcerpt ? ', an excerpt' : ''}${one.missingFiles ? `, without ${one.missingFiles.join(', ')}: import these too` : ''}`
    : `shipped${one.completeTo ? `, complete to ${one.completeTo}` : ''}`;
  const state = one.state === 'expired' ? `expired ${one.publishedTo}` : one.state;
  const after = one.encountersAfter > 0 ? `, ${one.encountersAfter} after its end` : '';
  const matters = counts ? `  ${plural(one.encounters, 'encounter')}${after}` : '';
  return `${days.padEnd(15)}  ${one.name}  (${origin})  ${state}${matters}`;
}

function gapLine({ file, from, to, encounters }: EditionGap, counts: boolean): string {
  return `missing ${from} to ${to}: load the ${file}${counts ? `  ${plural(encounters, 'encounter')} not checked` : ''}`;
}
