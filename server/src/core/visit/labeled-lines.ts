/** Lines of a chart that were pasted with their labels (`Residual: 4.1 mL`): text of the note, and none of its keys. */
import type { TextFact } from '../encounter/model.js';
import { asKey } from '../syntax/vocabulary.js';
import { memoByVisit } from './memo.js';

/** A few words and a colon. */
const LABEL = /^[A-Za-z][A-Za-z /-]{0,40}:/;
/** Labels of what lies before or after this visit. */
const OTHER_TIME =
  /^(?:next|plan|follow|return|schedul|last|previous|prior|future|history|pmh|psh|allerg|home|reason|meds?\b|medications?\b|current med)|^[^:]*\b(?:due|date|history|hx|allergies)\b[^:]*:/i;

/** Whether a line is labeled as one of what lies before or after this visit (`Next refill: …`, `Plan: …`). */
export function isOfOtherTime(text: string): boolean {
  return OTHER_TIME.test(text) && text.includes(':');
}

/** What a label is denied with, or left empty. */
const DENIED = /^[^:]*:\s*(?:$|(?:no|not|none|never|n\/a|denie[sd]|declined|refused|cancel\w*|deferred|0 ?ml)\b)/i;

/** The labeled lines about this visit, each with its label as a word of the text. */
export const labeledLines = memoByVisit((visit): readonly TextFact[] => {
  const { block } = visit.encounter;
  const found: TextFact[] = [];
  for (const line of block.lines) {
    let start: number, text: string;
    if (line.kind === 'field') {
      if (asKey(line.key.text)) continue;
      start = line.key.start;
      text = block.text.slice(start, line.end).trimEnd();
    } else if (line.kind === 'stray' || line.kind === 'narrative' || line.kind === 'fenced')
      ({ start, text } = line.text);
    else continue;
    if (!LABEL.test(text) || isOfOtherTime(text) || DENIED.test(text)) continue;
    found.push({ value: text.replace(':', ' '), block, start, end: start + text.length });
  }
  return found;
});
