import type { BilledCode, Diagnosis, Fact } from './model.js';
import type { Edit } from '../edits/fix.js';
import type { SourceRange } from '../syntax/source-range.js';
import { at, replace } from '../edits/builders.js';

/** Edits of a code line: its code, modifiers, units, pointers and text. */

/** The code of a billed line, without its modifiers. */
export function placeOfCode(billed: BilledCode): SourceRange {
  return at(billed.block, billed.codeSpan.start, billed.codeSpan.end);
}

/** The code of a diagnosis, without the words after it. */
export function placeOfDiagnosis(dx: Diagnosis): SourceRange {
  return at(dx.block, dx.codeSpan.start, dx.codeSpan.end);
}

/** Another code in place of a billed one; its modifiers stay unless they are given. */
export function swapCode(billed: BilledCode, code: string, modifiers?: readonly string[]): Edit {
  const last = billed.modifiers.at(-1);
  const end = modifiers && last ? last.end : billed.codeSpan.end;
  return { at: at(billed.block, billed.codeSpan.start, end), text: [code, ...(modifiers ?? [])].join('-') };
}

/** The same code with these modifiers, in this order. */
export function setModifiers(billed: BilledCode, modifiers: readonly string[]): Edit {
  const end = billed.modifiers.at(-1)?.end ?? billed.codeSpan.end;
  return { at: at(billed.block, billed.codeSpan.end, end), text: modifiers.map(m => `-${m}`).join('') };
}

export function removeModifier(billed: BilledCode, modifier: Fact<string>): Edit {
  return { at: at(billed.block, modifier.start - 1, modifier.end), text: '' };
}

export function setUnits(billed: BilledCode, units: number | string): Edit {
  if (billed.unitsFact) return replace(billed.unitsFact, `x${units}`);
  const end = billed.modifiers.at(-1)?.end ?? billed.codeSpan.end;
  return { at: at(billed.block, end, end), text: ` x${units}` };
}

export function setPointers(billed: BilledCode, letters: string): Edit {
  if (billed.pointersFact) return replace(billed.pointersFact, `@${letters}`);
  const end = billed.unitsFact?.end ?? billed.modifiers.at(-1)?.end ?? billed.codeSpan.end;
  return { at: at(billed.block, end, end), text: ` @${letters}` };
}

/** What a line should say instead; `text` of a line that keeps its own is left out, and `''` takes it away. */
export interface Rewritten {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly text?: string;
}

/** Another code, modifiers, units and text on a billed line; its pointers, charge and NDC stay. */
export function rewriteCode(billed: BilledCode, to: Rewritten): Edit[] {
  const { block } = billed;
  const head = [to.code, ...to.modifiers].join('-');
  const headEnd = billed.modifiers.at(-1)?.end ?? billed.codeSpan.end;
  const edits: Edit[] = [
    { at: at(block, billed.codeSpan.start, headEnd), text: billed.unitsFact ? head : `${head} x${to.units}` },
  ];
  if (billed.unitsFact) edits.push(replace(billed.unitsFact, `x${to.units}`));
  if (to.text === undefined) return edits;
  const typed = to.text ? `"${to.text}"` : '';
  if (billed.text) edits.push(typed ? replace(billed.text, typed) : takeOut(billed.text));
  else if (typed) edits.push(insertText(billed, typed));
  return edits;
}

/** Puts a text at the end of a billed line, before a trailing comment. */
export function insertText(billed: BilledCode, typed: string): Edit {
  return { at: at(billed.block, billed.end, billed.end), text: ` ${typed}` };
}

/** Takes a part of a line away with the blanks before it. */
function takeOut(place: SourceRange): Edit {
  const { text } = place.block;
  let start = place.start;
  while (start > 0 && (text[start - 1] === ' ' || text[start - 1] === '\t')) start--;
  return { at: at(place.block, start, place.end), text: '' };
}
