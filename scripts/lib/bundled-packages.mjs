// The libraries that are bundled into dist/: their licenses, whose texts must be distributed with them, and the software bill
// of materials.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/**
 * The folders of the packages of which files were bundled, sorted.
 *
 * @param bundledFiles the inputs of esbuild, relative to the root
 */
export function bundledPackages(bundledFiles) {
  return [...new Set(bundledFiles.map(packageOf).filter(Boolean))].sort();
}

/**
 * `node_modules/a/node_modules/@b/c/lib/x.js` → `node_modules/a/node_modules/@b/c`, also if `node_modules` is a link to
 * another folder; undefined for a file of our own.
 */
function packageOf(file) {
  const inPackages = /(?:^|\/)(node_modules\/.*)$/.exec(file)?.[1] ?? '';
  return /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(inPackages)?.[1];
}

/** The text of dist/THIRD-PARTY-NOTICES.txt. Throws if a package has no license file. */
export function thirdPartyNotices(root, folders) {
  return folders
    .map(folder => {
      const { name, version, license } = JSON.parse(readFileSync(path.join(root, folder, 'package.json'), 'utf8'));
      const file = readdirSync(path.join(root, folder)).find(entry => /^licen[cs]e/i.test(entry));
      if (!file) throw new Error(`${folder} has no license file to ship`);
      return `${name} ${version} (${license})\n\n${readFileSync(path.join(root, folder, file), 'utf8').trim()}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/**
 * The text of dist/sbom.cdx.json: CycloneDX 1.6, from the lock file. It holds no time and no serial number, so that two
 * builds give the same bytes.
 */
export function billOfMaterials(root, folders) {
  const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8'));
  const { name, version, license, description } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const components = folders.map(folder => componentOf(folder, packages[folder]));
  const product = { type: 'application', 'bom-ref': `${name}@${version}`, name, version, description };
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { ...product, licenses: [{ license: { id: license } }] } },
    components,
    dependencies: [
      { ref: product['bom-ref'], dependsOn: components.map(component => component['bom-ref']) },
      ...components.map(component => ({ ref: component['bom-ref'] })),
    ],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function componentOf(folder, locked) {
  if (!locked) throw new Error(`the lock file does not know ${folder}`);
  const fullName = folder.replace(/^.*node_modules\//, '');
  const [scope, name] = fullName.startsWith('@') ? fullName.split('/') : ['', fullName];
  const purl = `pkg:npm/${scope ? `${encodeURIComponent(scope)}/` : ''}${name}@${locked.version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    ...(scope ? { group: scope } : {}),
    name,
    version: locked.version,
    licenses: [{ license: { id: locked.license } }],
    hashes: [hashOf(locked.integrity)],
    purl,
  };
}

/** `sha512-BASE64` as CycloneDX writes it. */
function hashOf(integrity) {
  const [algorithm, value] = /^(sha\d+)-(.*)$/.exec(integrity).slice(1);
  return { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(value, 'base64').toString('hex') };
}
