// The core, and how the command judges with it, as the bundles have them, for measurements without a process around them.
import { createRequire } from 'node:module';
import path from 'node:path';
import { build } from 'esbuild';
import { dataAsText } from '../../scripts/lib/data-as-text.mjs';

const root = path.resolve(import.meta.dirname, '../..');
const bundle = path.join(root, '.cache/bench/core.cjs');

export async function bundleCore() {
  await build({
    absWorkingDir: root,
    outfile: bundle,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    minify: true,
    logLevel: 'warning',
    plugins: [dataAsText],
    stdin: {
      resolveDir: root,
      loader: 'ts',
      contents: `export { createLanguage } from './server/src/core/language.js';
        export { parseNote } from './server/src/core/syntax/parse.js';
        export { readDefaults, readEncounter } from './server/src/core/encounter/read-encounter.js';
        export { forgetShared } from './server/src/core/collections/recent.js';
        export { judgeGroup } from './server/src/cli/run/judge.js';
        export { openNote, partition } from './server/src/cli/run/partition.js';
        export { surroundingsOf } from './server/src/cli/run/surroundings.js';`,
    },
  });
}

/** Of the bundle that {@link bundleCore} made. */
export function loadCore() {
  return createRequire(import.meta.url)(bundle);
}
