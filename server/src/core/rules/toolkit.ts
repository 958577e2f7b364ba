/** What many rules need: names for lines and places, and the edits that their fixes are made of. Each edit touches only the span it names. */
import type { BilledCode, Diagnosis, Fact, Place } from '../encounter/model.js';
import type { Visit } from '../encounter/visit.js';
import type { Edit } from '../fix.js';
import type { Block, Line } from '../syntax/tree.js';
import { KEYS, type Key } from '../syntax/vocabulary.js';

/** The whole visible text of a line, without blanks at its ends. */
export function placeOfLine(block: Block, line: Line): Place {
  const text = block.text.slice(line.start, line.end);
  const start = line.start + (text.length - text.trimStart().length);
  return { block, start, end: Math.max(start, line.start + text.trimEnd().length) };
}

/** A span of a known block. */
export function at(block: Block, start: number, end: number): Place {
  return { block, start, end };
}

export function replace(place: Place, text: string): Edit {
  return { at: at(place.block, place.start, place.end), text };
}

/** Takes a line away, with its line break. */
export function deleteLine(block: Block, line: Line): Edit {
  // The last line of a text without a final break takes the break before it along.
  const before = block.lines[line.number - 1];
  const start = line.next === line.end && before ? before.end : line.start;
  return { at: at(block, start, line.next), text: '' };
}

/** The line break that the block uses. */
export function lineBreak(block: Block): string {
  const first = block.lines.find((line) => line.next > line.end);
  return first ? block.text.slice(first.end, first.next) : '\n';
}

/** Puts whole lines below a line. */
export function insertBelow(block: Block, line: Line, ...lines: string[]): Edit {
  const br = lineBreak(block);
  return line.next > line.end
    ? { at: at(block, line.next, line.next), text: lines.map((l) => l + br).join('') }
    : { at: at(block, line.end, line.end), text: lines.map((l) => br + l).join('') };
}

/** Puts a field line where a coder would type it: in the usual order of keys, never inside a fence. */
export function insertField(visit: Visit, key: Key, text: string): Edit {
  const { block } = visit.encounter;
  const rank = KEYS.indexOf(key);
  let below: Line = block.lines[0]!;
  for (const line of block.lines) {
    if (line.kind !== 'field') continue;
    const other = KEYS.indexOf(line.key.text.toLowerCase() as Key);
    if (other >= 0 && other <= rank) below = line;
  }
  return insertBelow(block, below, text);
}

/** Puts a code line below the last one, or below the last field where the encounter bills nothing yet. */
export function insertCode(visit: Visit, text: string): Edit {
  const { block } = visit.encounter;
  const below = visit.encounter.codes.at(-1)?.line ?? block.lines.findLast((line) => line.kind === 'field') ?? block.lines[0]!;
  return insertBelow(block, below, text);
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
  return { at: at(billed.block, billed.codeSpan.end, end), text: modifiers.map((m) => `-${m}`).join('') };
}

/** Adds a modifier where it belongs: what changes the amount first, then what decides payment, then what informs. */
export function addModifier(visit: Visit, billed: BilledCode, modifier: string): Edit {
  const rank = (m: string): number => visit.codes.modifier(m)?.position ?? 3;
  const all = billed.modifiers.map((m) => m.value);
  const index = all.findIndex((m) => rank(m) > rank(modifier));
  all.splice(index < 0 ? all.length : index, 0, modifier);
  return setModifiers(billed, all);
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

/**
 * The diagnoses of the note in another order or fewer of them, with every pointer rewritten to follow.
 * @returns undefined where a code line would lose its last pointer: such a fix is not offered
 */
export function rearrangeDiagnoses(visit: Visit, kept: readonly Diagnosis[]): Edit[] | undefined {
  const { block, dx, codes } = visit.encounter;
  const first = dx[0], last = dx.at(-1);
  if (!first || !last || kept.length === 0) return undefined;
  const letterOf = new Map(kept.map((d, i) => [d.letter, String.fromCharCode(65 + i)]));
  const edits: Edit[] = [{ at: at(block, first.start, last.end), text: kept.map((d) => block.text.slice(d.start, d.end)).join(', ') }];
  for (const billed of codes) {
    if (!billed.pointersFact) continue;
    const letters = [...billed.pointers].map((l) => (dx.some((d) => d.letter === l) ? letterOf.get(l) : l)).filter((l) => l !== undefined);
    if (letters.length === 0) return undefined;
    if (letters.join('') !== billed.pointers) edits.push(setPointers(billed, letters.join('')));
  }
  return edits;
}

/** `95990`, `95990 and 62367`, `95990, 62367 and 62368`: for messages. */
export function list(words: readonly string[], join = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${join} ${words.at(-1)}`;
}
