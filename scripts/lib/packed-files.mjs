import { npm } from './npm.mjs';

/**
 * The files that are shipped, relative to the root: what `files` in package.json names, the manifest, the README and
 * the license.
 */
export function packedFiles(root) {
  const [{ files }] = JSON.parse(npm(['pack', '--dry-run', '--json'], root));
  return files.map(file => file.path);
}
