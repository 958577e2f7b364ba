import type { Key } from '../../syntax/vocabulary.js';
import type { Chart, Reading } from '../chart.js';
import { isDenied, notOfThisVisit } from '../guards.js';
import type { PhrasePattern } from '../patterns.js';
import type { Segment } from '../segments.js';

/** A place where words of a wording stand, and the item that they make. */
export interface Statement {
  readonly item: string;
  readonly segment: Segment;
  readonly start: number;
  readonly end: number;
}

/** Every affirmed place of the wordings in this visit, in the order of the wordings. */
export function statementsOf(chart: Chart, patterns: readonly PhrasePattern[], date = chart.date): Statement[] {
  const dated = { ...chart, date };
  return patterns.flatMap(pattern => chart.segments.flatMap(segment => inSegment(dated, segment, pattern)));
}

function inSegment(chart: Chart, segment: Segment, { item, says, unless, denies }: PhrasePattern): Statement[] {
  const lead = segment.labelled && segment.valueStart === segment.start ? `${segment.label}: ` : '';
  const text = lead + segment.text;
  if (unless?.test(text)) return [];
  return [...text.matchAll(says)].flatMap(match => {
    const from = segment.start + match.index - lead.length;
    const start = Math.max(segment.start, from);
    if (match[0] === '' || notOfThisVisit(segment, start, chart.date)) return [];
    if (
      !denies &&
      (isDenied(segment, start) ||
        /^[^;,.]{0,24}\b(?:not (?:used|needed|done|required|obtained)|: ?no)\b/.test(
          text.slice(match.index + match[0].length),
        ))
    )
      return [];
    const end = Math.min(segment.end, Math.max(start + 1, from + match[0].length));
    return [{ item, segment, start, end }];
  });
}

/** The first place of each item as a reading. */
export function firstOfEach(key: Key, statements: readonly Statement[], line?: number): Reading[] {
  const seen = new Set<string>();
  return statements.flatMap(({ item, start, end }) => {
    if (seen.has(item)) return [];
    seen.add(item);
    return [{ key, item, start, end, ...(line ? { line } : {}) }];
  });
}
