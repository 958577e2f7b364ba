// npm run build [-- NAME…]: bundles the extension, the language server and the command line into dist/.
// npm run watch: the same without minifying, for a debugger, and again after each change of a source.
// Every run-time library ends up inside a bundle, so the package ships no node_modules.
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build, context } from 'esbuild';
import { billOfMaterials, bundledPackages, thirdPartyNotices } from './lib/bundled-packages.mjs';
import { clientApart } from './lib/client-apart.mjs';
import { dataAsText, sharedTable, sharedTableFile } from './lib/data-as-text.mjs';
import { noNetwork } from './lib/no-network.mjs';
import { problemsOf, readData } from './validate-data.mjs';

const root = path.resolve(import.meta.dirname, '..');

/**
 * Bundle name → entry file. Those in browser/ run in a browser: the extension in a web extension host, the server in a
 * web worker.
 */
const ENTRIES = {
  extension: 'client/src/extension.node.ts',
  client: 'client/src/client.node.ts',
  server: 'server/src/main.node.ts',
  cli: 'server/src/cli/main.ts',
  mcp: 'server/src/mcp/serve.ts',
  'browser/extension': 'client/src/extension.browser.ts',
  'browser/server': 'server/src/main.browser.ts',
};

/** Bundles that are started as a process, each by a launcher of its own. */
const STARTED = ['server', 'cli'];

const isWatching = process.argv.includes('--watch');
const named = process.argv.slice(2).filter(argument => argument !== '--watch');
const wanted = named.length > 0 ? named : Object.keys(ENTRIES);
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
for (const old of readdirSync(path.join(root, 'dist'))) if (old.endsWith('.code')) rmSync(path.join(root, 'dist', old));
const dataHash = hashOf(['server/data', 'server/src/core']);
const bundled = [];
for (const name of wanted) {
  const isStarted = STARTED.includes(name);
  await bundle(ENTRIES[name], `dist/${name}${isStarted ? '.main' : ''}.js`, platformOf(name));
  if (isStarted) writeFileSync(path.join(root, `dist/${name}.js`), launcherOf(name));
}
const table = sharedTableFile(root);
writeFileSync(path.join(root, 'dist', table.name), table.text);
if (wanted.includes('cli')) chmodSync(path.join(root, 'dist/cli.js'), 0o755);
if (!isWatching && named.length === 0) describeBundled(bundledPackages(bundled));
console.log(`${isWatching ? 'watching' : 'built'} ${wanted.map(name => `dist/${name}.js`).join(', ')}`);

/** Writes which libraries are in the bundles, with their licenses and hashes. */
function describeBundled(packages) {
  writeFileSync(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(root, packages));
  writeFileSync(path.join(root, 'dist/sbom.cdx.json'), billOfMaterials(root, packages));
}

/** A hash of the tables and rules, by which a record of a check names what it was checked by. */
function hashOf(folders) {
  const hash = createHash('sha256');
  const files = folders.flatMap(folder =>
    readdirSync(path.join(root, folder), { recursive: true }).map(name => path.join(folder, name)),
  );
  for (const file of files.filter(name => /\.(json|ts)$/.test(name)).sort())
    hash
      .update(`${file.replaceAll('\\', '/')}\0`)
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

/**
 * Lets Node (22.1 and newer) keep the compiled code of the bundle in its own cache; the bundle must be another file for
 * that.
 */
function launcherOf(name) {
  return `#!/usr/bin/env node
require('node:module').enableCompileCache?.();
require('./${name}.main.js');
`;
}

/** What esbuild must know of the platform of a bundle. */
function platformOf(name) {
  const cjs = { platform: 'node', target: 'node20', format: 'cjs' }; // the language-server library does not start as an ES module
  // An extension gets `vscode` by `require`, and so must the file that it loads.
  if (name === 'extension') return { ...cjs, supported: { 'dynamic-import': false } };
  if (!name.startsWith('browser/')) return cjs;
  // A web extension host loads an extension as CommonJS; a worker is a script.
  return { platform: 'browser', target: 'es2022', format: name === 'browser/server' ? 'iife' : 'cjs' };
}

async function bundle(entry, outfile, platform) {
  const options = {
    absWorkingDir: root,
    entryPoints: [entry],
    outfile,
    bundle: true,
    ...platform,
    mainFields: ['module', 'main'],
    external: ['vscode'],
    minify: !isWatching,
    sourcemap: 'linked',
    legalComments: 'none',
    plugins: [...(platform.platform === 'node' ? [sharedTable] : []), dataAsText, noNetwork, clientApart],
    define: { DATA_HASH: JSON.stringify(dataHash) },
    metafile: true,
    logLevel: 'warning',
  };
  if (isWatching) return watch(options);
  const { metafile } = await build(options).catch(() => process.exit(1)); // esbuild has printed the reason
  bundled.push(...Object.keys(metafile.inputs));
}

/** Builds now and after each change; the two lines that it prints tell an editor when. */
async function watch(options) {
  const announce = {
    name: 'announce',
    setup(setup) {
      setup.onStart(() => console.log(`building ${options.outfile}`));
      setup.onEnd(({ errors }) => console.log(errors.length > 0 ? 'build failed' : `built ${options.outfile}`));
    },
  };
  const watching = await context({ ...options, plugins: [...options.plugins, announce] });
  await watching.watch();
}
