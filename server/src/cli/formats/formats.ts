import type { Finding } from '../../core/finding.js';
import type { Language } from '../../core/language.js';
import type { Workspace } from '../../core/workspace/workspace.js';
import type { Unusable } from '../find-notes.js';
import type { FoundProfiles } from '../find-profiles.js';
import { pretty } from './pretty.js';
import { sarif } from './sarif.js';

export interface CheckedFile {
  /** Absolute path. */
  readonly path: string;
  readonly uri: string;
  /** Top to bottom. */
  readonly findings: readonly Finding[];
  readonly waived: readonly Finding[];
}

export interface Result {
  readonly language: Language;
  readonly workspace: Workspace;
  readonly files: readonly CheckedFile[];
  /** The payer profiles beside the notes, and what is wrong with them. */
  readonly profiles: FoundProfiles;
  /** Paths that could not be checked. */
  readonly problems: readonly Unusable[];
  /** Whether to colour what a person reads. */
  readonly colour: boolean;
}

export type FormatName = 'pretty' | 'sarif';
export const FORMAT_NAMES: readonly FormatName[] = ['pretty', 'sarif'];

/** How a result is printed: the whole text, line breaks and all. */
export const FORMATS: Readonly<Record<FormatName, (result: Result) => string>> = { pretty, sarif };
