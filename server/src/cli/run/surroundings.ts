import path from 'node:path';
import type { Language } from '../../core/language.js';
import type { Profiles } from '../../core/policy/types.js';
import type { Settings } from '../../core/workspace/workspace.js';
import { findProfiles } from '../find-profiles.js';
import type { Job } from './job.js';

/** What notes are judged by besides their texts and their patients' histories. */
export interface Surroundings {
  settingsOf(uri: string): Settings;
  profilesOf(uri: string): Profiles;
}

/** The surroundings of a job's notes, as their folders and the command line have them. */
export async function surroundingsOf(language: Language, { notes, given, settings }: Job): Promise<Surroundings> {
  const profiles = await findProfiles(language, given && path.isAbsolute(given.file) ? [...notes, given.file] : notes);
  return { settingsOf: () => settings, profilesOf: (uri) => profiles.of(uri) };
}
