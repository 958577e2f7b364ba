// The language server in a web worker: an editor in a browser starts it and speaks to it by messages.
import { BrowserMessageReader, BrowserMessageWriter, createConnection } from 'vscode-languageserver/browser';
import { importForClient } from '../project/code-store/import-files.browser.js';
import { openStored, storedFilesIn } from '../project/code-store/open-language.browser.js';
import { createClientFileSystem } from '../project/file-system.browser.js';
import type { Host } from './host.js';
import { filterMessages } from './message-filter.js';
import { serve } from './server.js';

/** @param worker the global scope of the worker */
export function serveWorker(worker: ConstructorParameters<typeof BrowserMessageReader>[0]): void {
  const writer = new BrowserMessageWriter(worker);
  const connection = createConnection(new BrowserMessageReader(worker), writer, {
    messageStrategy: filterMessages(writer),
  });
  serve(connection, (options): Host => ({
    fs: createClientFileSystem((method, params) => connection.sendRequest(method, params)),
    openLanguage: (_, onProblem) => openStored(storedFilesIn(options), onProblem),
    importCodeSets: (files, how) => importForClient(files, how, storedFilesIn(options)),
    rulePage: ruleId => rulePageIn(options, ruleId),
  }));
}

/**
 * `rulePages` of the initialization options: the URI of the folder of the rules' pages, which ships with the extension.
 */
function rulePageIn(options: unknown, ruleId: string): string | undefined {
  const pages =
    typeof options === 'object' && options !== null && 'rulePages' in options ? options.rulePages : undefined;
  return typeof pages === 'string' ? `${pages}/${ruleId}.md` : undefined;
}
