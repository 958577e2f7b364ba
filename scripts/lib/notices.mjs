// The licenses of the libraries that are bundled into dist/, which ask that their text goes along.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The text of dist/THIRD-PARTY-NOTICES.txt for the files that esbuild bundled (paths relative to the root). Throws when
 * one has no license file.
 */
export function thirdPartyNotices(root, bundledFiles) {
  const packages = new Set(bundledFiles.map(packageOf).filter(Boolean));
  return [...packages]
    .sort()
    .map(folder => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
      const file = readdirSync(path.join(root, folder)).find(entry => /^licen[cs]e/i.test(entry));
      if (!file) throw new Error(`${folder} has no license file to ship`);
      return `${name} ${version} (${license})\n\n${readFileSync(path.join(root, folder, file), 'utf8').trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * `node_modules/a/node_modules/@b/c/lib/x.js` → `node_modules/a/node_modules/@b/c`; undefined for a file of our own.
 */
const packageOf = file => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1];
