// npm run package [-- FILE]: builds, and packs what is needed at run time into encounter-notes-VERSION.vsix. The same
// sources give the same bytes, on any day and in any folder or time zone.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import { packedFiles } from './lib/packed-files.mjs';

const root = path.resolve(import.meta.dirname, '..');
const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
if (status !== 0) process.exit(1);

const { name, version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
const stage = path.join(root, '.cache/package'); // of the whole project, vsce would read every file of an unpacked VS Code too
rmSync(stage, { recursive: true, force: true });
// vsce sorts the entries and gives each this time if it is set; a zip file holds local times.
process.env.SOURCE_DATE_EPOCH = String(Date.UTC(2026, 0, 1) / 1000);
process.env.TZ = 'UTC';
/** A program of the npm package that the extension does not start. */
const FOR_AGENTS = 'dist/mcp.js';
for (const file of packedFiles(root).filter(name => name !== FOR_AGENTS)) {
  cpSync(path.join(root, file), path.join(stage, file));
  chmodSync(path.join(stage, file), file === 'dist/cli.js' ? 0o755 : 0o644); // not as the umask of the checkout has it
}
await createVSIX({
  cwd: stage,
  packagePath: path.resolve(process.argv[2] ?? path.join(root, `${name}-${version}.vsix`)),
  dependencies: false, // every run-time library is in the bundles
  rewriteRelativeLinks: false,
});
