// npm run check-words [-- --update] [-- --list [FOLDER]]: fails if a file has more British spellings or banned words (STYLE.md) than
// .allowed-words.json allows, or fewer. --list prints each with its line; --update shrinks the list.
import path from 'node:path';
import { holdRatchet } from './lib/ratchet.mjs';
import { wordsOfProject } from './lib/words.mjs';

const root = path.resolve(import.meta.dirname, '..');
const found = wordsOfProject(root);
const list = process.argv.indexOf('--list');
if (list > 0) {
  const folder = process.argv[list + 1] ?? '';
  for (const [file, words] of found)
    if (file.startsWith(folder)) for (const { line, word } of words) console.log(`${file}:${line}: ${word}`);
}
const counts = Object.fromEntries([...found].map(([file, words]) => [file, words.length]));
if (list < 0 && !holdRatchet(root, '.allowed-words.json', { words: counts })) {
  console.error('See STYLE.md; `npm run check-words -- --list FOLDER` names the lines.');
  process.exitCode = 1;
}
