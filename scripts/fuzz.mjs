// npm run fuzz [-- --seed N] [--minutes M]: bundles test/fuzz/ and runs it in a process of its own; test/fuzz/README.md tells what it does.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { build } from 'esbuild';

const root = path.resolve(import.meta.dirname, '..');
const outfile = path.join(root, '.cache/fuzz/main.mjs');
await build({
  absWorkingDir: root, entryPoints: ['test/fuzz/main.ts'], outfile, bundle: true, packages: 'external', platform: 'node', target: 'node20', format: 'esm', sourcemap: 'inline', logLevel: 'warning',
});
process.exitCode = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...process.argv.slice(2)], { cwd: root, stdio: 'inherit' }).status ?? 1;
