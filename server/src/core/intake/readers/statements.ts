import type { Key } from '../../syntax/vocabulary.js';
import type { Chart, Reading } from '../chart.js';
import { isDenied, notOfThisVisit } from '../guards.js';
import type { PhrasePattern } from '../patterns.js';
import { isTitleOf, type Segment } from '../segments.js';

/** A place where words of a wording are, and the item that they make. */
export interface Statement {
  readonly item: string;
  readonly segment: Segment;
  readonly start: number;
  readonly end: number;
}

/**
 * Every affirmed place of the wordings in this visit, in the order of the wordings.
 * @param anyTime what was done before the visit counts too, as a consent or a drug that was stopped
 */
export function statementsOf(chart: Chart, patterns: readonly PhrasePattern[], anyTime = false): Statement[] {
  const values = chart.segments.filter((segment, i) => !isTitleOf(segment, chart.segments[i + 1]));
  return patterns.flatMap(pattern =>
    values.flatMap(segment =>
      anyTime && segment.section !== 'aside'
        ? inSegment(chart, segment, pattern, () => undefined)
        : inSegment(chart, segment, pattern, notOfThisVisit),
    ),
  );
}

const DENIED_AFTER = /^[^;,.]{0,24}\b(?:not (?:used|needed|done|required|obtained)|: ?no)\b/;

function inSegment(
  chart: Chart,
  segment: Segment,
  { item, says, unless, denies }: PhrasePattern,
  blocked: typeof notOfThisVisit,
): Statement[] {
  const lead = segment.labeled && segment.valueStart === segment.start ? `${segment.label}: ` : '';
  const text = lead + segment.text;
  if (unless?.test(text)) return [];
  return [...text.matchAll(says)].flatMap(match => {
    const from = segment.start + match.index - lead.length;
    const start = Math.max(segment.start, from);
    if (match[0] === '' || blocked(segment, start, chart.date)) return [];
    const behind = text.slice(match.index + match[0].length);
    if (!denies && (isDenied(segment, start) || DENIED_AFTER.test(behind) || isAnsweredNo(segment, from))) return [];
    return [{ item, segment, start, end: endOf(segment, start, from + match[0].length) }];
  });
}

/** `Template: N - palpated`: words of a label whose value denies them. */
function isAnsweredNo({ labeled, text, start, valueStart }: Segment, at: number): boolean {
  return labeled && at < valueStart && ANSWERED_NO.test(text.slice(valueStart - start));
}

const ANSWERED_NO =
  /^(?:no|n|none|not (?:used|done|needed|required|applicable)|n\/a|nil|declined|-+)(?= *(?:$|[-,;.(]))/;

/** Words in a label go on to the value behind it, up to its first comma. */
function endOf(segment: Segment, start: number, end: number): number {
  const from = Math.max(end, segment.valueStart);
  if (!segment.labeled || end > segment.valueStart + 1) return Math.min(segment.end, Math.max(start + 1, end));
  const clause = segment.text.slice(from - segment.start).search(/[,;]|$/);
  return Math.min(segment.end, Math.max(start + 1, from + clause));
}

/** Words of a title or of the name of the procedure, after which the text says the same in full. */
function isTitle({ segments }: Chart, { segment }: Statement): boolean {
  const name = /\b(?:procedures?|operations?|title)\b/;
  const named = name.test(segment.label) || (segment.label === '' && name.test(segment.heading));
  return segments.indexOf(segment) < 2 || (named && !/\b(?:was|were|had|is|are)\b/.test(segment.text));
}

/** One reading of each item: where the text says it in full, else in a title. */
export function firstOfEach(chart: Chart, key: Key, statements: readonly Statement[]): Reading[] {
  const items = [...new Set(statements.map(({ item }) => item))];
  return items.map(item => {
    const all = statements.filter(one => one.item === item);
    const { start, end } = all.find(one => !isTitle(chart, one)) ?? all[0]!;
    return { key, item, start, end };
  });
}
