// node worker-process.mjs: runs dist/browser/server.js with the globals of a web worker and none of Node's, and passes
// its messages on over standard input and output, so that a test can speak to it as to any language server. Answers its
// requests for files from the disk, as the extension does in a browser. Any use of the network ends the
// process with an error.
import { readdir, readFile, stat } from 'node:fs/promises';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import vm from 'node:vm';
import { StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';

const bundle = path.resolve(import.meta.dirname, '../../dist/browser/server.js');
const reader = new StreamMessageReader(process.stdin);
const writer = new StreamMessageWriter(process.stdout);
const worker = startWorker(message => {
  if (typeof message.method === 'string' && Object.hasOwn(FILES, message.method)) void answer(message);
  else void writer.write(message);
});
reader.listen(message => worker.receive(message));
process.stdin.on('end', () => process.exit(0));

/** @param send receives each message of the worker */
function startWorker(send) {
  const onNetwork = name => () => {
    process.stderr.write(`the worker asked for ${name}\n`);
    process.exit(3);
  };
  const scope = vm.createContext({
    addEventListener: () => undefined,
    // Messages are copied, as between two threads.
    postMessage: message => send(structuredClone(message)),
    ...pick('setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'queueMicrotask', 'structuredClone'),
    ...pick('TextDecoder', 'TextEncoder', 'performance', 'crypto', 'URL', 'AbortController', 'atob', 'btoa'),
    ...Object.fromEntries(
      ['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'importScripts'].map(name => [name, onNetwork(name)]),
    ),
  });
  scope.self = scope;
  vm.runInContext(readFileSync(bundle, 'utf8'), scope, { filename: bundle });
  // In its own words, so that the worker sees objects of its own realm.
  const receive = vm.runInContext('text => onmessage({ data: JSON.parse(text) })', scope);
  const receiveBytes = vm.runInContext(
    '(id, bytes) => onmessage({ data: { jsonrpc: "2.0", id, result: Uint8Array.from(bytes) } })',
    scope,
  );
  return { receive: message => receive(JSON.stringify(message)), receiveBytes };
}

function pick(...names) {
  return Object.fromEntries(names.map(name => [name, globalThis[name]]));
}

const FILES = {
  'encounterNotes/listFolder': async ({ uri }) =>
    (await readdir(fileURLToPath(uri), { withFileTypes: true })).map(entry => ({
      name: entry.name,
      kind: kindOf(entry),
    })),
  'encounterNotes/readFile': ({ uri }) => readFile(fileURLToPath(uri)),
  'encounterNotes/fileKind': async ({ uri }) => kindOf(await stat(fileURLToPath(uri))),
};

async function answer({ id, method, params }) {
  const result = await FILES[method](params).catch(() => ({
    problem: 'there is no such file or folder',
    isMissing: true,
  }));
  if (Buffer.isBuffer(result)) worker.receiveBytes(id, result);
  else worker.receive({ jsonrpc: '2.0', id, result });
}

function kindOf(entry) {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'link';
}
