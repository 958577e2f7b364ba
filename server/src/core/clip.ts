/** So long may a sentence be that quotes a note; a longer one holds a word or a list that nobody would read whole. */
const MOST = 1000;
const LONG_WORD = 80;

/** A sentence that can be read, whatever the note that it quotes holds: words and sentences beyond all measure end in an ellipsis. */
export function clip(sentence: string): string {
  if (sentence.length <= MOST) return sentence;
  let said = '';
  for (const [part] of sentence.matchAll(/\S+|\s+/g)) {
    said += part.length > LONG_WORD && part.trim() ? `${cut(part, LONG_WORD)}…` : part;
    // What follows is not looked at: a sentence may name thousands of codes, and thousands of findings may say it.
    if (said.length > MOST) return `${cut(said, MOST)}…`;
  }
  return said;
}

/** The beginning of a text, without half a character at its end. */
function cut(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}
