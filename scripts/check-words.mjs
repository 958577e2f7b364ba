// npm run check-words [-- FOLDER]: names each British spelling and banned word (STYLE.md) with its line; fails if there
// is one.
import path from 'node:path';
import { wordsOfProject } from './lib/words.mjs';

const root = path.resolve(import.meta.dirname, '..');
const folder = process.argv[2] ?? '';
const found = [...wordsOfProject(root)].filter(([file]) => file.startsWith(folder));
for (const [file, words] of found) for (const { line, word } of words) console.error(`${file}:${line}: ${word}`);
if (found.length > 0) {
  console.error('STYLE.md lists the words not used and the exceptions.');
  process.exitCode = 1;
}
