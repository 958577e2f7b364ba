import { capitalized } from '../core/text/prose.js';
import type { Language } from '../core/language.js';
import type { Profile, Profiles } from '../core/policy/types.js';
import type { FileFault, JsonFile } from './json-file.js';
import { START, type Fault } from './located-json.js';
import { faultAt, readProfileText } from './profile-json.js';

/** The folder of a workspace folder's own payer profiles. */
export const PROFILES_FOLDER = '.encounter/profiles';

export interface WorkspaceProfiles {
  /** The shipped profiles; the valid ones of the workspace are added or replace them. */
  readonly profiles: Profiles;
  readonly faults: readonly FileFault[];
}

/**
 * The profiles of a workspace with these files, in any order. A file with an error is left out as a whole, and every
 * error is reported.
 */
export function workspaceProfiles(language: Language, files: readonly JsonFile[]): WorkspaceProfiles {
  const sound = new Map<Profile, { uri: string; text: string }>();
  const invalid: { uri: string; fault: Fault; id?: string }[] = [];
  const problems: FileFault[] = [];
  for (const file of [...files].sort((a, b) => (a.uri < b.uri ? -1 : 1))) {
    if ('problem' in file) {
      problems.push({ uri: file.uri, range: START, message: file.problem });
      continue;
    }
    const text = file.text.startsWith('\ufeff') ? file.text.slice(1) : file.text;
    const read = readProfileText(text, language);
    if ('profile' in read) sound.set(read.profile, { uri: file.uri, text });
    else
      invalid.push(
        ...read.faults.map(fault => ({ uri: file.uri, fault, ...(read.id === undefined ? {} : { id: read.id }) })),
      );
  }
  const profiles = language.createProfiles([...sound.keys()], new Set(invalid.flatMap(({ id }) => id ?? [])));
  const unusable = profiles.problems();
  for (const problem of unusable) {
    const { uri, text } = sound.get(problem.profile)!;
    invalid.push({ uri, fault: faultAt(text, problem), id: problem.profile.id });
  }
  const used = new Set(
    [...sound.keys()].filter(profile => unusable.every(problem => problem.profile !== profile)).map(({ id }) => id),
  );
  const instead = (id: string | undefined): string => {
    if (id === undefined || id === 'national') return 'This profile is not used.';
    if (used.has(id)) return `This profile is not used; the other “${id}” is.`;
    return profiles.has(id)
      ? `This profile is not used; the shipped “${id}” is.`
      : `This profile is not used, and #${id} has none.`;
  };
  const faults = invalid.map(({ uri, fault: { range, message }, id }): FileFault => ({
    uri,
    range,
    message: `${sentence(message)} ${instead(id)}`,
  }));
  return { profiles, faults: [...problems, ...faults] };
}

/** Turns a clause into a sentence; a field name at its start stays unchanged. */
function sentence(clause: string): string {
  const isField = /^[A-Za-z][\w.[\]-]*: /.test(clause);
  return `${isField ? clause : capitalized(clause)}.`;
}
