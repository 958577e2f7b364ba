import path from 'node:path';
import type { Language } from '../core/language.js';
import type { Settings } from '../core/workspace/workspace.js';
import { findNotes, type Unusable } from '../project/find-notes.js';
import { resolveConfig, type ResolvedConfig } from './resolve-config.js';
import { didYouMean, suggest } from './suggest.js';
import { UsageError } from './usage-error.js';
import type { Job } from './run/job.js';
import { readStdin } from './stdin.js';

/** What the words of a command line ask for. */
export interface Asked {
  readonly stdin?: true;
  readonly stdinFilename?: string;
  /** Payer in force where neither a note nor its file names one. */
  readonly profile?: string;
  /** False where what `.gitignore` files pass over is looked at too. */
  readonly ignore?: boolean;
}

export interface ResolvedInputs {
  readonly job: Job;
  readonly inForce: ResolvedConfig;
  /** Other names of notes, by the one in the job. */
  readonly names: ReadonlyMap<string, readonly string[]>;
  /** Paths that lead to no note. */
  readonly unusable: readonly Unusable[];
}

/**
 * The notes that a command is to look at, and what they are judged by.
 * @throws {@link UsageError} where there is nothing to look at
 */
export async function resolveInputs(
  language: Language,
  paths: readonly string[],
  { stdin, stdinFilename, profile, ignore = true }: Asked,
): Promise<ResolvedInputs> {
  if (stdin && paths.length) throw new UsageError('name either paths or --stdin, not both');
  if (!stdin && stdinFilename !== undefined)
    throw new UsageError('--stdin-filename names the note on standard input, so it needs --stdin');
  if (!stdin && !paths.length) throw new UsageError('name the notes or folders to look at, or --stdin');
  // An empty word is what a shell makes of a variable that is not set, and never meant the working folder.
  if (paths.includes('')) throw new UsageError('a path is empty; the working folder is .');
  const settings: Settings = profile === undefined ? {} : { defaultPayer: profile };
  if (stdin) {
    const given = await readStdin(stdinFilename);
    const inForce = await resolveConfig(language, [given.file]);
    requirePayer(profile, inForce);
    return { job: { notes: [], given, settings }, inForce, names: new Map(), unusable: [] };
  }
  const { files, names, unusable } = await findNotes(paths, { gitignore: ignore });
  const inForce = await resolveConfig(language, files);
  requirePayer(profile, inForce);
  // What is named itself is looked at, whatever the configuration passes over.
  const named = new Set(paths.map(given => path.resolve(given)));
  const notes = files.filter(file => named.has(file) || !inForce.excludes(file));
  if (!notes.length && !unusable.length)
    throw new UsageError(
      files.length ? 'the configuration excludes every note there' : 'there are no *.encounter files there',
    );
  return { job: { notes, settings }, inForce, names, unusable };
}

/** What the notes of a stream are judged by: they are notes of the working folder, whatever they are called. */
export async function resolveStream(language: Language, { profile }: Asked): Promise<ResolvedInputs> {
  const inForce = await resolveConfig(language, []);
  requirePayer(profile, inForce);
  return {
    job: { notes: [], settings: profile === undefined ? {} : { defaultPayer: profile } },
    inForce,
    names: new Map(),
    unusable: [],
  };
}

function requirePayer(profile: string | undefined, { allProfiles }: ResolvedConfig): void {
  const lacking = profile === undefined ? undefined : allProfiles.find(set => !set.has(profile));
  if (!lacking) return;
  const known = lacking.payers().map(({ id }) => id);
  throw new UsageError(
    `there is no profile “${profile}”${didYouMean(suggest(profile!, known)) || `; there are ${known.join(', ')}`}`,
  );
}
