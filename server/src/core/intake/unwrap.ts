import { columnsOf } from './columns.js';
import { isAllCapitals } from './headings.js';
import { labelsAbove } from './labels-above.js';
import { layoutMarks } from './layout-marks.js';
import { paragraphsOf } from './paragraphs.js';
import { replaceGaps, type Gap, type Replaced } from './replace-gaps.js';
import { linesOf, normalize } from './source-text.js';
import { visitDateOf } from './visit-date.js';

const MAX_WORD = 24;
/** A word with a hyphen at the end of a line. */
const PARTED = /[a-z]-$/;
/** First parts of words that are written with a hyphen in any position: `low-reservoir`. */
const COMPOUND =
  /\b(?:low|high|pre|post|self|patient|single|multi|multiple|one|two|three|four|long|short|well|old|new|half|day|week|month|year|follow|check|time|side|end|hand|old|full|constant|fixed|gauge|water|drug|pa|np|fnp|x|t)-$/;

/**
 * Puts sentences that wrap on one line, with one blank for the line break and the indent behind it, and leaves out the
 * marks of layout.
 */
export function unwrap(original: string): Replaced {
  const plain = replaceGaps(original, layoutMarks(original));
  const joined = replaceGaps(plain.source, lineBreaks(plain.source));
  return { source: joined.source, spanInSource: span => plain.spanInSource(joined.spanInSource(span)) };
}

/** The line breaks within sentences, and those between a label and the value below it. */
function lineBreaks(source: string): Gap[] {
  const text = normalize(source);
  const lines = linesOf(source, text);
  const gaps: Gap[] = labelsAbove(text, lines).map(({ label, value }) => ({
    start: label.end,
    end: value.start,
    by: ': ',
  }));
  const rows = columnsOf(text, lines, visitDateOf(text, lines));
  for (const { first, last } of paragraphsOf(text, lines, rows, isAllCapitals(lines)))
    for (let i = first; i < last; i++) gaps.push(lineBreak(text, lines[i]!.end, lines[i + 1]!.start));
  return gaps;
}

/** One blank, or nothing within a word that is parted at the end of its line. */
function lineBreak(text: string, end: number, start: number): Gap {
  const words = text.slice(Math.max(0, end - MAX_WORD), end);
  if (!PARTED.test(words) || !/[a-z]/.test(text[start]!)) return { start: end, end: start, by: ' ' };
  return { start: COMPOUND.test(words) ? end : end - 1, end: start, by: '' };
}
