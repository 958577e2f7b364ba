import type { ClientCapabilities, Connection, ServerCapabilities } from 'vscode-languageserver';
import type { Language } from '../core/language.js';
import type { Workspace } from '../core/workspace/workspace.js';
import type { Host } from './host.js';
import type { Log } from './log.js';
import type { Note, Notes } from './notes.js';
import type { Reports } from './diagnostics-store.js';
import type { UserSettings } from './settings.js';

/** What every feature of the server works with. */
export interface Context {
  readonly connection: Connection;
  readonly host: Host;
  readonly log: Log;
  readonly language: Language;
  readonly workspace: Workspace;
  readonly notes: Notes;
  readonly reports: Reports;
  readonly settings: UserSettings;
  /** What the client can do. */
  readonly client: ClientCapabilities;
  /** The client's command that completes further at the caret, if it has one and said so when it started the server. */
  readonly suggestCommand: string | undefined;
  /** Whether the client asked to be told of changes, when it started the server. */
  readonly wantsChanges: boolean;
  /** Resolves when all files and settings that were on the way have come, or when waiting longer would keep answers back. */
  ready(): Promise<void>;
  /** Calls back after a note came, went or changed, or other settings hold; without a note, any of them may be concerned. */
  onChange(listener: (note?: Note) => void): void;
}

/** One thing that the server can do: listens on the connection, and says what the client may ask for. */
export type Feature = (context: Context) => ServerCapabilities;
