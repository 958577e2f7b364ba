import path from 'node:path';

/** A path relative to the working folder if it is below it; a given name unchanged. */
export function shown(file: string): string {
  return path.isAbsolute(file) ? path.relative(process.cwd(), file) || file : file;
}

/** The URI of a file: relative to the working folder if it is below it, else absolute. */
export function uriOf(file: string): string {
  const relative = shown(file);
  const inside = !relative.startsWith('..') && !path.isAbsolute(relative);
  const parts = (inside ? relative : file).split(path.sep).map(encodeURIComponent).join('/');
  return inside ? parts : `file://${parts.startsWith('/') ? '' : '/'}${parts}`;
}

/** The path of a file with forward slashes: relative to the working folder if it is below it, else absolute. */
export function slashed(file: string): string {
  const relative = shown(file);
  return (relative.startsWith('..') ? file : relative).split(path.sep).join('/');
}

export function plural(n: number, word: string, many = `${word}s`): string {
  return `${n} ${n === 1 ? word : many}`;
}

/** A sentence: hard links to a note still lead to its old text. @param links the number of links, at least 1 */
export function keepOldText(links: number): string {
  return links === 1
    ? 'Another name of this file, a hard link, keeps the old text.'
    : `${links} other names of this file, hard links, keep the old text.`;
}
