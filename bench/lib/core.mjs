// The core, and how the command checks with it, as the bundles have them, for measurements without a process around
// them.
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
        export { readDefaults, readEncounters } from './server/src/core/encounter/read-encounter.js';
        export { checkBatch } from './server/src/cli/run/check-batch.js';
        export { openNote, partition, PlannedBatch } from './server/src/cli/run/split-by-patient.js';
        export { resolveCheckInputs } from './server/src/cli/run/check-inputs.js';`,
    },
  });
}

/** What the bundle of {@link bundleCore} exports. */
export function loadCore() {
  return createRequire(import.meta.url)(bundle);
}
