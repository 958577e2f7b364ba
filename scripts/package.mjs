// npm run package [-- FILE]: builds, and packs what the extension needs at run time into encounter-notes-VERSION.vsix.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';

const root = path.resolve(import.meta.dirname, '..');
const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
if (status !== 0) process.exit(1);
await createVSIX({
  cwd: root,
  dependencies: false, // every run-time library is in the bundles
  allowMissingRepository: true,
  rewriteRelativeLinks: false,
  ...(process.argv[2] ? { packagePath: path.resolve(process.argv[2]) } : {}),
});
