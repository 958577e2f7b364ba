// npm run build [-- NAME…]: bundles the extension, the language server and the command line into dist/.
// Every run-time library ends up inside a bundle, so the package ships no node_modules.
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { dataAsText } from './lib/data-as-text.mjs';
import { AS_FUNCTION, keepCode, toAscii } from './lib/launched.mjs';
import { loadWhenUsed } from './lib/load-when-used.mjs';
import { thirdPartyNotices } from './lib/notices.mjs';
import { problemsOf, readData } from './validate-data.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** Bundle name → entry file. */
const ENTRIES = {
  extension: 'client/src/extension.node.ts',
  server: 'server/src/main.node.ts',
  cli: 'server/src/cli/main.ts',
};

/** Bundles that are started as a process, and how each is run so that V8 compiles what a start takes. */
const LAUNCHED = {
  server: { args: ['--stdio'], said: oneSession() },
  cli: { args: ['check', 'examples/clinic-day.encounter'], said: [{ text: '' }] },
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(ENTRIES);
const unknown = wanted.filter(name => !Object.hasOwn(ENTRIES, name));
const missing = wanted.filter(name => Object.hasOwn(ENTRIES, name) && !existsSync(path.join(root, ENTRIES[name])));
if (unknown.length || missing.length) {
  for (const name of unknown)
    console.error(`build: no bundle is called "${name}"; there are ${Object.keys(ENTRIES).join(', ')}`);
  for (const name of missing) console.error(`build: the entry of dist/${name}.js is missing: ${ENTRIES[name]}`);
  process.exit(1);
}

const faults = problemsOf(readData());
if (faults.length > 0) {
  for (const fault of faults) console.error(`build: ${fault}`);
  process.exit(1);
}

mkdirSync(path.join(root, 'dist'), { recursive: true });
const bundled = [];
for (const name of wanted) {
  const launched = LAUNCHED[name];
  await bundle(ENTRIES[name], launched ? `dist/${name}.main.js` : `dist/${name}.js`, {
    sourcemap: 'external',
    ...(launched ? AS_FUNCTION : {}),
  });
  if (!launched) continue;
  const code = toAscii(path.join(root, `dist/${name}.main.js`));
  await bundle('server/src/launch.node.ts', `dist/${name}.js`, {
    define: { BUNDLE: JSON.stringify(name), CODE: JSON.stringify(code) },
    banner: { js: '#!/usr/bin/env node' },
  });
  await keepCode(path.join(root, 'dist'), name, code, { ...launched, cwd: root });
}
if (wanted.includes('cli')) chmodSync(path.join(root, 'dist/cli.js'), 0o755);
writeFileSync(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(root, bundled));
console.log(`built ${wanted.map(name => `dist/${name}.js`).join(', ')}`);

async function bundle(entry, outfile, options) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs', // an ES module bundle of the language-server library does not start
    mainFields: ['module', 'main'],
    external: ['vscode'],
    minify: true,
    legalComments: 'none',
    plugins: [dataAsText, loadWhenUsed],
    metafile: true,
    logLevel: 'warning',
    ...options,
  }).catch(() => process.exit(1)); // esbuild has said why
  bundled.push(...Object.keys(metafile.inputs));
}

/** What an editor says that opens a note, asks for its findings and, once it has them, leaves. */
function oneSession() {
  const uri = 'file:///note.encounter';
  const note = {
    uri,
    languageId: 'encounter-note',
    version: 1,
    text: readFileSync(path.join(root, 'examples/clinic-day.encounter'), 'utf8'),
  };
  const messages = list =>
    list
      .map(message => JSON.stringify({ jsonrpc: '2.0', ...message }))
      .map(body => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
      .join('');
  return [
    {
      text: messages([
        {
          id: 1,
          method: 'initialize',
          params: { processId: null, rootUri: null, capabilities: { textDocument: { diagnostic: {} } } },
        },
        { method: 'initialized', params: {} },
        { method: 'textDocument/didOpen', params: { textDocument: note } },
        { id: 2, method: 'textDocument/diagnostic', params: { textDocument: { uri } } },
      ]),
      until: '"id":2',
    },
    { text: messages([{ id: 3, method: 'shutdown' }, { method: 'exit' }]) },
  ];
}
