// The core as the bundles have it, for measurements without a process around it.
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { dataAsText } from '../../scripts/lib/data-as-text.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const bundle = path.join(root, '.cache/bench/core.cjs');

export async function bundleCore() {
  await build({
    absWorkingDir: root, outfile: bundle, bundle: true, platform: 'node', target: 'node20', format: 'cjs', minify: true, logLevel: 'warning', plugins: [dataAsText],
    stdin: {
      resolveDir: root, loader: 'ts',
      contents: `export { createLanguage } from './server/src/core/language.js';
        export { parseNote } from './server/src/core/syntax/parse.js';
        export { readDefaults, readEncounter } from './server/src/core/encounter/read-encounter.js';`,
    },
  });
}

/** Of the bundle that {@link bundleCore} made. */
export function loadCore() {
  return createRequire(import.meta.url)(bundle);
}
