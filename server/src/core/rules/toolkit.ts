/** What many rules need: names for lines and places, and the edits that their fixes are made of. Each edit touches only the span it names. */
import { memoByVisit } from '../visit/memo.js';
import type { Unverified } from '../codes/types.js';
import { diagnosisOf, letterAt } from '../encounter/diagnosis-letter.js';
import type { BilledCode, Diagnosis, Fact, SourceRange } from '../encounter/model.js';
import type { Visit } from '../visit/visit.js';
import type { Edit } from '../edits/fix.js';
import type { Block, Line } from '../syntax/tree.js';
import { KEYS, type Key } from '../syntax/vocabulary.js';

/** A span of a known block. */
export function at(block: Block, start: number, end: number): SourceRange {
  return { block, start, end };
}

/** The code of a billed line, without its modifiers. */
export function placeOfCode(billed: BilledCode): SourceRange {
  return at(billed.block, billed.codeSpan.start, billed.codeSpan.end);
}

/** The code of a diagnosis, without the words after it. */
export function placeOfDiagnosis(dx: Diagnosis): SourceRange {
  return at(dx.block, dx.codeSpan.start, dx.codeSpan.end);
}

export function replace(place: SourceRange, text: string): Edit {
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
  const first = block.lines.find(line => line.next > line.end);
  return first ? block.text.slice(first.end, first.next) : '\n';
}

/** Puts whole lines below a line. */
export function insertBelow(block: Block, line: Line, ...lines: string[]): Edit {
  const br = lineBreak(block);
  return line.next > line.end
    ? { at: at(block, line.next, line.next), text: lines.map(l => l + br).join('') }
    : { at: at(block, line.end, line.end), text: lines.map(l => br + l).join('') };
}

/** Puts a field line where a coder would type it: in the usual order of keys, never inside a fence. */
export function insertField(visit: Visit, key: Key, text: string): Edit {
  const { block } = visit.encounter;
  return insertBelow(block, linesAbove(block)[KEYS.indexOf(key)]!, text);
}

/** Every code line of a claim can lack the same field: the lines of a block are gone through once for all. */
const knownLinesAbove = new WeakMap<Block, readonly Line[]>();

/** The line that each key would stand below, in the usual order of keys: the last field of a key that comes before it, else the header. */
function linesAbove(block: Block): readonly Line[] {
  const known = knownLinesAbove.get(block);
  if (known) return known;
  const last = new Map<string, Line>();
  for (const line of block.lines) if (line.kind === 'field') last.set(line.key.text.toLowerCase(), line);
  let above = block.lines[0]!;
  const lines = KEYS.map(key => {
    const own = last.get(key);
    if (own && own.number > above.number) above = own;
    return above;
  });
  knownLinesAbove.set(block, lines);
  return lines;
}

/** Puts a code line below the last one, or below the last field where the encounter bills nothing yet. */
export function insertCode(visit: Visit, text: string): Edit {
  const { block } = visit.encounter;
  const below =
    visit.encounter.codes.at(-1)?.line ?? block.lines.findLast(line => line.kind === 'field') ?? block.lines[0]!;
  return insertBelow(block, below, text);
}

/** Adds a tag at the end of the header. */
export function tagHeader(visit: Visit, tag: string): Edit {
  const { block, end } = visit.encounter.header;
  return { at: at(block, end, end), text: ` ${tag}` };
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

/** Modifiers with one more where it belongs: what changes the amount first, then what decides payment, then what informs. */
export function withModifier(visit: Visit, modifiers: readonly string[], modifier: string): string[] {
  const rank = (m: string): number => visit.codes.modifier(m)?.position ?? 3;
  const all = [...modifiers];
  const index = all.findIndex(m => rank(m) > rank(modifier));
  all.splice(index < 0 ? all.length : index, 0, modifier);
  return all;
}

/** Adds a modifier where it belongs; see {@link withModifier}. */
export function addModifier(visit: Visit, billed: BilledCode, modifier: string): Edit {
  return setModifiers(
    billed,
    withModifier(
      visit,
      billed.modifiers.map(m => m.value),
      modifier,
    ),
  );
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

/** The codes of the diagnoses: none of them is offered once more. */
export const listedDiagnoses = memoByVisit(
  (visit): ReadonlySet<string> => new Set(visit.encounter.dx.map(({ code }) => code)),
);

/** A claim holds twelve diagnoses, and more are reported as such; those of a pasted line of thousands are not each compared with every other. */
export const MAX_DIAGNOSES = 50;

/**
 * The diagnoses of the note in another order or fewer of them, with every pointer rewritten to follow.
 * @param standIns for a diagnosis that goes, the letter of the one that its pointers then mean
 * @returns undefined where a code line would lose its last pointer, and where there are more than any claim holds: such a fix is not offered
 */
export function rearrangeDiagnoses(
  visit: Visit,
  kept: readonly Diagnosis[],
  standIns: ReadonlyMap<string, string> = new Map(),
): Edit[] | undefined {
  const { block, dx, codes } = visit.encounter;
  if (kept.length === 0 || dx.length > MAX_DIAGNOSES) return undefined;
  const letterOf = new Map(kept.map((d, i) => [d.letter, letterAt(i)]));
  const edits: Edit[] = [];
  // Each diagnosis in its place, so that words which stand between them as items of their own stay where they are.
  dx.forEach((was, i) => {
    const now = kept[i];
    if (!now) edits.push({ at: at(block, block.text.lastIndexOf(',', was.start), was.end), text: '' });
    else if (now !== was) edits.push(replace(was, block.text.slice(now.start, now.end)));
  });
  for (const billed of codes) {
    if (!billed.pointersFact) continue;
    const letters = [...billed.pointers]
      .map(l => (diagnosisOf(l, dx) ? letterOf.get(standIns.get(l) ?? l) : l))
      .filter(l => l !== undefined);
    if (letters.length === 0) return undefined;
    const pointers = [...new Set(letters)].join('');
    if (pointers !== billed.pointers) edits.push(setPointers(billed, pointers));
  }
  return edits;
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

/** Pointers for a new line beside another one: those of the other that lead somewhere, at most four, else to the first diagnosis. */
export function pointersBeside(visit: Visit, beside: BilledCode | undefined): string {
  const { dx } = visit.encounter;
  const sound = [...(beside?.pointers ?? '')]
    .filter(letter => diagnosisOf(letter, dx))
    .slice(0, 4)
    .join('');
  return sound || (dx.length && visit.bill === 'pro' ? 'A' : '');
}

/** `95990`, `95990 and 62367`, `95990, 62367 and 62368`: for messages. */
export function list(words: readonly string[], join = 'and'): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} ${join} ${words.at(-1)}`;
}

/** Whether the coder or the payer stands by what a rule objects to: waived with a reason, or switched off. What then follows from it is due. */
export function isAccepted(visit: Visit, rule: string): boolean {
  return (visit.encounter.waivers.length > 0 && waivedRules(visit).has(rule)) || visit.severityOf(rule) === 'off';
}

const waivedRules = memoByVisit(
  (visit): ReadonlySet<string> =>
    new Set(visit.encounter.waivers.filter(({ reason }) => reason !== undefined).map(({ rule }) => rule.value)),
);

/** Whether the key stands there with nothing after it: a stub, reported as such, on which no rule can decide. */
export function isStub(visit: Visit, key: Key): boolean {
  return visit.encounter.fields.get(key)?.some(use => use.empty) ?? false;
}

/** What of a statement no text was found for, as findings show it; empty where all of it is read. */
export function doubtsOf(marks: readonly Unverified[] | undefined): { unverified?: string } {
  return marks?.length ? { unverified: marks.map(({ reason }) => reason).join(' ') } : {};
}
