/** So long may a sentence be that quotes a note; a longer one holds a word or a list that nobody would read whole. */
const MOST = 1000;
const LONG_WORD = 80;

/** A sentence that can be read, whatever the note that it quotes holds: words and sentences beyond all measure end in an ellipsis. */
export function truncate(sentence: string): string {
  if (sentence.length <= MOST) return sentence;
  let said = '';
  for (const [part] of sentence.matchAll(/\S+|\s+/g)) {
    said += part.length > LONG_WORD && part.trim() ? `${cut(part, LONG_WORD)}…` : part;
    // What follows is not looked at: a sentence may name thousands of codes, and thousands of findings may say it.
    if (said.length > MOST) return `${cut(said, MOST)}…`;
  }
  return said;
}

/** The beginning of a text, without half a character at its end, be it half a pair or a letter that has lost its accent. */
function cut(text: string, length: number): string {
  let end = length;
  while (end > 0 && (isHigh(text.charCodeAt(end - 1)) || MARK.test(text.slice(end, end + 2)))) end--;
  // Nothing but marks: no letter loses any.
  return text.slice(0, end || length);
}

function isHigh(c: number): boolean {
  return c >= 0xd800 && c < 0xdc00;
}

const MARK = /^\p{M}/u;
