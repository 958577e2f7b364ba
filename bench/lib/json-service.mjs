import { createRequire } from 'node:module';
import { NOTE_SCHEMA } from './json-schema.mjs';

// Its types promise names that an ES module import of it does not find.
const { getLanguageService, TextDocument } = createRequire(import.meta.url)('vscode-json-languageservice');

const service = getLanguageService({});

export const parse = document => service.parseJSONDocument(document);

/** What the service finds in a document that holds notes. */
export const validate = document =>
  service.doValidation(document, parse(document), { schemaValidation: 'warning' }, NOTE_SCHEMA);

export const open = (uri, text) => TextDocument.create(uri, 'json', 1, text);

export const update = (document, change, version) => TextDocument.update(document, [change], version);
