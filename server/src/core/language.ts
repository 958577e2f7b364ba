import { createCodeSets } from './codes/code-sets.js';
import type { CodeSets } from './codes/types.js';
import { createProfiles } from './policy/profiles.js';
import { RULES } from './rules/catalogue.js';
import type { Rule } from './rules/rule.js';
import { Workspace, type Settings } from './workspace/workspace.js';

/** The one door to the program: the server, the command line and the tests come in here. */
export interface Language {
  readonly rules: readonly Rule[];
  readonly codes: CodeSets;
  /** A new, empty workspace, judged by the shipped code sets and profiles. */
  createWorkspace(settings?: Settings): Workspace;
  /** What findings and reports name as their data: `NCCI 2024-07-01 · …`. */
  editions(): string;
}

let shared: CodeSets | undefined;

export function createLanguage(): Language {
  const codes = (shared ??= createCodeSets());
  const profiles = createProfiles();
  return {
    rules: RULES,
    codes,
    createWorkspace: (settings = {}) => new Workspace(codes, profiles, settings),
    editions: () => (['ICD-10-CM', 'HCPCS', 'NCCI', 'MUE', 'MPFS'] as const).map((set) => `${set} ${codes.edition(set)}`).join(' · '),
  };
}
