/** Also the prefix of the settings and commands that package.json declares. */
export const CLIENT_ID = 'encounterNotes';
export const CLIENT_NAME = 'Encounter Notes';
export const LANGUAGE_ID = 'encounter-note';
