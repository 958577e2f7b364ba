// The AI assistants that have a switch for one language, by the documentation of their makers.
import { LANGUAGE_ID } from './names';

export interface Assistant {
  readonly name: string;
  readonly setting: string;
  /** An object of language ids with true or false, `*` for the others; or a list of file patterns or language ids. */
  readonly form: 'languages' | 'patterns' | 'ids';
  /** VS Code switches it off with its own AI features. */
  readonly isPartOfEditor?: true;
}

export const ASSISTANTS: readonly Assistant[] = [
  { name: 'GitHub Copilot', setting: 'github.copilot.enable', form: 'languages', isPartOfEditor: true },
  { name: 'Windsurf', setting: 'codeium.enableConfig', form: 'languages' },
  { name: 'Cody', setting: 'cody.autocomplete.languages', form: 'languages' },
  { name: 'Supermaven', setting: 'supermaven.enable', form: 'languages' },
  { name: 'Tabnine', setting: 'tabnine.disableFileRegex', form: 'patterns' },
  { name: 'Cursor', setting: 'cursor.cpp.disabledLanguages', form: 'ids' },
];

/** Assistants without a switch for one language, by the ids of their extensions. */
export const WITHOUT_SWITCH: readonly { readonly name: string; readonly extension: string }[] = [
  { name: 'Amazon Q', extension: 'amazonwebservices.amazon-q-vscode' },
  { name: 'Gemini Code Assist', extension: 'google.geminicodeassist' },
  { name: 'Continue', extension: 'continue.continue' },
];

/** The entry of notes in a list. */
const ENTRY = { patterns: '\\.encounter$', ids: LANGUAGE_ID } as const;

/** Whether the assistant completes nothing in notes, by the value of its setting. */
export function isOff({ form }: Assistant, value: unknown): boolean {
  if (form !== 'languages') return Array.isArray(value) && value.includes(ENTRY[form]);
  if (typeof value !== 'object' || value === null) return false;
  const switches = value as Readonly<Record<string, unknown>>;
  return (switches[LANGUAGE_ID] ?? switches['*']) === false;
}

/**
 * The value of the workspace with notes switched off, and nothing else changed. VS Code merges an object of the
 * workspace with that of the user; a list replaces it, so it repeats the user's entries.
 *
 * @param own the value that the workspace has now, without that of the user
 * @param inForce the value of the workspace, or else of the user
 */
export function keptOff({ form }: Assistant, own: unknown, inForce: unknown): unknown {
  if (form !== 'languages') return [...(Array.isArray(inForce) ? (inForce as unknown[]) : []), ENTRY[form]];
  return { ...(typeof own === 'object' ? own : {}), [LANGUAGE_ID]: false };
}
