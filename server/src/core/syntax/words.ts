import { isAlnum } from './chars.js';

/** The words of a text in lower case: runs of letters and digits. @param also characters that count as letters too */
export function wordsOf(text: string, also = ''): string[] {
  const words: string[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const inside = i < text.length && (isAlnum(text.charCodeAt(i)) || (also !== '' && also.includes(text[i]!)));
    if (inside && start < 0) start = i;
    if (!inside && start >= 0) {
      words.push(text.slice(start, i).toLowerCase());
      start = -1;
    }
  }
  return words;
}
