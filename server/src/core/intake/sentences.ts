import type { Span } from '../syntax/tree.js';

/** Words before a point that ends no sentence. */
const ABBREVIATION =
  /(?:^|[ (])(?:dr|mr|mrs|ms|st|vs|no|approx|appt|e\.g|i\.e|hosp|dept|tel|ext|est|resp|inc|co|pt|[a-z])$|^(?:[a-z]\.){1,2}[a-z]$/;

/** Words before a point and a number of theirs: `exp. 03/28`. */
const ABBREVIATED_LABEL =
  /(?:^|[ (,;])(?:exp|lot|ser|vol|conc|resid|res|asp|amt|qty|ref|max|avg|temp|inj|inv|vs|hr|rr)$/;

/** Longer ones are cut, so that the time of reading grows with the length of a text and no faster. In characters. */
const LONGEST = 2000;

/** The sentences of a span: they end with a point, a question or exclamation mark before a blank. */
export function sentencesOf(text: string, span: Span): Span[] {
  const sentences: Span[] = [];
  let from = span.start;
  for (const mark of text.slice(span.start, span.end).matchAll(/[.!?]+["')\]]?(?=[ \n])|[.!?]["')]?(?=$)/g)) {
    const at = span.start + mark.index;
    if (text[at] === '.' && ABBREVIATION.test(text.slice(Math.max(from, at - 8), at))) continue;
    if (text[at] === '.' && isBeforeNumber(text, at) && ABBREVIATED_LABEL.test(text.slice(Math.max(from, at - 8), at)))
      continue;
    push(from, at + mark[0].length);
    from = at + mark[0].length;
  }
  push(from, span.end);
  return sentences;

  function push(start: number, end: number): void {
    while (start < end && (text[start] === ' ' || text[start] === '\n')) start++;
    while (end > start && (text[end - 1] === ' ' || text[end - 1] === '\n')) end--;
    while (end - start > LONGEST) {
      const blank = text.lastIndexOf(' ', start + LONGEST);
      const cut = blank > start ? blank : start + LONGEST;
      sentences.push({ start, end: cut });
      start = text[cut] === ' ' ? cut + 1 : cut;
    }
    if (end > start) sentences.push({ start, end });
  }
}

function isBeforeNumber(text: string, point: number): boolean {
  return /^[ :#]{0,3}\$?[a-z]{0,3}-?\d/.test(text.slice(point + 1, point + 9));
}
