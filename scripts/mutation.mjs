// npm run mutation [-- STRYKER OPTIONS]: changes the core in small ways and reports the changes that no test notices.
// Stryker is installed by the first run. The whole core takes hours. One file with its own tests takes a minute:
// MUTATION_TESTS='test/unit/text/*.test.ts' npm run mutation -- --mutate server/src/core/text/truncate.ts
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { npm } from './lib/npm.mjs';
import { nodeOf } from './lib/vscode-install.mjs';

const root = path.resolve(import.meta.dirname, '..');
const home = path.join(root, 'test/mutation');
const MIN_NODE_MAJOR = 22;

npm(['ci', '--ignore-scripts'], home);
const isNewEnough = Number(process.versions.node.split('.')[0]) >= MIN_NODE_MAJOR;
const node = isNewEnough ? process.execPath : nodeOf('24', path.join(root, '.vscode-test'));
const { status } = spawnSync(
  node,
  [
    path.join(home, 'node_modules/@stryker-mutator/core/bin/stryker.js'),
    'run',
    path.join(home, 'stryker.config.json'),
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
