// Loads a TypeScript module of the project into a script: bundled in memory, so nothing is left on the disk.
import path from 'node:path';
import { build } from 'esbuild';

/**
 * @param {string} root the project's folder
 * @param {string} file the module, relative to it
 * @returns {Promise<any>} its exports
 */
export async function importTypeScript(root, file) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [path.join(root, file)],
    bundle: true,
    write: false,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    logLevel: 'warning',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}
