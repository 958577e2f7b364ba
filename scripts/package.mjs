// npm run package [-- FILE]: builds, and packs what is needed at run time into encounter-notes-VERSION.vsix.
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { packedFiles } from './lib/packed-files.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
if (status !== 0) process.exit(1);

const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const stage = path.join(root, '.cache/package'); // of the whole project, vsce would read every file of an unpacked VS Code too
rmSync(stage, { recursive: true, force: true });
/** Programs of the npm package: the extension starts neither. */
const COMMANDS = /^dist\/(mcp)\.js$/;
for (const file of packedFiles(root).filter(name => !COMMANDS.test(name)))
  cpSync(path.join(root, file), path.join(stage, file));
await createVSIX({
  cwd: stage,
  packagePath: path.resolve(process.argv[2] ?? path.join(root, `${name}-${version}.vsix`)),
  dependencies: false, // every run-time library is in the bundles
  rewriteRelativeLinks: false,
});
