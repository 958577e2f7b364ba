// The data files in a bundle: the rows of a table are in it as text, and are read when a program first asks for them.
import { readFileSync } from 'node:fs';

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

function moduleOf(data) {
  const properties = Object.entries(data).map(([key, value]) => {
    const name = JSON.stringify(key),
      json = JSON.stringify(value);
    if (json.length < LEAST) return `${name}: ${json}`;
    const again = `Object.defineProperty(this, ${name}, { value: JSON.parse(${JSON.stringify(json)}), enumerable: true })`;
    return `get ${name}() { return (${again})[${name}]; }`;
  });
  return `export default { ${properties.join(', ')} };`;
}
