import { lineAt } from '../../syntax/line-at.js';
import type { SourceRange } from '../../syntax/source-range.js';
import { escape } from '../markdown.js';

/** 1-based line of a place in its file; undefined if the place is in no file any more. */
export type LineOf = (place: SourceRange) => number | undefined;

/** ` — line 4: by: RN KL` */
export function citation(place: SourceRange, lineOf: LineOf): string {
  const line = lineAt(place.block, place.start);
  const text = line ? place.block.text.slice(line.start, line.end).trim() : '';
  const number = lineOf(place);
  return ` — ${number === undefined ? '' : `line ${number}: `}${escape(text.length > 90 ? `${text.slice(0, 89)}…` : text)}`;
}
