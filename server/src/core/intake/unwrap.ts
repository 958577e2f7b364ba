import { columnsOf } from './columns.js';
import { isAllCapitals } from './headings.js';
import { paragraphsOf } from './paragraphs.js';
import { labelsAbove } from './labels-above.js';
import { linesOf, normalize } from './source-text.js';
import { visitDateOf } from './visit-date.js';
import type { Span } from '../syntax/tree.js';

/** A source whose sentences each are on one line, and where its spans are in the source itself. */
export interface Unwrapped {
  readonly source: string;
  spanInSource<T extends Span>(span: T): T;
}

const MAX_WORD = 24;
/** A word with a hyphen at the end of a line. */
const PARTED = /[a-z]-$/;
/** First parts of words that are written with a hyphen in any position: `low-reservoir`. */
const COMPOUND =
  /\b(?:low|high|pre|post|self|patient|single|multi|multiple|one|two|three|four|long|short|well|old|new|half|day|week|month|year|follow|check|time|side|end|hand|old|full|constant|fixed|gauge|water|drug|x|t)-$/;

const PICK_LIST = /\{[^{}\n"]{0,120}?(?:::"([^"\n{}]{0,200})")?\}/g;

/** Choices of a template, `{mode:88::"flex"}`: what was picked stays; where nothing was picked, nothing does. */
function pickLists(original: string): { start: number; end: number; by: string }[] {
  const lists = [...original.matchAll(PICK_LIST)].flatMap(({ index, 0: all, 1: picked }) => {
    const end = index + all.length;
    if (picked !== undefined) {
      const from = end - 2 - picked.length;
      return [
        { start: index, end: from, by: '' },
        { start: end - 2, end, by: '' },
      ];
    }
    return /:\d+\}$/.test(all) ? [{ start: index, end, by: '' }] : [];
  });
  const marks = [...original.matchAll(/[{}]/g)].map(({ index }) => ({ start: index, end: index + 1, by: '' }));
  return [...lists, ...marks.filter(mark => !lists.some(({ start, end }) => mark.start >= start && mark.start < end))];
}

/** Characters of a label that dots lead from. */
const MAX_LEADER_LABEL = 60;

/** Whether the words before dots begin a line or a cell, and are no sentence. */
function isLabel(before: string): boolean {
  const words = /(?:^|\n|\t|\||  )([^\n\t|]{1,50})$/.exec(before)?.[1];
  return words !== undefined && !/[.;!?] /.test(words);
}

/** Puts sentences that wrap on one line, with one blank for the line break and the indent behind it, and drops carriage returns. Of blanks behind the colon
 * of a label one stays. */
export function unwrap(original: string): Unwrapped {
  /** Spans of the source that one blank, or nothing, replaces. */
  const gaps = [...original.matchAll(/\r(?=\n)/g)].map(({ index }) => ({ start: index, end: index + 1, by: '' }));
  gaps.push(...pickLists(original));
  for (const { index } of original.matchAll(/(?<=[a-z])\(s\)/gi)) gaps.push({ start: index, end: index + 3, by: 's' });
  for (const { index, 0: blanks } of original.matchAll(/(?<=[a-z)]:) {2,}(?=\S)/gi))
    gaps.push({ start: index, end: index + blanks.length, by: ' ' });
  for (const { index, 0: leader } of original.matchAll(/(?<=[A-Za-z)])[ \t]?:?[ \t]?(?:\.[ ]?){3,}:?[ \t]*(?=\S)/g))
    if (isLabel(original.slice(Math.max(0, index - MAX_LEADER_LABEL), index)))
      gaps.push({ start: index, end: index + leader.length, by: ': ' });
  const text = normalize(original);
  const lines = linesOf(original, text);
  for (const { label, value } of labelsAbove(text, lines)) gaps.push({ start: label.end, end: value.start, by: ': ' });
  const rows = columnsOf(text, lines, visitDateOf(text, lines));
  for (const { first, last } of paragraphsOf(text, lines, rows, isAllCapitals(lines)))
    for (let i = first; i < last; i++) {
      const { end } = lines[i]!;
      const { start } = lines[i + 1]!;
      const words = text.slice(Math.max(0, end - MAX_WORD), end);
      if (!PARTED.test(words) || !/[a-z]/.test(text[start]!)) gaps.push({ start: end, end: start, by: ' ' });
      else
        gaps.push(COMPOUND.test(words) ? { start: end, end: start, by: '' } : { start: end - 1, end: start, by: '' });
    }
  gaps.sort((a, b) => a.start - b.start || b.end - a.end);

  let source = '',
    at = 0;
  /** From this offset on, so many characters are missing. */
  const shifts: { from: number; by: number }[] = [];
  for (const { start, end, by } of gaps) {
    if (start < at) continue;
    source += original.slice(at, start) + by;
    at = end;
    shifts.push({ from: source.length, by: at - source.length });
  }
  source += original.slice(at);

  const inSource = (offset: number): number => {
    let low = 0,
      high = shifts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (shifts[middle]!.from <= offset) low = middle + 1;
      else high = middle;
    }
    return offset + (low ? shifts[low - 1]!.by : 0);
  };
  return {
    source,
    spanInSource: span => ({ ...span, start: inSource(span.start), end: inSource(span.end - 1) + 1 }),
  };
}
