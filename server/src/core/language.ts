import type { IsoDate } from './syntax/iso-day.js';
import { lazy } from './codes/lazy.js';
import { createCodeSets } from './codes/code-sets.js';
import type { LoadedRelease } from './codes/loaded/loaded-release.js';
import type { CodeSets } from './codes/types.js';
import { parseProfile, type Nameable } from './policy/parse-profile.js';
import { createProfiles } from './policy/profiles.js';
import type { Profile, ProfileProblem, Profiles } from './policy/types.js';
import { RULES } from './check/catalog.js';
import { editionsOn } from './report/report.js';
import type { RuleInfo } from './rules/rule.js';
import { Workspace, type Settings } from './workspace/workspace.js';

/** The one door to the program: the server, the command line and the tests come in here. */
export interface Language {
  readonly rules: readonly RuleInfo[];
  readonly codes: CodeSets;
  /** The shipped payer profiles. */
  readonly profiles: Profiles;
  /** Reads a workspace's own payer profile from parsed JSON. */
  readProfile(json: unknown): { profile: Profile } | { problems: readonly ProfileProblem[] };
  /** The shipped profiles, and beside or in place of them those of a workspace; see {@link createProfiles}. */
  createProfiles(own: readonly Profile[], unread?: ReadonlySet<string>): Profiles;
  /** A new, empty workspace, checked by the shipped code sets and profiles. */
  createWorkspace(settings?: Settings): Workspace;
  /**
   * What findings and reports name as their data: `NCCI 2024-07-01 · …`.
   * @param dates of service, null for an encounter without a valid one; without any, the newest editions
   */
  editions(...dates: readonly (IsoDate | null)[]): string;
  /** The loaded releases by their content: two that agree give the same findings beside the same build. */
  loadedContent(): string;
}

const NAMED_SETS = ['ICD-10-CM', 'HCPCS', 'NCCI', 'MUE', 'MPFS'] as const;

/** The shipped tables, which never change: made on first use. */
const shippedCodes = lazy(() => createCodeSets());

/** @param loaded releases of code sets that the user has loaded */
export function createLanguage(loaded: readonly LoadedRelease[] = []): Language {
  const codes = loaded.length > 0 ? createCodeSets(undefined, loaded) : shippedCodes();
  const profiles = createProfiles();
  const nameable: Nameable = {
    rules: new Set(RULES.map(rule => rule.id)),
    isCompoundCode: code => codes.on(undefined).procedure(code)?.isNoc === true,
    isPlace: code => codes.place(code)?.code === code,
  };
  return {
    rules: RULES,
    codes,
    profiles,
    readProfile: json => parseProfile(json, nameable),
    createProfiles,
    createWorkspace: (settings = {}) => new Workspace(codes, profiles, settings),
    editions: (...dates) => {
      const inForce = editionsOn(codes, new Set(dates));
      return NAMED_SETS.map(set => `${set} ${inForce[set]}`).join(' · ');
    },
    loadedContent: () =>
      codes
        .loaded()
        .map(({ set, from, hash }) => `${set} ${from} ${hash ?? ''}`)
        .sort()
        .join('\n'),
  };
}
