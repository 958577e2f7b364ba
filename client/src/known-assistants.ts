// The AI assistants that have a switch for one language, by the documentation of their makers.
import { LANGUAGE_ID } from './names';

export interface Assistant {
  readonly name: string;
  readonly setting: string;
  /** An object of language ids with true or false, `*` for the others; or a list of file patterns or language ids. */
  readonly form: 'languages' | 'patterns' | 'ids';
}

export const ASSISTANTS: readonly Assistant[] = [
  { name: 'GitHub Copilot', setting: 'github.copilot.enable', form: 'languages' },
  { name: 'Windsurf', setting: 'codeium.enableConfig', form: 'languages' },
  { name: 'Cody', setting: 'cody.autocomplete.languages', form: 'languages' },
  { name: 'Tabnine', setting: 'tabnine.disableFileRegex', form: 'patterns' },
  { name: 'Cursor', setting: 'cursor.cpp.disabledLanguages', form: 'ids' },
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
 * The value of the workspace with notes switched off, and nothing else changed.
 *
 * @param own the value that the workspace has now, without that of the user
 */
export function keptOff({ form }: Assistant, own: unknown): unknown {
  if (form !== 'languages') return [...(Array.isArray(own) ? (own as unknown[]) : []), ENTRY[form]];
  return { ...(typeof own === 'object' ? own : {}), [LANGUAGE_ID]: false };
}
