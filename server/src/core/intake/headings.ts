import type { Line } from './source-text.js';
import { SECTIONS, type SectionKind } from './wordings/sections.js';

const sections = SECTIONS.map(({ kind, heading }) => ({ kind, whole: new RegExp(`^(?:${heading})$`) }));

/** What the words under a heading or behind a label are about; undefined if the wordings do not know it. */
export function sectionOf(heading: string): SectionKind | undefined {
  const words = heading
    .replaceAll(/\([^)]{0,200}\)/g, '')
    .replace(/^(?:part )?[\divx]+[.) -]+|[ :.-]+$/g, '')
    .trim();
  return sections.find(({ whole }) => whole.test(words))?.kind;
}

/** Whether the whole text is written in capitals, so that capitals mark no heading. */
export function isAllCapitals(lines: readonly Line[]): boolean {
  const prose = lines.filter(line => !line.empty && line.end - line.start > 20);
  return prose.length > 0 && prose.filter(line => line.capitals).length > prose.length * 0.7;
}

/** What no heading holds: the end of a sentence, an amount, a date, a code. */
const NO_HEADING = /[.;,]$|\d[\d.,]*[ ]?(?:ml|cc|mcg|mg|%)(?!\w)|\d[/-]\d|\b[a-z]\d[0-9a-z]\.\d|\b[a-z]?\d{5}\b/;
const LONGEST = 70;

/** The words of a paragraph that is a heading and nothing more; undefined if it says something itself. */
export function headingAt(
  source: string,
  text: string,
  lines: readonly Line[],
  paragraph: { readonly first: number; readonly last: number },
): string | undefined {
  const line = lines[paragraph.first]!;
  const next = lines.slice(paragraph.first + 1).find(other => !other.empty);
  if (!next || paragraph.first !== paragraph.last || line.cells.length !== 1) return undefined;
  if (line.bullet && !/\d/.test(source.slice(line.start - 4, line.start))) return undefined;
  const words = text.slice(line.start, line.end).replace(TIME_STAMP, '$1');
  const title = words.replace(/:$/, '').trim();
  if (words.length > LONGEST || NO_HEADING.test(words) || /:[ ]/.test(title) || title.split(' ').length > 9)
    return undefined;
  if (line.bullet) return isCapital(source, line) && !isAllCapitals(lines) ? title : undefined;
  if ((line.ruled && title.split(' ').length < 6) || words.endsWith(':') || sectionOf(title) !== undefined)
    return title;
  if (isCapital(source, line) && !isAllCapitals(lines)) return title;
  if (isTitleCase(source, lines, paragraph.first)) return title;
  const opensBlock = next.indent > line.indent + (next.bullet ? 0 : 1);
  return opensBlock && title.split(' ').length <= 6 && !/\d/.test(title) ? title : undefined;
}

/** `PROGRAM CHANGE 11/13/2026 15:31`: when a programmer did what the heading names. */
const TIME_STAMP =
  /^((?:program\w*|prescription|settings?|pump|session|therapy) (?:change|update|adjustment)s?)[ :-]+\d{1,4}[/-]\w{1,3}[/-]\d{2,4}(?:,? +\d{1,2}:\d{2}(?: ?[ap]m)?)?$/;

/** A short line with each word capitalized, between a blank line and what it opens: `Pump Information`. */
function isTitleCase(source: string, lines: readonly Line[], at: number): boolean {
  const line = lines[at]!;
  const words = source.slice(line.start, line.end);
  return (
    at > 0 &&
    lines[at - 1]!.empty &&
    lines[at + 1]?.empty === false &&
    /^[A-Z][a-z]+(?:[- /&]+(?:[A-Z][a-z]+|of|and|the|for))*$/.test(words) &&
    words.split(' ').length <= 5
  );
}

/** Capitals, except in parentheses: `INTERROGATION (before)`. */
function isCapital(source: string, line: Line): boolean {
  const letters = source.slice(line.start, line.end).replaceAll(/\([^)]{0,200}\)|[^A-Za-z]/g, '');
  return line.capitals || (letters.length > 2 && letters === letters.toUpperCase());
}
