// The data files in a bundle: the rows of a table are in it as text, and are read when a program first asks for them.
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Of a value shorter than this, text would cost more than it saves. */
const LEAST = 1000;

/**
 * esbuild plugin for `server/data/*.json`: what imports such a file sees the same object, whose large values are made
 * on their first use.
 */
export const dataAsText = {
  name: 'data as text',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]server[\\/]data[\\/](profiles[\\/])?[^\\/]+\.json$/ }, ({ path }) => ({
      contents: moduleOf(JSON.parse(readFileSync(path, 'utf8'))),
      loader: 'js',
    }));
  },
};

/** The table that is larger than all others together: the programs of Node share one file of it. */
const SHARED = 'icd10cm-codes';

/** esbuild plugin for programs of Node, before {@link dataAsText}: the large values of the shared table are in its file. */
export const sharedTable = {
  name: 'shared table',
  setup({ onLoad, onResolve }) {
    const file = `./${SHARED}.js`;
    onResolve({ filter: new RegExp(`^\\./${SHARED}\\.js$`) }, () => ({ path: file, external: true }));
    onLoad({ filter: new RegExp(`[\\\\/]server[\\\\/]data[\\\\/]${SHARED}\\.json$`) }, ({ path: table }) => ({
      contents: moduleOf(JSON.parse(readFileSync(table, 'utf8')), name => `require('${file}')[${name}]`),
      loader: 'js',
    }));
  },
};

/** The file of the shared table, to put beside the bundles: its name and its text. */
export function sharedTableFile(root) {
  const data = JSON.parse(readFileSync(path.join(root, `server/data/${SHARED}.json`), 'utf8'));
  const large = Object.entries(data).map(([key, value]) => [JSON.stringify(key), JSON.stringify(value)]);
  const lines = large
    .filter(([, json]) => json.length >= LEAST)
    .map(([name, json]) => `exports[${name}] = ${parsed(json)};\n`);
  return { name: `${SHARED}.js`, text: lines.join('') };
}

const parsed = json => `JSON.parse(${JSON.stringify(json)})`;

/** @param valueOf the code that gives a large value, of its name and its text */
function moduleOf(data, valueOf = (_, json) => parsed(json)) {
  const properties = Object.entries(data).map(([key, value]) => {
    const name = JSON.stringify(key),
      json = JSON.stringify(value);
    if (json.length < LEAST) return `${name}: ${json}`;
    const again = `Object.defineProperty(this, ${name}, { value: ${valueOf(name, json)}, enumerable: true })`;
    return `get ${name}() { return (${again})[${name}]; }`;
  });
  return `export default { ${properties.join(', ')} };`;
}
