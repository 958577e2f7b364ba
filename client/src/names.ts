/** Also the prefix of the settings and commands that package.json declares. */
export const CLIENT_ID = 'encounterNotes';
export const CLIENT_NAME = 'Encounter Notes';
export const LANGUAGE_ID = 'encounter-note';
/**
 * Where notes are worked on: files, new ones, and files of a repository that was opened without a copy on disk. The old
 * side of a diff and other read-only views have schemes of their own, and stay free of findings.
 */
export const NOTE_SCHEMES: readonly string[] = ['file', 'untitled', 'vscode-vfs'];
/** The one command of the server: the client registers it when the server runs. */
export const COMPLETE_CLAIM = 'encounterNotes.completeClaim';
