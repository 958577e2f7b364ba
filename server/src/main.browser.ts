// The language server as a web worker: an editor in a browser starts `dist/browser/server.js`.
import { serveWorker } from './lsp/serve.browser.js';

serveWorker(globalThis);
