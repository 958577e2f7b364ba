// Finds British spellings and words that STYLE.md bans. STYLE.md has the lists, so that there is one of them.
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** Folders and files whose text is not ours, or quotes what people write. */
const NOT_OURS = [
  /(^|\/)node_modules\//,
  /^(dist|\.cache|\.git|\.vscode-test|\.screenshots)\//,
  /^((bench\/)?package-lock\.json|test\/mutation\/package-lock\.json|LICENSE|test\/support\/.*\.schema\.json)/,
  /^server\/data\/(icd10cm.*|taxonomy|hcpcs|modifiers-other|ncci-pairs)\.json$/,
  /^server\/src\/core\/rules\/privacy\/phi\/words\.ts$/, // family names and words that look like them
  /^test\/(unit\/(seeds|intake\/charts)|fuzz\/(inputs|regressions)|charts|intake|support\/intake)\//,
  /^test\/unit\/ratchet\.test\.ts$/, // quotes what it bans
];
const TEXT = /\.(ts|mts|mjs|cjs|js|json|jsonc|md|ya?ml|css|svg|html|encounter|sh|py|lua|el|vim|toml)$|^\.ci\/run$/;
/** The style guide quotes what it bans. */
const GUIDE = 'STYLE.md';

/**
 * The lists of STYLE.md: each section has one list in a code block, entries separated by commas or line ends.
 *
 * @returns patterns by what they are called in a message
 */
export function bannedPatterns(guide) {
  const listOf = heading => {
    const block = guide.split(`## ${heading}\n`)[1]?.match(/```text\n([^]*?)```/)?.[1];
    if (!block) throw new Error(`${GUIDE}: the section “${heading}” has no list`);
    return block.split(/[,\n]/).flatMap(entry => entry.trim() || []);
  };
  const words = listOf('Words not used').map(
    word => `\\b${word.replaceAll(' ', '\\s+')}${word.endsWith('_') ? '' : '\\b'}`,
  );
  const spellings = listOf('British spellings').map(spellingPattern);
  return {
    words: new RegExp(words.join('|'), 'gi'),
    // A word of its own, or one in the middle of a name: color, fontColor.
    spellings: new RegExp(`(?<![a-z])(?:${spellings.join('|')})|(?:${spellings.map(capital).join('|')})`, 'g'),
    exceptions: listOf('Exceptions'),
  };
}

function spellingPattern(entry) {
  const stem = entry.slice(0, -1);
  if (entry.endsWith('-')) return stem;
  if (entry.endsWith('~')) return `${stem}(?:e[sdr]?|ing|ations?|able)(?![a-z])`;
  return `${entry}(?![a-z])`;
}

const capital = stem => stem[0].toUpperCase() + stem.slice(1);

/** Every text file of the project, as a path with forward slashes. */
export function textFiles(root, folder = '') {
  return readdirSync(path.join(root, folder), { withFileTypes: true })
    .flatMap(entry => {
      const file = path.posix.join(folder, entry.name);
      if (NOT_OURS.some(pattern => pattern.test(entry.isDirectory() ? `${file}/` : file))) return [];
      if (entry.isDirectory()) return textFiles(root, file);
      return TEXT.test(file) && file !== GUIDE ? [file] : [];
    })
    .sort();
}

/** `{ line, word }` of each banned word of a text. Notes may quote people, so only their spelling is looked at. */
export function bannedWords(text, { words, spellings, exceptions }, isNote = false) {
  const found = [];
  for (const [i, line] of text.split('\n').entries()) {
    const own = exceptions.reduce((rest, exception) => rest.replaceAll(exception, ' '), line);
    for (const pattern of isNote ? [spellings] : [words, spellings])
      for (const [word] of own.matchAll(pattern)) found.push({ line: i + 1, word });
  }
  return found;
}

/** File → its banned words, for the files that have any. */
export function wordsOfProject(root) {
  const patterns = bannedPatterns(readFileSync(path.join(root, GUIDE), 'utf8'));
  return new Map(
    textFiles(root).flatMap(file => {
      const found = bannedWords(readFileSync(path.join(root, file), 'utf8'), patterns, file.endsWith('.encounter'));
      return found.length > 0 ? [[file, found]] : [];
    }),
  );
}
