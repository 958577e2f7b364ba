import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Language } from '../core/language.js';
import type { Workspace } from '../core/workspace/workspace.js';
import type { DiagnosticsStore } from './diagnostics-store.js';
import type { Host } from './host.js';
import type { Log } from './log.js';
import type { Note, Notes } from './notes.js';
import type { UserSettings } from './settings.js';

/** Everything that a feature of the server works with. */
export interface Context {
  readonly connection: Connection;
  readonly host: Host;
  readonly log: Log;
  readonly language: Language;
  readonly workspace: Workspace;
  readonly notes: Notes;
  readonly diagnostics: DiagnosticsStore;
  readonly settings: UserSettings;
  /** What the client supports. */
  readonly client: ClientCapabilities;
  /** The client's command that opens completion at the caret, if it sent one in its initialization options. */
  readonly suggestCommand: string | undefined;
  /** The client's command that puts a text on the clipboard, if it sent one in its initialization options. */
  readonly copyCommand: string | undefined;
  /** The client's command that opens the page of a code, if hovers may link to it. */
  readonly codePageCommand: string | undefined;
  /** Whether the client asked in its initialization options to be notified of changes. */
  readonly wantsChanges: boolean;
  /** Resolves if all pending files and settings are read, or after a maximum time. */
  ready(): Promise<void>;
  /**
   * Calls back after a note is added, removed or changed, or settings change; without a note, any note can be affected.
   */
  onChange(listener: (note?: Note) => void): void;
}

/** One feature of the server: registers its handlers and returns its capabilities. */
export type Feature = (context: Context) => ServerCapabilities;
