// npm run build [-- NAME…]: bundles the extension, the language server and the command line into dist/.
// Every run-time library ends up inside a bundle, so the package ships no node_modules.
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { thirdPartyNotices } from './lib/notices.mjs';
import { problemsOf, readData } from './validate-data.mjs';

const root = path.resolve(import.meta.dirname, '..');

/** Bundle name → entry file. */
const ENTRIES = {
  extension: 'client/src/extension.node.ts',
  server: 'server/src/main.node.ts',
  cli: 'server/src/cli/main.ts',
};

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(ENTRIES);
const unknown = wanted.filter(name => !Object.hasOwn(ENTRIES, name));
const missing = wanted.filter(name => Object.hasOwn(ENTRIES, name) && !existsSync(path.join(root, ENTRIES[name])));
if (unknown.length || missing.length) {
  for (const name of unknown) console.error(`build: no bundle is called "${name}"; there are ${Object.keys(ENTRIES).join(', ')}`);
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
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [ENTRIES[name]],
    outfile: `dist/${name}.js`,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs', // an ES module bundle of the language-server library does not start
    mainFields: ['module', 'main'],
    external: ['vscode'],
    minify: true,
    sourcemap: 'external',
    legalComments: 'none',
    banner: name === 'cli' ? { js: '#!/usr/bin/env node' } : {},
    metafile: true,
    logLevel: 'warning',
  }).catch(() => process.exit(1)); // esbuild has said why
  bundled.push(...Object.keys(metafile.inputs));
}
if (wanted.includes('cli')) chmodSync(path.join(root, 'dist/cli.js'), 0o755);
writeFileSync(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(root, bundled));
console.log(`built ${wanted.map(name => `dist/${name}.js`).join(', ')}`);
