import type { Language } from '../../core/language.js';
import type { Profiles } from '../../core/policy/types.js';
import type { Settings } from '../../core/workspace/workspace.js';
import { resolveConfig } from '../resolve-config.js';
import type { Job } from './job.js';

/** What notes are judged by besides their texts and their patients' histories. */
export interface CheckInputs {
  settingsOf(uri: string): Settings;
  profilesOf(uri: string): Profiles;
}

/** The surroundings of a job's notes, as their folders and the command line have them. */
export async function resolveCheckInputs(language: Language, { notes, given, settings }: Job): Promise<CheckInputs> {
  const config = await resolveConfig(language, given ? [...notes, given.file] : notes);
  return {
    settingsOf: ofLast(uri => config.settings(uri, settings)),
    profilesOf: ofLast(uri => config.profiles(uri)),
  };
}

/** Remembers the last answer: encounters are judged one after the other, and each asks. */
function ofLast<T>(answer: (uri: string) => T): (uri: string) => T {
  let last: { readonly uri: string; readonly value: T } | undefined;
  return uri => {
    if (last?.uri !== uri) last = { uri, value: answer(uri) };
    return last.value;
  };
}
