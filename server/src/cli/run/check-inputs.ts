import type { Language } from '../../core/language.js';
import type { Profiles } from '../../core/policy/types.js';
import type { Settings } from '../../core/workspace/workspace.js';
import { resolveConfig } from '../resolve-config.js';
import type { Job } from './job.js';

/** What notes are checked by beside their texts and the histories of their patients. */
export interface CheckInputs {
  readonly detail: Job['detail'];
  settingsOf(uri: string): Settings;
  profilesOf(uri: string): Profiles;
  /** A text that is another one if the settings, the configuration or the own profiles of a note are. */
  fingerprintOf(uri: string): string;
}

/** The inputs for the notes of a job, from their folders and the command line. */
export async function resolveCheckInputs(language: Language, job: Job): Promise<CheckInputs> {
  const { notes, given, settings, detail } = job;
  const config = await resolveConfig(language, given ? [...notes, given.file] : notes);
  return {
    detail,
    settingsOf: ofLast(uri => config.settings(uri, settings)),
    profilesOf: ofLast(uri => config.profiles(uri)),
    fingerprintOf: ofLast(uri => JSON.stringify([config.settings(uri, settings), config.profileTexts(uri)])),
  };
}

/** Remembers the last answer: encounters are checked one after the other, and each asks. */
function ofLast<T>(answer: (uri: string) => T): (uri: string) => T {
  let last: { readonly uri: string; readonly value: T } | undefined;
  return uri => {
    if (last?.uri !== uri) last = { uri, value: answer(uri) };
    return last.value;
  };
}
