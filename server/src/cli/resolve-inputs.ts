import path from 'node:path';
import type { Language } from '../core/language.js';
import type { Settings } from '../core/workspace/workspace.js';
import { nodeFileSystem, toAddress, toPath } from '../project/file-system.node.js';
import { findNotes, type Unusable } from '../project/find-notes.js';
import { GitIgnore } from '../project/gitignore.js';
import { resolveConfig, type ResolvedConfig } from './resolve-config.js';
import type { Job } from './run/job.js';
import { readStdin } from './stdin.js';
import { didYouMean, suggest } from './suggest.js';
import { UsageError } from './usage-error.js';

/** The options that say which notes a command works on. */
export interface InputOptions {
  /** How notes come on standard input, if they come as a stream. */
  readonly input?: 'jsonl';
  readonly stdin?: true;
  readonly stdinFilename?: string;
  /** The payer of notes that name none, neither in the note nor in its file. */
  readonly profile?: string;
  /** False to include what `.gitignore` files ignore. */
  readonly ignore?: boolean;
  /** `YYYY-MM-DD` */
  readonly today?: string;
  /** Folder with the releases of code sets that are loaded. */
  readonly codes?: string;
}

export interface ResolvedInputs {
  readonly job: Job;
  readonly config: ResolvedConfig;
  /** Paths that lead to no note. */
  readonly unusable: readonly Unusable[];
}

/**
 * The notes that a command works on, and what they are checked by.
 * @throws {@link UsageError} if there are none
 */
export async function resolveInputs(
  language: Language,
  paths: readonly string[],
  options: InputOptions,
): Promise<ResolvedInputs> {
  if (!options.input) return resolvePaths(language, paths, options);
  if (paths.length || options.stdin)
    throw new UsageError('--input jsonl reads the notes from standard input; name no others beside it');
  return resolveStream(language, options);
}

async function resolvePaths(
  language: Language,
  paths: readonly string[],
  { stdin, stdinFilename, profile, today, ignore = true }: InputOptions,
): Promise<ResolvedInputs> {
  if (stdin && paths.length) throw new UsageError('name either paths or --stdin, not both');
  if (!stdin && stdinFilename !== undefined)
    throw new UsageError('--stdin-filename names the note on standard input, so it needs --stdin');
  if (!stdin && !paths.length) throw new UsageError('name the notes or folders to look at, or --stdin');
  // A shell makes an empty word of an unset variable; it never means the working folder.
  if (paths.includes('')) throw new UsageError('a path is empty; the working folder is .');
  const settings = settingsOf({ profile, today });
  if (stdin) {
    const given = await readStdin(stdinFilename);
    const config = await resolveConfig(language, [given.file]);
    requirePayer(profile, config);
    return { job: { notes: [], given, settings }, config, unusable: [] };
  }
  const found = await findNotes(
    nodeFileSystem,
    toAddress(process.cwd()),
    paths.map(slashed),
    ignore ? new GitIgnore(nodeFileSystem) : undefined,
  );
  const files = found.files.map(toPath);
  const config = await resolveConfig(language, files);
  requirePayer(profile, config);
  // The configuration does not exclude a note that is named itself.
  const named = new Set(paths.map(given => path.resolve(given)));
  const notes = files.filter(file => named.has(file) || !config.excludes(file));
  const unusable = found.unusable.map(({ path: address, why }) => ({ path: toPath(address), why }));
  if (!notes.length && !unusable.length)
    throw new UsageError(
      files.length ? 'the configuration excludes every note there' : 'there are no *.encounter files there',
    );
  return { job: { notes, settings }, config, unusable };
}

/** What the notes of a stream are checked by: they are notes of the working folder, regardless of their names. */
async function resolveStream(language: Language, { profile, today }: InputOptions): Promise<ResolvedInputs> {
  const config = await resolveConfig(language, []);
  requirePayer(profile, config);
  return { job: { notes: [], settings: settingsOf({ profile, today }) }, config, unusable: [] };
}

function settingsOf({ profile, today }: Pick<InputOptions, 'profile' | 'today'>): Settings {
  return {
    ...(profile === undefined ? {} : { defaultPayer: profile }),
    ...(today === undefined ? {} : { today: { date: today, severity: 'warning' } }),
  };
}

function slashed(given: string): string {
  return path.sep === '\\' ? given.replaceAll('\\', '/') : given;
}

function requirePayer(profile: string | undefined, { allProfiles }: ResolvedConfig): void {
  const lacking = profile === undefined ? undefined : allProfiles.find(set => !set.has(profile));
  if (!lacking) return;
  const known = lacking.payers().map(({ id }) => id);
  throw new UsageError(
    `there is no profile “${profile}”${didYouMean(suggest(profile!, known)) || `; there are ${known.join(', ')}`}`,
  );
}
