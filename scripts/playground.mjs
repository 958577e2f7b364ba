// npm run playground: builds dist/playground/, a page that any file server can show, or a browser straight from the
// disk. The language server of the extension is inside its script.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { bundledPackages, thirdPartyNotices } from './lib/bundled-packages.mjs';

const root = path.resolve(import.meta.dirname, '..');
const page = path.join(root, 'dist/playground');

const { status } = spawnSync(process.execPath, [path.join(root, 'scripts/build.mjs')], { stdio: 'inherit' });
if (status !== 0) process.exit(1);
rmSync(page, { recursive: true, force: true });
mkdirSync(page, { recursive: true });
for (const file of ['playground/index.html', 'playground/style.css', 'media/icon.png'])
  cpSync(path.join(root, file), path.join(page, path.basename(file)));

/** `x?text` is the text of the file. */
const textFiles = {
  name: 'text files',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /\?text$/ }, ({ path: name, resolveDir }) => ({
      path: path.resolve(resolveDir, name.replace(/\?text$/, '')),
      namespace: 'text',
    }));
    onLoad({ filter: /.*/, namespace: 'text' }, ({ path: file }) => ({
      contents: readFileSync(file, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'),
      loader: 'text',
    }));
  },
};
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ['playground/src/main.ts'],
  outfile: path.join(page, 'playground.js'),
  bundle: true,
  platform: 'browser',
  target: 'es2022',
  format: 'iife', // a module is not loaded from a disk
  minify: true,
  legalComments: 'none',
  plugins: [textFiles],
  metafile: true,
  logLevel: 'warning',
}).catch(() => process.exit(1));
const server = readFileSync(path.join(root, 'dist/THIRD-PARTY-NOTICES.txt'), 'utf8');
const own = thirdPartyNotices(root, bundledPackages(Object.keys(metafile.inputs)));
writeFileSync(path.join(page, 'THIRD-PARTY-NOTICES.txt'), `${own}\n${'-'.repeat(80)}\n\n${server}`);
console.log(`built ${path.relative(process.cwd(), page)}${path.sep}index.html`);
